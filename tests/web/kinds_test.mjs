// Letters, lines and words: chosen by arrow keys, which judge nothing, and judged by Enter or when left.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { BROWSERS, launched, opened, pageFile, textOf } from "./browsers.mjs";
import { courseOf } from "./courses.mjs";

for (const name of BROWSERS) {
  describe(`kinds of question in ${name}`, () => {
    let browser, file;
    before(async () => {
      browser = await launched(name);
      file = await pageFile(await courseOf(["adam-choice", "momentum-find-error", "momentum-against-gradient-descent", "momentum-bowl"]));
    });
    after(async () => {
      await browser?.close();
      await file?.remove();
    });

    const question = async (position) => {
      const { page, complaints } = await opened(browser, file.url);
      await (await page.$$(".problem"))[position].click();
      await page.waitForSelector(".line");
      return { page, complaints };
    };

    test("one letter of a choice is right", async () => {
      const { page, complaints } = await question(0);
      const tones = await tonesOf(page, 0);
      assert.equal(tones.filter((tone) => tone === "right").length, 1);
      assert.equal(tones.filter((tone) => tone === "wrong").length, tones.length - 1);
      assert.deepEqual(complaints, []);
    });

    test("one line and one letter of a mistake are right, and the value of that line is asked for", async () => {
      const { page } = await question(1);
      for (const line of [0, 1]) {
        const tones = await tonesOf(page, line);
        assert.equal(tones.filter((tone) => tone === "right").length, 1, `line ${line}`);
      }
      assert.ok(await page.$(".asks-number input"));
    });

    test("words are compared with a model answer, and are text", async () => {
      const { page } = await question(2);
      await page.type("textarea", "because <b>momentum</b> gathers");
      await page.focus(".toolbar button:last-child");
      await page.waitForFunction(() => document.querySelector(".asks-words .feedback").textContent.length > 40);
      assert.equal(await page.$(".working b"), null);
    });

    test("more of what went wrong is a question that tells it", async () => {
      const { page } = await question(3);
      const inputs = await page.$$(".line input");
      for (const [i, value] of ["6", "10", "0.3", "0.5", "2.7", "0.5", "5.4", "5", "0.54", "0.7", "2.43", "0.25"].entries()) {
        await inputs[i].click();
        await page.keyboard.type(value);
        await page.keyboard.press("Enter");
        await page.waitForFunction((n) => document.querySelectorAll(".line")[n].querySelector(".verdict").textContent !== "", { timeout: 20_000 }, i);
      }
      await page.click(".toolbar .main-button");
      await page.waitForSelector(".result");
      const [more] = await page.$$(".actions .second-button");
      assert.match(await more.evaluate((button) => button.textContent), /went wrong/u);
      await more.click();
      await page.waitForSelector(".question-view", { timeout: 60_000 });
      assert.match(await textOf(page, "h1"), /Momentum/u);
    });
  });
}

/// Of each choice of a line in turn. Arrows go round.
async function tonesOf(page, line) {
  const radios = await page.$$(`.line[class*="asks-l"] [role=radiogroup]`);
  const boxes = await radios[line].$$("input");
  await boxes[0].focus();
  const tones = [];
  const judged = () => page.evaluate((n) => document.querySelectorAll('.line[class*="asks-l"]')[n].dataset.tone ?? "open", line);
  for (let i = 0; i < boxes.length; ++i) {
    const before = await judged();
    await page.keyboard.press(i === 0 ? " " : "ArrowRight");
    assert.equal(await judged(), before, "an arrow judges nothing");
    await page.keyboard.press("Enter");
    await new Promise((resolve) => setTimeout(resolve, 600));
    tones.push(await judged());
    await boxes[i].focus();
  }
  return tones;
}
