// Where the browser keeps nothing, or its storage is full, the page works and says so.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { BROWSERS, launched, opened, pageFile, textOf } from "./browsers.mjs";
import { courseOf } from "./courses.mjs";

const REFUSED = () => Object.defineProperty(window, "localStorage", { get: () => { throw new DOMException("no", "SecurityError"); } });
const FULL = () => (Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); });

for (const name of BROWSERS) {
  describe(`the storage of ${name}`, () => {
    let browser, file;
    before(async () => {
      browser = await launched(name);
      file = await pageFile(await courseOf(["momentum-bowl"]));
    });
    after(async () => {
      await browser?.close();
      await file?.remove();
    });

    for (const [what, before, said] of [["refused", REFUSED, /keeps nothing/u], ["full", FULL, /full/u]]) {
      test(`may be ${what}`, async () => {
        const { page, complaints } = await opened(browser, file.url, { before });
        await page.click(".problem");
        await page.waitForSelector(".line input");
        await page.type(".line input", "6\n");
        await page.waitForSelector("[data-tone=right]");
        await page.click(".toolbar .buttons button:last-child");
        await page.waitForSelector(".result");
        await page.evaluate(() => (location.hash = "#record"));
        await page.waitForSelector(".record .figures");
        assert.match(await textOf(page, ".record .lead"), said);
        assert.equal(await textOf(page, ".record .figures dd"), "1");
        assert.deepEqual(complaints, []);
      });
    }
  });
}
