// New questions, pictures and the playground, against what the native program says.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { BROWSERS, launched, opened, pageFile, textOf } from "./browsers.mjs";
import { PROGRAM } from "./courses.mjs";

const native = (...parameters) => execFileSync(PROGRAM, parameters, { encoding: "utf8" });

for (const name of BROWSERS) {
  describe(`the rooms in ${name}`, () => {
    let browser, file, folder;
    before(async () => {
      browser = await launched(name);
      file = await pageFile();
      folder = await mkdtemp(join(tmpdir(), "stepmark-rooms-"));
    });
    after(async () => {
      await browser?.close();
      await file?.remove();
      await rm(folder, { recursive: true, force: true });
    });

    test("draw the question that the program draws by that seed, and then another", async () => {
      const { page, complaints } = await opened(browser, file.url);
      await page.$eval("input[inputmode=numeric]", (input) => (input.value = "7"));
      await page.click(".choice-form .main-button");
      await page.waitForSelector(".question-view", { timeout: 60_000 });
      const problem = join(folder, "drawn.toml");
      native("generate", "--optimizer", "momentum", "--kind", "table", "--level", "easy", "--seed", "7", "-o", problem, "--force");
      const values = JSON.parse(native("solve", problem, "--format", "json")).lines.map(({ value }) => value);
      const inputs = await page.$$(".line input");
      assert.equal(inputs.length, values.length);
      for (const [i, value] of values.entries()) {
        await inputs[i].click();
        await page.keyboard.type(value);
        await page.keyboard.press("Enter");
        await page.waitForFunction((n) => document.querySelectorAll(".line")[n].dataset.tone === "right", { timeout: 20_000 }, i);
      }
      const first = await textOf(page, ".paper");
      await page.click(".toolbar .main-button");
      await page.waitForSelector(".result");
      assert.match(await textOf(page, "h1"), /^(\d+) out of \1 marks$/u);
      await page.click(".actions .main-button");
      await page.waitForSelector(".question-view", { timeout: 60_000 });
      assert.notEqual(await textOf(page, ".paper"), first);
      assert.deepEqual(complaints, []);
    });

    test("compare optimizers step by step, by keys too, with a table of the same points", async () => {
      const { page } = await opened(browser, file.url, { hash: "#compare" });
      await page.waitForSelector(".plot .way", { timeout: 30_000 });
      assert.equal((await page.$$(".plot .way")).length, 3);
      const marks = () => page.$$eval(".plot .mark", (all) => all.length);
      const all = await marks();
      assert.equal(all, 3 * 21);
      await page.focus(".slider input");
      await page.keyboard.press("ArrowLeft");
      assert.equal(await marks(), all - 3);
      assert.equal(await textOf(page, ".slider output"), "19 of 20");
      await page.click(".legend input");
      assert.equal((await page.$$(".plot .way")).length, 2);
      await page.click(".picture details summary");
      await page.waitForSelector(".picture table");
      assert.equal((await page.$$(".picture tbody tr")).length, 2 * 21);
    });

    test("follow an optimizer of one's own, to thirty digits, and say where it is wrong", async () => {
      const { page } = await opened(browser, file.url, { hash: "#playground" });
      await page.waitForSelector(".trace", { timeout: 30_000 });
      const [optimizer, problem] = await page.$$eval("textarea", (areas) => areas.map(({ value }) => value));
      await writeFile(join(folder, "mine.optimizer"), optimizer);
      await writeFile(join(folder, "mine.toml"), problem.replace("x^2 + 5*y^2", "exp(x) + x*y^2"));
      const lines = JSON.parse(native("solve", join(folder, "mine.toml"), "--format", "json", "--digits", "30")).lines;
      await setText(page, 1, problem.replace("x^2 + 5*y^2", "exp(x) + x*y^2"));
      await page.$eval("input[type=number]", (input) => {
        input.value = "30";
        input.dispatchEvent(new Event("input", { bubbles: true }));
      });
      const last = lines.at(-1);
      await page.waitForFunction((text) => document.querySelector(".trace tr:last-child .value")?.textContent.endsWith(text), { timeout: 20_000 }, last.value);
      const shown = await page.$$eval(".trace .value", (cells) => cells.map((cell) => cell.textContent));
      assert.deepEqual(shown, lines.map(({ value, exact }) => `${exact ? "=" : "≈"} ${value}`));

      await setText(page, 0, optimizer.replace("gamma*(", "gama*("));
      await page.waitForFunction(() => document.querySelector(".refusal").textContent !== "", { timeout: 20_000 });
      assert.match(await textOf(page, ".refusal"), /^mine\.optimizer:6:\d+: .*gama.*gamma/u);
      assert.equal(await page.$eval("textarea", (area) => area.getAttribute("aria-invalid")), "true");
    });
  });
}

const setText = (page, position, text) =>
  page.evaluate(
    (i, value) => {
      const area = document.querySelectorAll("textarea")[i];
      area.value = value;
      area.dispatchEvent(new Event("input", { bubbles: true }));
    },
    position,
    text,
  );
