// How long things take in the page, and what it holds in memory after many questions: node tests/web/speed.mjs [COUNT].
// No test: times depend on the machine, and are for docs/performance.md.

import { execFileSync } from "node:child_process";
import { launched, opened, pageFile } from "./browsers.mjs";
import { courseOf } from "./courses.mjs";

const count = Number(process.argv[2] ?? 100);
const VALUES = ["6", "10", "0.3", "0.5", "2.7", "0.5", "5.4", "5", "0.54", "0.7", "2.43", "0.25"];

const browser = await launched("chromium");
const median = (times) => times.sort((a, b) => a - b)[Math.floor(times.length / 2)];
const timed = async (work) => {
  const begin = performance.now();
  await work();
  return performance.now() - begin;
};

/// A handle that is kept keeps its element, and all that hangs on it.
const seen = async (page, selector) => (await page.waitForSelector(selector)).dispose();

/// What the page holds once its garbage is gone, and what its process has from the system, with the engine's memory.
async function memory(page) {
  const session = await page.createCDPSession();
  await session.send("HeapProfiler.collectGarbage");
  const { JSHeapUsedSize, Nodes } = await page.metrics();
  const rows = execFileSync("ps", ["-eo", "rss,args"], { encoding: "utf8" }).split("\n").filter((row) => row.includes("--type=renderer"));
  const largest = Math.max(...rows.map((row) => Number.parseInt(row, 10)));
  return `${(JSHeapUsedSize / 2 ** 20).toFixed(1)} MB of script's heap, ${Nodes} nodes, ${Math.round(largest / 1024)} MB in all`;
}

const practice = await pageFile();
let page;
console.log(`ready after ${Math.round(await timed(async () => ({ page } = await opened(browser, practice.url))))} ms`);
const first = await timed(async () => {
  await page.click(".choice-form .main-button");
  await page.waitForSelector(".question-view", { timeout: 60_000 });
});
console.log(`first drawn question after ${Math.round(first)} ms`);
await page.close();

const listed = await pageFile(await courseOf(["momentum-bowl"]));
({ page } = await opened(browser, listed.url));
// In the page itself, from Enter to the verdict.
await page.evaluate(() => {
  window.answerAll = async (values) => {
    const times = [];
    for (const [i, value] of values.entries()) {
      const line = document.querySelectorAll(".line")[i];
      const input = line.querySelector("input");
      input.focus();
      input.value = value;
      const begin = performance.now();
      input.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
      while ((line.dataset.tone ?? "open") === "open") await new Promise((resolve) => setTimeout(resolve, 1));
      times.push(performance.now() - begin);
    }
    return times;
  };
});
const times = [];
for (let i = 1; i <= count; ++i) {
  await page.click(".problem");
  await seen(page, ".line input");
  times.push(...(await page.evaluate((values) => window.answerAll(values), VALUES)));
  await page.click(".toolbar .main-button");
  await seen(page, ".result .plot");
  await page.click(".actions .main-button");
  await seen(page, ".problem");
  if (i === 10 || i === count) console.log(`after ${i} questions ${await memory(page)}`);
}
console.log(`an answer: ${median(times).toFixed(0)} ms in the median, ${Math.max(...times).toFixed(0)} ms at most, of ${times.length}`);
await browser.close();
await practice.remove();
await listed.remove();
