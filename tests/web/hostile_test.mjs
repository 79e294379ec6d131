// Titles, names and answers of somebody who means ill are text, and nothing else.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { BROWSERS, launched, opened, pageFile } from "./browsers.mjs";

const MARKUP = `</script><script>window.hacked=1</script><img src=x onerror='window.hacked=1'><style>*{display:none}</style>`;
const TEX = String.raw`\(\href{javascript:window.hacked=1}{x}\htmlStyle{color:red}{y}\) $\def\a{\a\a}\a$`;
const OPTIMIZER = `optimizer mine ${JSON.stringify(MARKUP)}
source    ${JSON.stringify(MARKUP)}
hyper     eta = 0.1
start     theta[0] given

g[t]     = grad(theta[t-1])
theta[t] = theta[t-1] - eta*g[t]
`;
const PROBLEM = `title = ${JSON.stringify(MARKUP + TEX)}
optimizer = "mine.optimizer"
steps = 1
[objective]
function = "x^2"
start = { x = 3 }
`;

for (const name of BROWSERS) {
  describe(`hostile texts in ${name}`, () => {
    let browser, file;
    before(async () => {
      browser = await launched(name);
      const problems = [{ title: MARKUP + TEX, problem: PROBLEM, files: { "mine.optimizer": OPTIMIZER } }];
      file = await pageFile({ title: MARKUP, mode: "practice", problems });
    });
    after(async () => {
      await browser?.close();
      await file?.remove();
    });

    test("are shown as they are written, on all pages", async () => {
      const { page, complaints, requests } = await opened(browser, file.url);
      await page.click(".problem");
      await page.waitForSelector(".line input");
      await page.type(".line input", '<img src=x onerror="window.hacked=1">\n');
      await page.waitForSelector(".line .verdict span");
      assert.match(await page.$eval(".question-view h1", (heading) => heading.textContent), /<img src=x/u);
      await page.click(".toolbar .buttons button:last-child");
      await page.waitForSelector(".result");
      await page.evaluate(() => (location.hash = "#record"));
      await page.waitForSelector(".record");
      assert.equal(await page.evaluate(() => window.hacked), undefined);
      assert.equal(await page.$("main img, main script, main style, main a[href^=javascript], main [onerror]"), null);
      assert.deepEqual(complaints, []);
      assert.deepEqual(requests, []);
    });

    test("and a script that got in all the same would not run", async () => {
      const { page } = await opened(browser, file.url);
      const outcome = await page.evaluate(() => {
        const script = document.createElement("script");
        try {
          script.text = "window.hacked = 1";
        } catch {
          // Trusted types, where the browser has them.
        }
        document.body.append(script);
        try {
          document.body.insertAdjacentHTML("beforeend", '<img src="x" onerror="window.hacked = 1">');
        } catch {
          // The same.
        }
        try {
          // Run by the page, for what the driver evaluates may use eval whatever the policy says.
          setTimeout("window.hacked = 1");
        } catch {
          // The same.
        }
        return new Promise((resolve) => setTimeout(() => resolve(window.hacked ?? "nothing ran"), 500));
      });
      assert.equal(outcome, "nothing ran");
    });
  });
}
