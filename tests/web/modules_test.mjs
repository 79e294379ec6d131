// The page's modules that need no browser.

import assert from "node:assert/strict";
import { test } from "node:test";
import { module } from "./modules.mjs";

const { contours } = await module("picture/contours.ts");
const { ticks } = await module("picture/ticks.ts");
const { misconceptions, PracticeRecord } = await module("record/record.ts");
const { attemptsOf, recordCsv, recordJson } = await module("record/files.ts");
const { Store } = await module("record/store.ts");
const { problemOf } = await module("playground/toml.ts");
const { SIGNS, decoded } = await module("engine/base85.ts");
const { fileName } = await module("page/download.ts");
const { begunRuntime } = await module("scorm/runtime.ts");
const { Kept } = await module("scorm/kept.ts");
const { Misconceptions } = await module("scorm/misconceptions.ts");
const { marksNumber, marksShown } = await module("marks.ts");

function grid(columns, rows, value) {
  const values = [];
  for (let j = 0; j < rows; ++j) for (let i = 0; i < columns; ++i) values.push(value(i, j));
  return { columns, rows, values };
}

test("the contour of a plane is the straight line where it has that height", () => {
  const lines = contours(grid(7, 5, (i, j) => i + 2 * j), 5.5);
  assert.equal(lines.length, 1);
  for (const [x, y] of lines[0]) assert.ok(Math.abs(x + 2 * y - 5.5) < 1e-12);
});

test("the contour of a bowl is one closed line, as far from its circle as the chord of a cell", () => {
  const [line, ...others] = contours(grid(41, 41, (i, j) => (i - 20) ** 2 + (j - 20) ** 2), 150.5);
  assert.equal(others.length, 0);
  assert.deepEqual(line[0], line.at(-1));
  for (const [x, y] of line) {
    const off = Math.abs(Math.hypot(x - 20, y - 20) - Math.sqrt(150.5));
    assert.ok(off < 0.25 / Math.sqrt(150.5), `${x} ${y}`);
  }
  const area = Math.abs(line.slice(1).reduce((sum, [x, y], i) => sum + line[i][0] * y - x * line[i][1], 0)) / 2;
  assert.ok(Math.abs(area / (Math.PI * 150.5) - 1) < 0.005);
});

test("every crossing of an edge of the grid is on exactly one line", () => {
  let state = 1;
  const random = () => (state = (state * 48271) % 2147483647) / 2147483647;
  const field = grid(23, 17, random);
  const lines = contours(field, 0.5);
  const points = lines.flatMap((line) => (String(line[0]) === String(line.at(-1)) ? line.slice(1) : line));
  const crossings = [];
  for (let j = 0; j < 17; ++j) {
    for (let i = 0; i < 23; ++i) {
      const here = field.values[j * 23 + i] >= 0.5;
      if (i + 1 < 23 && here !== field.values[j * 23 + i + 1] >= 0.5) crossings.push(1);
      if (j + 1 < 17 && here !== field.values[(j + 1) * 23 + i] >= 0.5) crossings.push(1);
    }
  }
  assert.equal(points.length, crossings.length);
  assert.equal(new Set(points.map(String)).size, points.length);
});

test("no line goes through a cell without values", () => {
  const lines = contours(grid(9, 9, (i, j) => (i === 4 && j === 4 ? null : i)), 3.5);
  for (const [x, y] of lines.flat()) assert.ok(!(x > 3 && x < 5 && y > 3 && y < 5));
  assert.equal(lines.length, 2);
});

test("ticks are round, within the axis, and about as many as asked for", () => {
  assert.deepEqual(ticks(-1, 1, 4).map(({ text }) => text), ["−1.0", "−0.5", "0.0", "0.5", "1.0"]);
  assert.deepEqual(ticks(0, 250, 5).map(({ text }) => text), ["0", "50", "100", "150", "200", "250"]);
  assert.deepEqual(ticks(1, 1, 5), []);
  for (const span of [3e-9, 0.07, 1, 42, 9e12]) {
    const found = ticks(-span / 3, span, 6);
    assert.ok(found.length >= 3 && found.length <= 8, String(span));
    for (const { value } of found) assert.ok(value >= -span / 3 && value <= span);
    assert.equal(new Set(found.map(({ text }) => text)).size, found.length, String(span));
  }
});

