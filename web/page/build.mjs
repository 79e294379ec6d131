// Makes the page: one HTML file with all that it needs inside.
//
//     node build.mjs --engine DIRECTORY -o FILE
//
// The directory holds stepmark.js and stepmark.wasm. `stepmark web` puts its problems into the element "course", and takes
// out the element "scorm", which `stepmark export --to scorm` makes a script. Scripts and styles run because the policy
// names their hashes.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFile, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { build } from "esbuild";
import { languages } from "./languages.mjs";
import { notices } from "./notices.mjs";

/** As gzip has it, a twentieth smaller than by zlib. */
function packed(file) {
  return execFileSync("zopfli", ["--i5", "-c", file], { maxBuffer: 1 << 26 });
}

async function packedText(name, text) {
  const file = join(here, name);
  await writeFile(file, text);
  return base85(packed(file));
}

const here = dirname(fileURLToPath(import.meta.url));

const { values: options } = parseArgs({
  options: {
    engine: { type: "string" },
    output: { type: "string", short: "o" },
  },
});
if (!options.engine || !options.output) throw new Error("expected --engine DIRECTORY and -o FILE");

/// Of KaTeX's twenty fonts, those that optimizers' formulas come to need.
const FONTS = ["Main-Regular", "Math-Italic", "Size1-Regular", "Size2-Regular", "Size3-Regular", "Size4-Regular"];

async function bundled(entry) {
  const result = await build({
    entryPoints: [join(here, entry)],
    bundle: true,
    minify: true,
    write: false,
    format: "iife",
    target: ["chrome109", "firefox115", "safari16.4"],
    charset: "utf8",
    legalComments: "none",
  });
  return result.outputFiles[0].text.trim();
}

async function katexStyle() {
  const folder = join(here, "node_modules/katex/dist");
  const style = await readFile(join(folder, "katex.min.css"), "utf8");
  const kept = [];
  for (const face of style.match(/@font-face\{[^}]*\}/gu)) {
    const name = /fonts\/KaTeX_([\w-]+)\.woff2/u.exec(face)[1];
    if (!FONTS.includes(name)) continue;
    const font = await readFile(join(folder, `fonts/KaTeX_${name}.woff2`), "base64");
    kept.push(face.replace(/src:[^;}]*/u, `src:url(data:font/woff2;base64,${font}) format("woff2")`));
  }
  return kept.join("") + style.replace(/@font-face\{[^}]*\}/gu, "");
}

const SIGNS = [...Array(94).keys()].map((i) => String.fromCharCode(33 + i)).filter((sign) => !"\"&'<>\\`${".includes(sign));

/// As src/engine/base85.ts reads it.
function base85(bytes) {
  const groups = [];
  for (let from = 0; from < bytes.length; from += 4) {
    let group = 0;
    for (let i = 0; i < 4; ++i) group = group * 256 + (bytes[from + i] ?? 0);
    const signs = [4, 3, 2, 1, 0].map((power) => SIGNS[Math.floor(group / 85 ** power) % 85]);
    groups.push(signs.slice(0, Math.min(bytes.length - from, 4) + 1).join(""));
  }
  return groups.join("");
}

const hash = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/// In an element whose content is not markup, only its own end could end it.
function enclosed(text, what) {
  if (/<\/(script|style)|<!--/iu.test(text)) throw new Error(`${what} would end its own element`);
  return text;
}

function policy(scripts, style) {
  return [
    "default-src 'none'",
    `script-src ${scripts.map(hash).join(" ")} 'wasm-unsafe-eval'`,
    `style-src ${hash(style)}`,
    "worker-src blob:",
    "font-src data:",
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types stepmark stepmark-loader",
  ].join("; ");
}

const [template, loader, script, scorm, ownStyle, formulaStyle, worker, glue] = await Promise.all([
  readFile(join(here, "page.html"), "utf8"),
  bundled("src/loader.ts"),
  bundled("src/main.ts"),
  bundled("src/scorm/main.ts"),
  bundled("styles/page.css"),
  katexStyle(),
  bundled("src/engine/worker.ts"),
  readFile(join(options.engine, "stepmark.js"), "utf8"),
]);

const style = enclosed(formulaStyle + ownStyle, "the style");
const filled = {
  policy: policy([scorm, loader, script], style),
  style,
  inside: await packedText("inside.json", JSON.stringify({ worker: `${glue}\n${worker}`, notices: await notices(), languages: await languages(here) })),
  program: await packedText("program.js", script),
  module: base85(packed(join(options.engine, "stepmark.wasm"))),
  scorm: enclosed(scorm, "the script for SCORM"),
  loader: enclosed(loader, "the script that loads the others"),
};
const page = template.replace(/\{\{(\w+)\}\}/gu, (_, name) => filled[name]);

await writeFile(`${options.output}.part`, page);
await rename(`${options.output}.part`, options.output);
