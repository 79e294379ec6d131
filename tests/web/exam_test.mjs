// An exam: nothing is said before all is handed in, and the native program marks what was handed in as the page did.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { BROWSERS, launched, opened, pageFile, textOf } from "./browsers.mjs";
import { PROGRAM, ROOT, courseOf } from "./courses.mjs";

for (const name of BROWSERS) {
  describe(`an exam in ${name}`, () => {
    let browser, file, downloads;
    before(async () => {
      downloads = await mkdtemp(join(tmpdir(), "stepmark-downloads-"));
      browser = await launched(name, downloads);
      file = await pageFile(await courseOf(["momentum-bowl"], { mode: "exam", title: "Mock exam" }));
    });
    after(async () => {
      await browser?.close();
      await file?.remove();
      await rm(downloads, { recursive: true, force: true });
    });

    test("says nothing of an answer until it is handed in, and is marked again from the file", async () => {
      const { page, complaints } = await opened(browser, file.url);
      assert.match(await textOf(page, "#notice"), /nothing here is secret/u);
      await page.click(".problem");
      await page.waitForSelector(".line input");
      const inputs = await page.$$(".line input");
      for (const [i, value] of ["6", "10", "0.3", "99"].entries()) {
        await inputs[i].click();
        await page.keyboard.type(`${value}\n`);
        await page.waitForFunction((n) => document.querySelectorAll(".line .verdict")[n].textContent === "Answered", {}, i);
      }
      assert.equal(await page.$(".hint, .picture-card, [data-tone=right], [data-tone=wrong]"), null);
      assert.equal(await textOf(page, ".progress"), "4 of 12 lines");
      await page.click(".toolbar .buttons button:last-child");
      await page.waitForSelector(".hand-in input");
      await page.type(".hand-in input", "s1<b>");
      await page.keyboard.press("Enter");
      await page.waitForFunction(() => /Handed in: \d/u.test(document.querySelector(".lead").textContent));
      const shown = /Handed in: (\S+) out of (\S+) marks/u.exec(await textOf(page, ".lead"));
      const handedIn = await savedFile(downloads);
      const line = JSON.parse(await readFile(handedIn, "utf8"));
      assert.equal(line.student, "s1<b>");
      assert.equal(line.practice.questions[0].marks, shown[1]);
      const [, row] = execFileSync(PROGRAM, ["mark", join(ROOT, "problems/bank/momentum-bowl.toml"), handedIn], { encoding: "utf8" }).split("\n");
      assert.ok(row.startsWith(`s1<b>,${shown[1]},${shown[2]},`), row);
      await page.click(".problem");
      await page.waitForSelector(".result .comparison");
      assert.deepEqual(complaints, []);
    });

    test("of several questions is marked on an edition of the paper", async () => {
      const names = ["momentum-bowl", "adam-choice"];
      const several = await pageFile(await courseOf(names, { mode: "exam", title: "Quiz" }));
      const { page } = await opened(browser, several.url);
      for (const [i, value] of ["6", "A"].entries()) {
        await (await page.$$(".problem"))[i].click();
        await page.waitForSelector(".line input");
        if (i === 0) await page.type(".line input", value);
        else await page.click(".choices label");
        await page.focus(".toolbar button:last-child");
        await page.waitForFunction(() => document.querySelector(".line .verdict").textContent === "Answered");
        await page.click(".toolbar .buttons button:last-child");
        await page.waitForSelector(".hand-in");
      }
      await rm(downloads, { recursive: true, force: true });
      await page.type(".hand-in input", "s1");
      await page.keyboard.press("Enter");
      await page.waitForFunction(() => /Handed in: \d/u.test(document.querySelector(".lead").textContent));
      const [, marks, outOf] = /Handed in: (\S+) out of (\S+) marks/u.exec(await textOf(page, ".lead"));
      const edition = join(downloads, "edition");
      const handedIn = await savedFile(downloads);
      const questions = names.map((name) => `[[question]]\nproblem = ${JSON.stringify(join(ROOT, `problems/bank/${name}.toml`))}\n`);
      await writeFile(join(downloads, "paper.toml"), `title = "Quiz"\nseed = 1\n${questions.join("")}`);
      await writeFile(join(downloads, "roster.csv"), "student\ns1\n");
      execFileSync(PROGRAM, ["paper", join(downloads, "paper.toml"), "--roster", join(downloads, "roster.csv"), "-o", edition], { stdio: "pipe" });
      const [head, row] = execFileSync(PROGRAM, ["mark", edition, handedIn], { encoding: "utf8" }).split("\n");
      assert.equal(head.split(",").slice(2, 4).join(), "marks,out_of");
      assert.equal(row.split(",").slice(2, 4).join(), `${marks},${outOf}`);
      await several.remove();
    });
  });
}

async function savedFile(folder) {
  for (let i = 0; i < 100; ++i) {
    const name = (await readdir(folder)).find((file) => file.endsWith(".jsonl"));
    if (name !== undefined) return join(folder, name);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("nothing was saved");
}
