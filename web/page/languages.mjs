// The sentences of the engine (engine-po/) and of the page (po/) in all languages, as src/language.ts has them.

import { readdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";

/// gettext's files as its manual has them: entries of lines KEYWORD "STRING", each followed by more strings.
export function entriesOf(po) {
  const entries = [];
  let entry = null;
  let keyword = "";
  for (const line of po.split("\n")) {
    const [, word = "", string] = /^(\w+(?:\[\d\])?)? ?("(?:[^"\\]|\\.)*")$/u.exec(line) ?? [];
    if (string === undefined) {
      if (line !== "" && !line.startsWith("#")) throw new Error(`no line of gettext's: ${line}`);
      continue;
    }
    const begins = word === "msgctxt" || (word === "msgid" && keyword !== "msgctxt");
    if (begins) entries.push((entry = { msgctxt: "" }));
    if (word !== "") entry[(keyword = word)] = "";
    entry[keyword] += JSON.parse(string);
  }
  return entries;
}

const formsOf = (entry) => Object.keys(entry).filter((key) => key.startsWith("msgstr")).sort().map((key) => entry[key]);
const keyOf = ({ msgctxt, msgid, msgid_plural: many }) => (many === undefined ? [msgctxt, msgid] : [msgctxt, msgid, many]);

async function filesIn(folder) {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".po")).sort();
  return new Map(await Promise.all(names.map(async (name) => [basename(name, ".po"), entriesOf(await readFile(join(folder, name), "utf8"))])));
}

/// All files say the same, in whatever order.
function keysOf(files, what) {
  const keys = [...files.values()].map((entries) => entries.filter(({ msgid }) => msgid !== "").map((entry) => JSON.stringify(keyOf(entry))).sort());
  for (const other of keys) if (other.join("\n") !== keys[0].join("\n")) throw new Error(`${what}: the languages do not say the same`);
  return keys[0];
}

function translated(entries, keys) {
  const forms = new Map(entries.map((entry) => [JSON.stringify(keyOf(entry)), formsOf(entry)]));
  return keys.map((key) => forms.get(key));
}

const field = (head, name) => new RegExp(`^${name}: (.*)$`, "mu").exec(head)?.[1] ?? "";

/// The form of 0, 1, 2, ... up to where it stays the same.
function formsByNumber(rule) {
  const form = Function("n", `return Number(${/plural=([^;]*);/u.exec(rule)[1]})`);
  const all = Array.from({ length: 1000 }, (_, n) => form(n));
  const last = all.findLastIndex((one) => one !== all.at(-1));
  if (last > 100) throw new Error(`a plural rule beyond what the page holds: ${rule}`);
  return all.slice(0, last + 2);
}

export async function languages(here) {
  const engine = await filesIn(join(here, "engine-po"));
  const page = await filesIn(join(here, "po"));
  if ([...engine.keys()].join() !== [...page.keys()].join()) throw new Error("the page and the engine speak other languages");
  const keys = { engine: keysOf(engine, "the engine"), page: keysOf(page, "the page") };
  const all = [...engine].map(([name, entries]) => {
    const [head] = formsOf(entries[0]);
    return {
      name,
      own: field(formsOf(page.get(name)[0])[0], "X-Own-Name"),
      comma: field(head, "X-Decimal-Sign") === "comma",
      forms: formsByNumber(field(head, "Plural-Forms")),
      head,
      engine: translated(entries, keys.engine),
      page: translated(page.get(name), keys.page),
    };
  });
  return { engine: keys.engine.map((key) => JSON.parse(key)), page: keys.page.map((key) => JSON.parse(key)), languages: all };
}
