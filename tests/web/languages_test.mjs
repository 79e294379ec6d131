// The page in its languages: every word of its own and of the engine, the choice that is kept, and the decimal comma.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { entriesOf } from "../../web/page/languages.mjs";
import { BROWSERS, launched, opened, pageFile, textOf } from "./browsers.mjs";
import { ROOT, courseOf } from "./courses.mjs";

const VALUES = ["6", "10", "0,3", "0,5", "2,7", "0,5"];

/// What the page itself says, in English and in that language.
async function sentencesIn(name) {
  const entries = entriesOf(await readFile(join(ROOT, `web/page/po/${name}.po`), "utf8"));
  return new Map(entries.filter(({ msgid }) => msgid !== "").map((entry) => [entry.msgid, entry.msgstr ?? entry["msgstr[0]"]]));
}

async function choose(page, name) {
  await page.select("#language select", name);
  await page.waitForFunction((wanted) => document.documentElement.lang === wanted && document.querySelector("#main h1") !== null, {}, name);
}

const tone = (page, position) => page.$$eval(".line", (lines, i) => lines[i].dataset.tone ?? "open", position);

for (const name of BROWSERS) {
  describe(`languages in ${name}`, () => {
    let browser, file, listed;
    before(async () => {
      browser = await launched(name);
      file = await pageFile();
      listed = await pageFile(await courseOf(["momentum-bowl"]));
    });
    after(async () => {
      await browser?.close();
      await file?.remove();
      await listed?.remove();
    });

    for (const language of ["de", "es", "fr", "zh"]) {
      test(`no room says anything in English when ${language} is chosen`, async () => {
        const { page, complaints } = await opened(browser, file.url);
        await choose(page, language);
        const english = await sentencesIn(language);
        for (const room of ["practise", "record", "compare", "playground", "about"]) {
          await page.evaluate((to) => (location.hash = `#${to}`), room);
          await page.waitForSelector(`#rooms a[aria-current="page"][href="#${room}"]`);
          const seen = await page.evaluate(() => {
            const texts = [];
            const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
            while (walker.nextNode()) {
              if (!["SCRIPT", "OPTION", "PRE"].includes(walker.currentNode.parentElement.tagName)) texts.push(walker.currentNode.nodeValue.trim());
            }
            for (const labelled of document.querySelectorAll("[aria-label]")) texts.push(labelled.getAttribute("aria-label"));
            return texts;
          });
          const left = seen.filter((text) => english.has(text) && english.get(text) !== text);
          assert.deepEqual(left, [], room);
        }
        assert.deepEqual(complaints, []);
        await page.close();
      });
    }

    test("a question is worked in German, with commas, and goes on in Chinese", async () => {
      const { page, complaints } = await opened(browser, listed.url);
      await choose(page, "de");
      await page.click(".problem");
      await page.waitForSelector(".line input");
      assert.match(await page.$eval(".line input", (input) => input.getAttribute("aria-label")), /^g von x in Schritt 1, auf/u);
      const inputs = await page.$$(".line input");
      for (const [i, value] of VALUES.entries()) {
        await inputs[i].type(`${value}\n`);
        await page.waitForFunction((n) => document.querySelectorAll(".line")[n].dataset.tone === "right", { timeout: 20_000 }, i);
      }
      assert.match(await textOf(page, ".line .verdict"), /^richtig/u);
      await inputs[6].type("7,3\n");
      await page.waitForFunction(() => document.querySelectorAll(".line")[6].dataset.tone === "wrong", { timeout: 20_000 });
      assert.match(await page.$eval(".progress span", (span) => span.textContent), /^7 von \d+ Zeilen · 12 von 24 Punkten$/u);
      await choose(page, "zh");
      await page.waitForSelector(".line input");
      assert.equal(await page.$$eval(".line input", (all) => all[2].value), "0,3", "what was typed stays");
      assert.equal(await tone(page, 0), "right");
      assert.match(await textOf(page, ".line .verdict"), /^正确/u);
      await choose(page, "de");
      await page.waitForSelector(".line input");
      await page.click(".toolbar .buttons button:last-child");
      await page.waitForSelector(".comparison");
      assert.equal(await textOf(page, "h1"), "12 von 24 Punkten");
      const right = await page.$$eval(".comparison tbody tr[data-tone] td:nth-child(4)", (cells) => cells.map((cell) => cell.textContent));
      assert.ok(right.includes("0,3") && !right.some((text) => text.includes(".")), right.join(" "));
      assert.deepEqual(complaints, []);
      await page.close();
    });

    test("the choice is kept, and without one the browser's language is taken", async () => {
      const first = await opened(browser, file.url);
      await choose(first.page, "fr");
      await first.page.close();
      const { page } = await opened(browser, file.url);
      assert.equal(await page.evaluate(() => document.documentElement.lang), "fr");
      assert.equal(await page.$eval("#rooms a", (link) => link.textContent), "S'entraîner");
      assert.equal(await page.$eval("#language select", (select) => select.value), "fr");
      await page.evaluate(() => localStorage.clear());
      await page.close();
      const third = await opened(browser, file.url);
      assert.equal(await third.page.evaluate(() => document.documentElement.lang), "en");
      await third.page.close();
    });
  });
}
