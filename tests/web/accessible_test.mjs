// axe-core finds nothing, in light and dark, in each room and at each stage of a question of each kind.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, describe, test } from "node:test";
import { BROWSERS, launched, opened, pageFile } from "./browsers.mjs";
import { courseOf } from "./courses.mjs";
import { packages } from "./packages.mjs";

const AXE = await readFile(packages.resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

for (const name of BROWSERS) {
  describe(`axe in ${name}`, () => {
    let browser, practice, listed;
    before(async () => {
      browser = await launched(name);
      practice = await pageFile();
      listed = await pageFile(await courseOf(["momentum-bowl"]));
    });
    after(async () => {
      await browser?.close();
      await practice?.remove();
      await listed?.remove();
    });

    for (const scheme of ["light", "dark"]) {
      for (const room of ["practise", "record", "compare", "playground", "about"]) {
        test(`finds nothing in ${room}, ${scheme}`, async () => {
          const { page } = await opened(browser, practice.url, { hash: `#${room}` });
          await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]).catch(() => {});
          await new Promise((resolve) => setTimeout(resolve, 1500));
          assert.deepEqual(await violations(page), []);
          await page.close();
        });
      }

      test(`finds nothing from question to marks, ${scheme}`, async () => {
        const { page } = await opened(browser, listed.url);
        await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]).catch(() => {});
        assert.deepEqual(await violations(page), []);
        await page.click(".problem");
        await page.waitForSelector(".line input");
        const inputs = await page.$$(".line input");
        for (const [i, value] of ["6", "10.01", "zzz", "?"].entries()) {
          await inputs[i].type(`${value}\n`);
          await new Promise((resolve) => setTimeout(resolve, 400));
        }
        await page.click(".picture-card summary");
        await page.waitForSelector(".plot");
        assert.deepEqual(await violations(page), []);
        await page.click(".toolbar .buttons button:last-child");
        await page.waitForSelector(".result .plot");
        assert.deepEqual(await violations(page), []);
        await page.close();
      });
    }
  });
}

async function violations(page) {
  await page.evaluate(AXE);
  const found = await page.evaluate((tags) => window.axe.run({ runOnly: tags }), TAGS);
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target, failureSummary }) => `${target} ${failureSummary}`).slice(0, 3).join(" | ")}`);
}