const line = (verdict, causes = [], value = "1") => ({ part: "", t: 1, quantity: "v", component: "x", value, verdict, causes, marks: "0", out_of: "2" });
const attempt = (day, lines) => ({
  date: `2026-12-0${day}T10:00:00.000Z`, title: "T", optimizer: "momentum", kind: "table", problem: `p${day}`, files: {},
  request: { optimizer: "momentum", seed: "7", number: day }, lines, marks: "1", out_of: "2", shown: 0,
});

test("misconceptions are counted by question, the most frequent first, in the last ones alone", () => {
  const attempts = [
    attempt(1, [line("mistake", ["old"])]),
    attempt(2, [line("mistake", ["a"]), line("mistake", ["a"]), line("mistake", ["a"])]),
    attempt(3, [line("mistake", ["b"]), line("slip", ["sign-lost"]), line("follow-through", ["b"])]),
    attempt(4, [line("mistake", ["b"]), line("correct")]),
  ];
  const found = misconceptions(attempts, 3);
  assert.deepEqual(found.map(({ cause, questions, lines }) => [cause, questions, lines]), [["b", 2, 2], ["a", 1, 3]]);
  assert.equal(found[0].attempt, attempts[3]);
});

test("a record that was saved is read back, once", () => {
  const attempts = [attempt(1, [line("correct")]), attempt(2, [line("mistake", ["a"])])];
  const read = attemptsOf(recordJson(attempts, "1"));
  assert.deepEqual(read, attempts);
  const record = new PracticeRecord(new Store(() => { throw new Error("forbidden"); }));
  assert.equal(record.merge(read), 2);
  assert.equal(record.merge(read), 0);
});

test("what is no record is refused whole", () => {
  for (const text of ["", "[]", "null", "{}", '{"format":"stepmark-record-1"}', '{"format":"stepmark-record-1","attempts":[{"date":1}]}']) {
    assert.throws(() => attemptsOf(text), text);
  }
});

test("a spreadsheet is given no formula, and numbers as they are", () => {
  const hostile = [attempt(1, [line("wrong", [], "=HYPERLINK(1)"), line("wrong", [], "-0.5"), line("wrong", [], 'a",b')])];
  const rows = recordCsv(hostile).split("\r\n");
  assert.ok(rows[1].includes(",'=HYPERLINK(1),"));
  assert.ok(rows[2].includes(",-0.5,"));
  assert.ok(rows[3].includes(',"a"",b",'));
});

test("a storage that refuses, or is full, keeps in memory and says so", () => {
  const refused = new Store(() => { throw new DOMException("no", "SecurityError"); });
  refused.write("a", [1]);
  assert.deepEqual(refused.read("a"), [1]);
  assert.equal(refused.keeping, "refused");

  const kept = new Map();
  const small = {
    getItem: (name) => kept.get(name) ?? null,
    removeItem: (name) => kept.delete(name),
    setItem: (name, text) => {
      if (text.length > 20) throw new DOMException("full", "QuotaExceededError");
      kept.set(name, text);
    },
  };
  const states = [];
  const store = new Store(() => small, (state) => states.push(state));
  store.write("a", "short");
  store.write("b", "x".repeat(100));
  assert.equal(store.read("b"), "x".repeat(100));
  assert.equal(new Store(() => small).read("a"), "short");
  store.write("b", "y");
  assert.deepEqual(states, ["full", "kept"]);
});

test("what was put into a form cannot leave its string in the problem's file", () => {
  const text = problemOf({ title: 'a"\n[x]', optimizer: "momentum", steps: 3, hyperparameters: { eta: "0.1" }, objective: 'x"\\', start: "x = 1" });
  assert.ok(text.includes('title = "a\\"\\n[x]"'));
  assert.ok(text.includes('function = "x\\"\\\\"'));
});

test("bytes come back from their signs, whatever their number", () => {
  assert.equal(new Set(SIGNS).size, 85);
  for (let length = 0; length < 20; ++length) {
    const bytes = Uint8Array.from({ length }, (_, i) => (i % 3 === 0 ? 255 : i * 37 + length));
    let text = "";
    for (let from = 0; from < length; from += 4) {
      const part = [...bytes.slice(from, from + 4)];
      let group = BigInt(`0x${Buffer.from([...part, 0, 0, 0].slice(0, 4)).toString("hex")}`);
      const signs = [];
      for (let i = 0; i < 5; ++i, group /= 85n) signs.unshift(SIGNS[Number(group % 85n)]);
      text += signs.slice(0, part.length + 1).join("");
    }
    assert.deepEqual(decoded(text), bytes);
  }
  assert.throws(() => decoded("<<<<<"), /damaged/u);
});

