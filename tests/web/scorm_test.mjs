// The package for a course's system, in scorm-again as that system: from a student's answers to what is reported.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { BROWSERS, launched, textOf } from "./browsers.mjs";
import { PROGRAM, ROOT } from "./courses.mjs";
import { packed, served } from "./lms.mjs";

const BOWL = join(ROOT, "problems/bank/momentum-bowl.toml"), CHOICE = join(ROOT, "problems/bank/adam-choice.toml");
/// In the last but one, the velocity of the step before is left out.
const VALUES = ["6", "10", "0,3", ".5", "2.7", "1/2", "5.4", "5", "0.54", "0.7", "2.43", "9"];

/// The package in its frame, and the system around it.
async function visited(browser, url, { kept = null } = {}) {
  const page = await browser.newPage();
  await page.setViewport({ width: 1280, height: 900 });
  const complaints = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => {
    if (["error", "warn"].includes(message.type())) complaints.push(message.text());
  });
  if (kept !== null) await page.evaluateOnNewDocument((text) => sessionStorage.setItem("kept", text), JSON.stringify({ cmi: kept }));
  await page.goto(url);
  const frame = await page.waitForFrame((at) => at.url().includes("/package/"));
  await frame.waitForSelector("#main h1", { timeout: 60_000 });
  return { page, frame, complaints };
}

/// Answers the question that is open, line by line from the first.
async function answer(frame, values) {
  const fields = await frame.$$(".line input:not([type=radio])");
  for (const [i, value] of values.entries()) {
    await fields[i].click();
    await fields[i].type(`${value}\n`);
    await frame.waitForFunction((n) => document.querySelectorAll(".line .verdict")[n].textContent !== "", {}, i);
  }
}

const press = (frame, selector) => frame.$eval(selector, (button) => button.click());
const kept = (page) => page.evaluate(() => window.kept());
const listed = (object) => Object.values(object);

/// The values that a student would have on paper.
async function checked(folder, problem, interactions) {
  const rows = interactions.map(({ id, learner_response }) => {
    const [, , quantity, component, t] = id.split(".");
    return `${t},${quantity},${component},"${learner_response}"\n`;
  });
  const sheet = join(folder, "sheet.csv");
  await writeFile(sheet, `t,quantity,component,value\n${rows.join("")}`);
  return JSON.parse(execFileSync(PROGRAM, ["check", problem, sheet, "--format", "json"], { encoding: "utf8" }));
}

