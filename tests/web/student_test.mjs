// A student's way from opening the file to handing out the answers, by keyboard alone; the numbers are those of the
// README, and the file that is saved earns the same marks from the native program (STEPMARK_PROGRAM).

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { BROWSERS, launched, opened, pageFile, tabTo, textOf } from "./browsers.mjs";
import { PROGRAM, ROOT, courseOf } from "./courses.mjs";

const VALUES = ["6", "10", "0,3", ".5", "2.7", "1/2", "5.4", "5", "0.54", "0.7"];

for (const name of BROWSERS) {
  describe(`a student with ${name}`, () => {
    let browser, file, downloads;
    before(async () => {
      downloads = await mkdtemp(join(tmpdir(), "stepmark-downloads-"));
      browser = await launched(name, downloads);
      file = await pageFile(await courseOf(["momentum-bowl"]));
    });
    after(async () => {
      await browser?.close();
      await file?.remove();
      await rm(downloads, { recursive: true, force: true });
    });

    test("opens a question, answers it, asks for a hint, takes back, finishes and saves", async () => {
      const { page, complaints, requests } = await opened(browser, file.url);
      const { keyboard } = page;
      await tabTo(page, ({ text }) => text.includes("Two steps of momentum"));
      await keyboard.press("Enter");
      await page.waitForSelector(".question-view");
      assert.equal(await page.evaluate(() => document.activeElement.tagName), "H1");
      assert.ok(await page.$(".paper .katex-mathml math"), "formulas have MathML");

      await tabTo(page, ({ label }) => label.startsWith("g of x at step 1"));
      for (const [i, value] of VALUES.entries()) {
        await keyboard.type(value);
        assert.equal(await tone(page, i), "open", "nothing is judged while typing");
        await keyboard.press("Enter");
        await waitForTone(page, i, "right");
        await waitForFocus(page, i + 1);
      }

      await keyboard.type("2.43");
      await keyboard.press("Enter");
      await waitForTone(page, 10, "wrong");
      assert.match(await textOf(page, ".feedback:not(:empty)"), /previous step/u);
      assert.equal(await page.evaluate(() => document.activeElement.value), "2.43", "the focus stays where it was wrong");

      await keyboard.type("?");
      await keyboard.press("Enter");
      await page.waitForSelector(".hints li .katex");

      await keyboard.type("2.43");
      await keyboard.press("Enter");
      await waitForFocus(page, 11);
      await keyboard.type("9");
      await keyboard.press("Enter");
      await waitForTone(page, 11, "wrong");
      await tabTo(page, ({ text }) => text === "Undo");
      await keyboard.press("Enter");
      await waitForTone(page, 11, "open");
      await keyboard.type("0.25");
      await keyboard.press("Enter");
      await waitForTone(page, 11, "right");
      assert.match(await page.$$eval(".line .verdict", (all) => all[11].textContent), /same as before/iu);

      await tabTo(page, ({ text }) => text === "Finish");
      await keyboard.press("Enter");
      await page.waitForSelector(".result");
      assert.equal(await page.evaluate(() => document.activeElement.textContent), "22 out of 24 marks");
      await tabTo(page, ({ text }) => text.startsWith("Save answers"));
      await keyboard.press("Enter");
      const saved = await savedFile(downloads, ".csv");
      assert.equal(nativeMarks(saved), "22 out_of 24");

      await tabBack(page, "Your record");
      await keyboard.press("Enter");
      await page.waitForSelector(".misconceptions li");
      assert.match(await textOf(page, ".misconceptions li"), /previous step/u);
      await tabTo(page, ({ text }) => text.startsWith("Save record"));
      await keyboard.press("Enter");
      const record = JSON.parse(await readFile(await savedFile(downloads, ".json"), "utf8"));
      assert.equal(record.attempts[0].marks, "22");
      assert.deepEqual(complaints, []);
      assert.deepEqual(requests, []);
    });

    test("finds an unfinished question again after closing the page", async () => {
      const first = await opened(browser, file.url);
      await first.page.click(".problem");
      await first.page.waitForSelector(".line input");
      await first.page.type(".line input", "6\n");
      await waitForTone(first.page, 0, "right");
      await first.page.close();
      const { page } = await opened(browser, file.url);
      await page.click(".resume button");
      await page.waitForSelector(".question-view");
      assert.equal(await tone(page, 0), "right");
      assert.equal(await page.$eval(".line input", (input) => input.value), "6");
    });
  });
}

const tone = (page, position) => page.$$eval(".line", (lines, i) => lines[i].dataset.tone ?? "open", position);

async function waitForTone(page, position, expected) {
  const isThere = (i, t) => (document.querySelectorAll(".line")[i].dataset.tone ?? "open") === t;
  await page.waitForFunction(isThere, { timeout: 20_000 }, position, expected).catch(async () => {
    const lines = await page.$$eval(".line", (all) => all.map((line) => `${line.dataset.tone} ${line.querySelector("input").value}`));
    throw new Error(`line ${position} does not become ${expected}: ${lines.join(", ")}`);
  });
}

const waitForFocus = (page, position) =>
  page.waitForFunction((n) => document.querySelectorAll(".line input")[n] === document.activeElement, { timeout: 20_000 }, position);

async function tabBack(page, text) {
  for (let i = 0; i < 80; ++i) {
    await page.keyboard.down("Shift");
    await page.keyboard.press("Tab");
    await page.keyboard.up("Shift");
    if ((await page.evaluate(() => document.activeElement.textContent)) === text) return;
  }
  throw new Error(`${text} is not reached`);
}

async function savedFile(folder, ending) {
  for (let i = 0; i < 100; ++i) {
    const name = (await readdir(folder)).find((file) => file.endsWith(ending));
    if (name !== undefined) return join(folder, name);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`no ${ending} was saved`);
}

function nativeMarks(sheet) {
  const text = execFileSync(PROGRAM, ["check", join(ROOT, "problems/bank/momentum-bowl.toml"), sheet, "--format", "json"]);
  const { marks, out_of } = JSON.parse(text);
  return `${marks} out_of ${out_of}`;
}
