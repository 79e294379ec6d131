// The module gives the bytes that the native program gives, in node and in browsers.
//
//     node same.mjs --module DIRECTORY --front PROGRAM --program PROGRAM [--browser chromium|firefox] [--scale N] [--seed N]
//
// For the bank and for drawn problems of all kinds and optimizers: worked solutions, certificates, generated problems,
// and mark sheets of faulty answers. What the front says is compared with what the command prints, for a share of them.
// At the end it says how much processor time both took. Scale 1 takes a minute or two, 20 has what is claimed.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { EDGES, WAYS } from "./edges.mjs";
import { browserEngine, moduleEngine, nativeEngine } from "./engine.mjs";
import { faultySheets, knownNumbers, random } from "./sheets.mjs";

const { values: options } = parseArgs({
  options: {
    module: { type: "string" },
    front: { type: "string" },
    program: { type: "string" },
    browser: { type: "string" },
    scale: { type: "string", default: process.env.STEPMARK_TEST_SCALE ?? "1" },
    seed: { type: "string", default: "1" },
  },
});
const scale = Number(options.scale);
const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const scratch = mkdtempSync(join(tmpdir(), "stepmark-same-"));
process.on("exit", () => rmSync(scratch, { recursive: true }));

const module = options.browser ? await browserEngine(options.browser, options.module) : await moduleEngine(options.module);
const native = nativeEngine(options.front);
const draw = random(options.seed);

const counts = new Map();
const times = new Map();
const differences = [];

/// The reply of both, which must be the same.
async function both(request) {
  const text = JSON.stringify(request);
  const began = [module.time(), native.time()];
  const here = await module.reply(text);
  const spent = module.time() - began[0];
  const there = await native.reply(text);
  const time = times.get(request.do) ?? { module: [], native: 0 };
  time.module.push(spent);
  time.native += native.time() - began[1];
  times.set(request.do, time);
  counts.set(request.do, (counts.get(request.do) ?? 0) + 1);
  if (here !== there) differences.push({ request, here, there });
  return JSON.parse(here);
}

/// What the command prints, whatever its exit status is.
function printed(args, input) {
  try {
    return execFileSync(options.program, args, { input, encoding: "utf8", maxBuffer: 1 << 28, stdio: ["pipe", "pipe", "pipe"] });
  } catch (error) {
    if (error.status !== 1) throw error;
    return error.stdout;
  }
}

function expect(what, here, there) {
  counts.set("command", (counts.get("command") ?? 0) + 1);
  if (here !== there) differences.push({ request: what, here, there });
}

const about = await both({ do: "about" });

async function problems() {
  const found = [];
  const bank = join(root, "problems/bank");
  for (const name of readdirSync(bank).filter((file) => file.endsWith(".toml")).sort()) {
    const problem = readFileSync(join(bank, name), "utf8");
    const data = /^data = "(.*)"$/mu.exec(problem);
    found.push({ name, problem, files: data ? { [data[1]]: readFileSync(join(bank, data[1]), "utf8") } : {} });
  }
  const optimizers = about.optimizers.map(({ name }) => name);
  const levels = ["easy", "medium", "hard"];
  for (let i = 0; i < 15 * scale; ++i) {
    const request = {
      do: "draw",
      optimizer: optimizers[i % optimizers.length],
      kind: about.kinds[draw(about.kinds.length)],
      level: levels[draw(3)],
      seed: String(draw(100000)),
    };
    if (draw(2) === 0) request.family = about.families[draw(about.families.length)].id;
    const drawn = await both(request);
    if (drawn.error) continue;  // not all of them go together; both say so alike
    found.push({ name: `drawn-${i}.toml`, problem: drawn.problem, files: drawn.files });
    if (i % 5 === 0 && Object.keys(drawn.files).length === 0) {
      const { optimizer, kind, level, seed, family } = request;
      const args = ["generate", "--optimizer", optimizer, "--kind", kind, "--level", level, "--seed", seed];
      expect("generate", drawn.problem, printed(family ? [...args, "--family", family] : args));
    }
  }
  return found;
}

async function compare({ name, problem, files }, number) {
  const given = { problem, files, name };
  const file = join(scratch, name);
  writeFileSync(file, problem);
  for (const [other, text] of Object.entries(files)) writeFileSync(join(scratch, other), text);
  const withCommand = number % 4 === 0;
  const command = (args) => printed([...args, file]).replaceAll(file, name);

  for (const format of ["markdown", "json", "html"]) {
    const { text } = await both({ do: "solve", ...given, format });
    if (withCommand && text !== undefined) expect(`solve ${name}`, text, command(["solve", "--format", format]));
  }
  await both({ do: "solve", ...given, digits: 50, format: "csv" });
  const certified = await both({ do: "certify", ...given, format: "json" });
  if (withCommand) expect(`certify ${name}`, certified.text, command(["certify", "--format", "json"]));
  await both({ do: "handout", ...given, what: "marker" });
  await both({ do: "picture", ...given });

  const opened = await both({ do: "open", ...given });
  if (opened.error) return;
  const { session, rows } = opened;
  await both({ do: "prepare", session });
  const solution = await both({ do: "solution", session });
  const right = solution.rows.map(({ value }) => value);
  const known = knownNumbers(printed(["export", "--to", "notebook", file]), rows);
  for (const sheet of faultySheets(rows, right, known, 8, draw)) {
    const { text } = await both({ do: "check", ...given, sheet, format: "json" });
    if (!withCommand) continue;
    const answers = join(scratch, "sheet.csv");
    writeFileSync(answers, sheet);
    expect(`check ${name}`, text, printed(["check", "--format", "json", file, answers]));
  }
  for (let i = 0; i < rows.length && i < 8; ++i) {
    const row = draw(rows.length);
    await both({ do: "hint", session, row, level: 1 + draw(3) });
    await both({ do: "answer", session, row, value: draw(3) > 0 ? right[row] : `${draw(1000)}.5` });
  }
  await both({ do: "picture", session });
  await both({ do: "finish", session });
  await both({ do: "close", session });
}

for (const [name, problem] of Object.entries(EDGES)) {
  for (const way of WAYS) await both({ do: "solve", problem, name, ...way });
}
const all = await problems();
let number = 0;
for (const problem of all) await compare(problem, number++);
const memory = await module.memory();
await Promise.all([module.end(), native.end()]);

console.log(`${all.length} problems; ${[...counts].map(([what, count]) => `${count} ${what}`).join(", ")}`);
for (const [what, time] of times) {
  const sorted = time.module.sort((a, b) => a - b);
  const sum = sorted.reduce((a, b) => a + b, 0);
  const [median, slowest] = [sorted[sorted.length >> 1], sorted.at(-1)].map((ms) => ms.toFixed(1).padStart(7));
  console.log(`${what.padEnd(9)} median ${median} ms, slowest ${slowest} ms, ${(sum / time.native).toFixed(2)} times native`);
}
if (memory) console.log(`memory: ${(memory / 2 ** 20).toFixed(0)} MiB`);
for (const { request, here, there } of differences.slice(0, 5)) {
  console.error("DIFFERENT", JSON.stringify(request).slice(0, 600));
  let at = 0;
  while (at < here.length && here[at] === there[at]) ++at;
  console.error("  module:", here.slice(Math.max(0, at - 80), at + 120));
  console.error("  native:", there.slice(Math.max(0, at - 80), at + 120));
}
console.log(differences.length === 0 ? "all the same" : `${differences.length} different`);
process.exitCode = differences.length === 0 ? 0 : 1;