for (const name of BROWSERS) {
  describe(`a package for courses in ${name}`, () => {
    let browser, folder, lms, files;
    before(async () => {
      folder = await mkdtemp(join(tmpdir(), "stepmark-scorm-"));
      browser = await launched(name);
      ({ files } = packed(join(folder, "two.zip"), [BOWL, CHOICE, "--title", "Week 4"]));
      lms = await served(files);
    });
    after(async () => {
      await browser?.close();
      await lms?.close();
      await rm(folder, { recursive: true, force: true });
    });

    test("reports each line, the misconception and the marks of what is finished", async () => {
      const { page, frame, complaints } = await visited(browser, lms.url);
      assert.match(await textOf(frame, "#notice"), /reported to your course/u);
      await frame.click(".problem");
      await frame.waitForSelector(".line input");
      await answer(frame, VALUES);
      await page.waitForFunction(() => Object.keys(window.kept().interactions).length === 12);
      assert.equal((await kept(page)).score.raw, "", "nothing is finished");
      await frame.click(".toolbar .buttons button:last-child");
      await frame.waitForSelector(".result");
      await page.waitForFunction(() => window.kept().score.raw !== "");

      const once = await kept(page);
      const interactions = listed(once.interactions);
      const native = await checked(folder, BOWL, interactions);
      assert.deepEqual(interactions.map(({ learner_response }) => learner_response), VALUES);
      assert.equal(once.score.raw, native.marks);
      const outOf = Number(once.score.max);
      assert.equal(outOf, 24 + 8);
      assert.deepEqual([once.score.min, Number(once.score.scaled).toFixed(6)], ["0", (Number(native.marks) / outOf).toFixed(6)]);
      assert.deepEqual([once.completion_status, once.success_status, once.progress_measure], ["incomplete", "unknown", "0.5"]);
      for (const [i, line] of native.lines.entries()) {
        const { id, type, result, weighting, correct_responses, latency, timestamp, description } = interactions[i];
        const marks = Number(line.method) + Number(line.accuracy), all = Number(line.out_of);
        assert.equal(id, `q1.${String(i + 1).padStart(2, "0")}.${line.quantity}.${line.component}.${line.t}`);
        const isNumeric = /^-?\d+(\.\d+)?$/u.test(VALUES[i]);
        assert.equal(type, isNumeric ? "numeric" : "fill-in");
        assert.equal(result, marks === all ? "correct" : marks === 0 ? "incorrect" : String(marks));
        assert.equal(weighting, String(all));
        assert.equal(correct_responses[0].pattern, isNumeric ? `${line.expected}[:]${line.expected}` : line.expected);
        assert.match(latency, /^PT\d+\.\d\dS$/u);
        assert.ok(Math.abs(Date.parse(timestamp) - Date.now()) < 600_000, timestamp);
        assert.match(description, new RegExp(`^Question 1, ${line.quantity} of ${line.component} at step ${line.t}: .*, ${marks} of ${all} marks$`, "u"));
      }
      const [{ cause }] = native.root_causes;
      const failed = listed(once.objectives);
      assert.deepEqual(failed.map(({ id, success_status }) => [id, success_status]), [[`misconception.${cause}`, "failed"]]);
      assert.ok(failed[0].description.length > 10);
      assert.equal(interactions[10].objectives[0].id, failed[0].id);

      await frame.click(".back");
      await (await frame.waitForSelector("li:nth-child(2) .problem")).click();
      await frame.waitForSelector(".choices");
      await frame.click(".choices label");
      await frame.focus(".toolbar .buttons button:last-child");
      await frame.waitForSelector(".line .verdict .icon");
      await press(frame, ".toolbar .buttons button:last-child");
      await page.waitForFunction(() => window.kept().completion_status === "completed");
      const both = await kept(page);
      assert.equal(both.progress_measure, "1");
      assert.equal(both.success_status, "unknown", "nothing says from when on it is passed");
      assert.match(listed(both.interactions)[12].id, /^q2\./u);
      assert.deepEqual(await page.evaluate(() => window.refused), []);
      assert.deepEqual(complaints, []);
      assert.deepEqual([...lms.asked].filter((name) => name.includes("package")), ["/package/index.html"], "all of it is in one file");
    });

    test("is gone on with where it was left", async () => {
      const first = await visited(browser, lms.url);
      await first.frame.click(".problem");
      await first.frame.waitForSelector(".line input");
      await answer(first.frame, VALUES.slice(0, 5));
      await first.page.waitForFunction(() => Object.keys(window.kept().interactions).length === 5);
      await first.page.evaluate(() => window.leave());
      await first.page.waitForFunction(() => window.ended());
      const left = await kept(first.page);
      assert.deepEqual([left.exit, left.location], ["suspend", "1"]);
      assert.match(left.session_time, /^PT\d+\.\d\dS$/u);
      assert.deepEqual(await first.page.evaluate(() => window.refused), []);
      assert.deepEqual(await first.frame.page().evaluate(() => localStorage.length), 0, "students may share a browser");

      const { page, frame, complaints } = await visited(browser, lms.url, { kept: left });
      await frame.waitForSelector(".line input");
      assert.deepEqual(await frame.$$eval(".line input", (fields) => fields.slice(0, 6).map(({ value }) => value)), [...VALUES.slice(0, 5), ""]);
      await (await frame.$$(".line input"))[5].type("1/2\n");
      await page.waitForFunction(() => Object.keys(window.kept().interactions).length === 6);
      await press(frame, ".toolbar .buttons button:last-child");
      await page.waitForFunction(() => window.kept().score.raw !== "");
      const now = await kept(page);
      const [before, again] = [left, now].map(({ interactions }) => listed(interactions).slice(0, 5));
      assert.deepEqual(again.map(({ id, timestamp, latency }) => [id, timestamp, latency]), before.map(({ id, timestamp, latency }) => [id, timestamp, latency]));
      assert.equal(now.score.raw, (await checked(folder, BOWL, listed(now.interactions))).marks);
      assert.equal(now.location, "0");
      assert.deepEqual(complaints, []);
    });

    test("as a mock exam says nothing before it is handed in, and passes from the share on that the package names", async () => {
      await writeFile(join(folder, "paper.toml"), `title = "Quiz"\nseed = 1\n[[question]]\nproblem = ${JSON.stringify(BOWL)}\nmarks = 10\n[[question]]\nproblem = ${JSON.stringify(CHOICE)}\n`);
      const edition = join(folder, "edition");
      execFileSync(PROGRAM, ["paper", join(folder, "paper.toml"), "--copies", "1", "-o", edition], { stdio: "pipe" });
      const exam = packed(join(folder, "exam.zip"), [edition, "--pass", "60"]);
      const [, share] = /<imsss:minNormalizedMeasure>([^<]*)</u.exec(exam.files["imsmanifest.xml"]);
      assert.equal(share, "0.6");
      const course = await served(exam.files);
      const { page, frame, complaints } = await visited(browser, course.url, { kept: { scaled_passing_score: share } });
      await frame.click(".problem");
      await frame.waitForSelector(".line input");
      await answer(frame, VALUES);
      await frame.click(".toolbar .buttons button:last-child");
      await frame.waitForSelector(".hand-in");
      assert.equal(await frame.$(".hand-in input"), null, "the course knows who it is");
      assert.deepEqual(await page.evaluate(() => window.calls.filter(([element]) => /interactions|objectives|score/u.test(element))), []);
      await frame.click(".hand-in button");
      await page.waitForFunction(() => window.kept().completion_status === "completed");
      const done = await kept(page);
      const native = await checked(folder, BOWL, listed(done.interactions).slice(0, 12));
      const marks = (Number(native.marks) * 10) / 24;
      assert.ok(Math.abs(Number(done.score.raw) - marks) < 1e-6, `${done.score.raw} ${marks}`);
      assert.equal(Number(done.score.max), 18);
      assert.equal(done.success_status, marks / 18 >= 0.6 ? "passed" : "failed");
      assert.equal(listed(done.interactions).length, 13);
      assert.equal(listed(done.interactions)[12].description, "Question 2, answer (A–D): left blank, 0 of 8 marks");
      assert.equal(listed(done.objectives)[0].success_status, "failed");
      await frame.waitForFunction(() => /Handed in: \d+(\.\d+)? out of 18 marks/u.test(document.querySelector(".lead").textContent));
      assert.deepEqual(await page.evaluate(() => window.refused), []);
      assert.deepEqual(complaints, []);
      await course.close();
    });

    test("finds its course through frames, and speaks SCORM 1.2", async () => {
      for (const options of [{ deep: true }, { standard: "1.2" }]) {
        const course = await served(files, options);
        const { page, frame, complaints } = await visited(browser, course.url);
        await frame.click(".problem");
        await frame.waitForSelector(".line input");
        await answer(frame, VALUES);
        await press(frame, ".toolbar .buttons button:last-child");
        await frame.waitForSelector(".result");
        const isOld = options.standard === "1.2";
        await page.waitForFunction((old) => (old ? window.kept().core : window.kept()).score.raw !== "", {}, isOld);
        const now = await kept(page);
        if (isOld) {
          const marks = Number((await checked(folder, BOWL, listed(now.interactions).map(({ id, student_response }) => ({ id, learner_response: student_response })))).marks);
          assert.ok(Math.abs(Number(now.core.score.raw) - (100 * marks) / 32) < 1e-6);
          assert.equal(now.core.lesson_status, "incomplete");
          assert.equal(listed(now.interactions)[10].result, "wrong");
        } else {
          assert.equal(listed(now.interactions).length, 12);
        }
        assert.deepEqual(await page.evaluate(() => window.refused), [], JSON.stringify(options));
        assert.deepEqual(complaints, []);
        await page.close();
        await course.close();
      }
    });

    test("says so where there is no course, and where a course takes nothing", async () => {
      const nowhere = await served(files, { standard: null });
      const alone = await visited(browser, nowhere.url);
      assert.match(await textOf(alone.frame, "#notice"), /nothing is reported/u);
      await nowhere.close();

      const { page, frame } = await visited(browser, lms.url);
      await page.evaluate(() => (window.refusing = /score/u));
      await frame.click(".problem");
      await frame.waitForSelector(".line input");
      await frame.type(".line input", "6\n");
      await press(frame, ".toolbar .buttons button:last-child");
      await frame.waitForSelector(".result");
      assert.match(await textOf(frame, ".refusal"), /did not take all/u);
    });
  });
}
