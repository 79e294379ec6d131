// An engine that breaks off is started anew, with all that was answered; and what was saved is loaded again.

import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { BROWSERS, launched, opened, pageFile } from "./browsers.mjs";
import { courseOf } from "./courses.mjs";

/// Lets the test say for a worker that it has broken off.
const HELD_WORKERS = () => {
  window.workers = [];
  const Real = window.Worker;
  window.Worker = class extends Real {
    constructor(...parameters) {
      super(...parameters);
      window.workers.push(this);
    }
  };
};

for (const name of BROWSERS) {
  describe(`recovery in ${name}`, () => {
    let browser, file, folder;
    before(async () => {
      browser = await launched(name);
      file = await pageFile(await courseOf(["momentum-bowl"]));
      folder = await mkdtemp(join(tmpdir(), "stepmark-load-"));
    });
    after(async () => {
      await browser?.close();
      await file?.remove();
      await rm(folder, { recursive: true, force: true });
    });

    const toneIs = (page, position, tone) =>
      page.waitForFunction((n, t) => (document.querySelectorAll(".line")[n]?.dataset.tone ?? "open") === t, { timeout: 20_000 }, position, tone);

    test("keeps the answers when the engine breaks off, busy or idle", async () => {
      const { page } = await opened(browser, file.url, { before: HELD_WORKERS });
      await page.click(".problem");
      await page.waitForSelector(".line input");
      await page.type(".line input", "6\n");
      await toneIs(page, 0, "right");
      for (const [position, value] of [[1, "10"], [2, "0.3"]]) {
        await page.evaluate(() => window.workers.at(-1).onmessage({ data: { id: -1, failure: "Aborted()" } }));
        const inputs = await page.$$(".line input");
        await inputs[position].type(`${value}\n`);
        // The answer that met the broken engine is asked for again; those before it are there.
        await toneIs(page, 0, "right");
        await page.waitForFunction(() => document.querySelector(".line").dataset.tone === "right" && document.activeElement.tagName === "H1");
        await (await page.$$(".line input"))[position].type(`${value}\n`);
        await toneIs(page, position, "right");
      }
      assert.equal(await page.$eval(".line input", (input) => input.value), "6");
    });

    test("loads an answer sheet, and says what is wrong with another", async () => {
      const { page } = await opened(browser, file.url);
      await page.click(".problem");
      await page.waitForSelector(".line input");
      const sheet = join(folder, "sheet.csv");
      await writeFile(sheet, "t,quantity,component,value\n1,g,x,6\n1,g,y,11\n");
      await loadFile(page, sheet);
      await toneIs(page, 0, "right");
      await toneIs(page, 1, "wrong");
      await writeFile(sheet, "t,quantity,component,value\n1,nonsense,x,6\n");
      await loadFile(page, sheet);
      await page.waitForFunction(() => /nonsense/u.test(document.querySelector("#announcer").textContent));
      await toneIs(page, 0, "right");
    });
  });
}

async function loadFile(page, path) {
  const [chooser] = await Promise.all([page.waitForFileChooser(), page.click(".files button:last-child")]);
  await chooser.accept([path]);
}
