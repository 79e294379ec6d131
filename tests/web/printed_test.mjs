// The program's own pages in HTML: axe-core finds nothing in them, in light and dark, and html-validate is content.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { BROWSERS, launched } from "./browsers.mjs";
import { packages } from "./packages.mjs";

const AXE = await readFile(packages.resolve("axe-core/axe.min.js"), "utf8");
const { HtmlValidate } = packages("html-validate");
const program = resolve(process.env.STEPMARK_PROGRAM ?? "build/release/cli/stepmark");
const root = resolve(import.meta.dirname ?? new URL(".", import.meta.url).pathname, "../..");

// What is XML as well closes its tags; a box is as wide as what is to be written into it.
const validator = new HtmlValidate({
  extends: ["html-validate:recommended"],
  rules: { "void-style": ["error", { style: "selfclose" }], "no-inline-style": ["error", { allowedProperties: ["width"] }] },
});

const KINDS = ["momentum-bowl", "adam-faded", "adam-choice", "adam-which", "adam-effect", "adam-against-rmsprop", "rmsprop-find-error"];

function made(folder) {
  const run = (...words) => execFileSync(program, words, { cwd: root, stdio: ["ignore", "ignore", "inherit"] });
  const page = (name) => ["-o", join(folder, `${name}.html`)];
  for (const kind of KINDS) {
    const problem = `problems/bank/${kind}.toml`;
    run("handout", problem, "--space", "4", "--pictures", ...page(`${kind}-question`));
    run("handout", problem, "--solutions", "--pictures", ...page(`${kind}-solutions`));
    run("handout", problem, "--marker", ...page(`${kind}-marker`));
    run("certify", problem, ...page(`${kind}-certificate`));
    run("sheet", problem, ...page(`${kind}-sheet`));
  }
  const bowl = "problems/bank/momentum-bowl.toml";
  run("solve", bowl, "--pictures", ...page("solution"));
  run("solve", bowl, "--language", "zh", ...page("solution-zh"));
  run("check", bowl, "docs/example/answers.csv", "--pictures", ...page("marks"));
  run("mark", bowl, "docs/example/class.csv", "-o", join(folder, "class.csv"), "--feedback", join(folder, "sheets"),
    "--statistics", join(folder, "statistics.html"), "--pictures", "--to", "html");
  run("paper", "docs/example/quiz.toml", "--check", ...page("paper"));
  run("paper", "docs/example/quiz.toml", "--roster", "docs/example/roster.csv", "--to", "html", "--pictures", "-o", join(folder, "edition"));
}

async function pagesIn(folder) {
  const pages = [];
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: false })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) pages.push(...(await pagesIn(path)));
    else if (entry.name.endsWith(".html")) pages.push(path);
  }
  return pages.sort();
}

// axe does not know that a formula in MathML is text.
const isMath = ({ id }, { html }) => id === "empty-table-header" && html.includes("<math");

async function violations(page) {
  await page.evaluate(AXE);
  const found = await page.evaluate(() => window.axe.run());
  return found.violations.flatMap((violation) =>
    violation.nodes.filter((node) => !isMath(violation, node)).map(({ target }) => `${violation.id}: ${target}`));
}

describe("pages of the program", () => {
  let folder, pages;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "stepmark-pages-"));
    made(folder);
    pages = await pagesIn(folder);
    assert.ok(pages.length > 5 * KINDS.length, "some pages are missing");
  });
  after(() => rm(folder, { recursive: true }));

  test("html-validate is content, and would not be with anything", async () => {
    for (const file of pages) {
      const { results } = await validator.validateString(await readFile(file, "utf8"));
      assert.deepEqual(results.flatMap(({ messages }) => messages.map(({ ruleId, message, line }) => `${file}:${line} ${ruleId} ${message}`)), []);
    }
    const { valid } = await validator.validateString("<p><div></p>");
    assert.equal(valid, false);
  });

  for (const name of BROWSERS) {
    for (const scheme of ["light", "dark"]) {
      test(`axe finds nothing in ${name}, ${scheme}`, async () => {
        const browser = await launched(name);
        try {
          const page = await browser.newPage();
          await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]).catch(() => {});
          for (const file of pages) {
            await page.goto(pathToFileURL(file).href);
            assert.deepEqual(await violations(page), [], file);
          }
          await page.evaluate(() => document.documentElement.removeAttribute("lang"));
          assert.notDeepEqual(await violations(page), []);
        } finally {
          await browser.close();
        }
      });
    }
  }
});
