// The page on a phone: nothing is wider than the screen, and what is touched is large enough (24 px by WCAG 2.2; here 28).

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { BROWSERS, launched, opened, pageFile } from "./browsers.mjs";
import { courseOf } from "./courses.mjs";

const PHONE = { width: 320, height: 640 };
const PROBLEMS = ["momentum-bowl", "adam-beale"];

for (const name of BROWSERS) {
  describe(`a phone with ${name}`, () => {
    let browser, practice, listed;
    before(async () => {
      browser = await launched(name);
      practice = await pageFile();
      listed = await pageFile(await courseOf(PROBLEMS));
    });
    after(async () => {
      await browser?.close();
      await practice?.remove();
      await listed?.remove();
    });

    for (const room of ["practise", "record", "compare", "playground", "about"]) {
      test(`has room for ${room}`, async () => {
        const { page } = await opened(browser, practice.url, { ...PHONE, hash: `#${room}` });
        await new Promise((resolve) => setTimeout(resolve, 1500));
        assert.deepEqual(await tooWide(page), []);
        assert.deepEqual(await tooSmall(page), []);
        await page.close();
      });
    }

    for (const [i, problem] of PROBLEMS.entries()) {
      test(`has room for ${problem} and its marks`, async () => {
        const { page } = await opened(browser, listed.url, PHONE);
        const buttons = await page.$$(".problem");
        await buttons[i].click();
        await page.waitForSelector(".line input");
        await page.type(".line input", "123.456\n");
        await page.waitForSelector(".line .verdict span");
        assert.deepEqual(await tooWide(page), []);
        assert.deepEqual(await tooSmall(page), []);
        await page.click(".toolbar .buttons button:last-child");
        await page.waitForSelector(".result .comparison");
        assert.deepEqual(await tooWide(page), []);
        await page.close();
      });
    }
  });
}

const tooWide = (page) =>
  page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const inScroller = (element) => element.closest(".scrollable, .formula.display, .equations, pre, textarea, .hints, .unseen, .katex-mathml") !== null;
    return [...document.querySelectorAll("main *")]
      .filter((element) => element.getBoundingClientRect().right > width + 1 && !inScroller(element))
      .map((element) => `${element.tagName}.${element.className} ${element.getBoundingClientRect().right}`);
  });

const tooSmall = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll("main button, main input:not([type=checkbox], [type=radio], [type=range]), main select")]
      .filter((element) => element.offsetParent !== null && element.getBoundingClientRect().height < 28)
      .map((element) => `${element.tagName} ${element.textContent} ${element.getBoundingClientRect().height}`),
  );