test("a title becomes the name of a file", () => {
  assert.equal(fileName("Two steps of Adam: β₁ = 0.9", "csv"), "two-steps-of-adam-1-0-9.csv");
  assert.equal(fileName("../../etc", "csv"), "etc.csv");
  assert.equal(fileName("<>", "toml"), "question.toml");
});

test("the script object of a course is found in frames, in openers and past windows of strangers", () => {
  const answers = (begun) => ({ Initialize: () => begun, GetValue: (name) => `value of ${name}`, SetValue: () => "false", Commit: () => true, Terminate: () => "true" });
  const windowOf = (more) => {
    const made = { opener: null, ...more };
    made.parent ??= made;
    return made;
  };
  const stranger = (more) => Object.defineProperty(windowOf(more), "API_1484_11", { get: () => { throw new Error("SecurityError"); } });
  const course = windowOf({ API_1484_11: answers("true") });
  for (const own of [course, windowOf({ parent: stranger({ parent: course }) }), windowOf({ opener: course }), windowOf({ parent: windowOf({ opener: windowOf({ parent: course }) }) })]) {
    const runtime = begunRuntime(own);
    assert.equal(runtime.version, "2004");
    assert.equal(runtime.get("cmi.mode"), "value of cmi.mode");
    assert.equal(runtime.set("cmi.exit", "suspend"), false);
    assert.equal(runtime.commit(), true);
  }
  const old = windowOf({ API: { LMSInitialize: () => "true", LMSGetValue: () => { throw new Error("broken"); } } });
  assert.equal(begunRuntime(windowOf({ parent: old })).version, "1.2");
  assert.equal(begunRuntime(windowOf({ parent: old })).get("cmi.mode"), "", "a system that throws has not answered");
  assert.equal(begunRuntime(windowOf({ parent: course, opener: old })).version, "2004");
  for (const nothing of [windowOf({}), windowOf({ API_1484_11: answers("false") }), stranger({}), windowOf({ opener: windowOf({ API_1484_11: 7 }) })]) {
    assert.equal(begunRuntime(nothing), null);
  }
});

test("a course keeps what is unfinished as long as it has room, and nothing else", () => {
  const model = { kept: "not what was kept", mostKept: 300, texts: [], keep(text) { this.texts.push(text); return true; } };
  const kept = new Kept(model, () => {});
  kept.setItem("stepmark.draft", "a".repeat(100));
  kept.setItem("stepmark.record", "r".repeat(1000));
  kept.outcomes.set("q", { marks: "5/6", causes: ["update-sign"] });
  kept.timesOf("q").set(3, { at: 1, seconds: 2.5 });
  assert.ok(kept.save());
  const again = new Kept({ ...model, kept: model.texts.at(-1) }, () => {});
  assert.equal(again.getItem("stepmark.draft"), "a".repeat(100));
  assert.equal(again.getItem("stepmark.record"), null);
  assert.deepEqual(again.outcomes.get("q"), { marks: "5/6", causes: ["update-sign"] });
  assert.deepEqual(again.timesOf("q").get(3), { at: 1, seconds: 2.5 });
  // Times go first, and what has no room leaves what was there.
  again.setItem("stepmark.draft", "b".repeat(200));
  assert.doesNotMatch(model.texts.at(-1), /times/u);
  assert.throws(() => again.setItem("stepmark.draft", "c".repeat(300)), { name: "QuotaExceededError" });
  assert.equal(again.getItem("stepmark.draft"), "b".repeat(200));
});

test("marks are read as fractions and shown to two places", () => {
  assert.deepEqual(["7", "2.5", "5/6", "22/3"].map(marksShown), ["7", "2.5", "0.83", "7.33"]);
  assert.equal(marksNumber("1/8"), 0.125);
});

test("a misconception is an objective that is failed until it is put right, in a later visit as well", () => {
  const told = [];
  const model = { objectives: ["of-the-course", "misconception.update-sign"], objective: (one) => told.push(one) > 0 };
  const misconceptions = new Misconceptions(model);
  const causes = new Map([["root-forgotten", "root forgotten"]]);
  assert.ok(misconceptions.tell(causes));
  assert.deepEqual(told.map(({ id, passed }) => [id, passed]), [["misconception.update-sign", true], ["misconception.root-forgotten", false]]);
  misconceptions.tell(causes);
  assert.equal(told.length, 2, "nothing is told twice");
  model.objectives.push("misconception.root-forgotten");
  misconceptions.tell(new Map());
  assert.deepEqual(told.slice(2), [{ id: "misconception.root-forgotten", passed: true, description: "" }]);
});
