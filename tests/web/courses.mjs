// Courses as `stepmark web` writes them into the page.

import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), "../..");

export async function courseOf(names, more = {}) {
  const problems = [];
  for (const name of names) {
    const problem = await readFile(join(ROOT, `problems/bank/${name}.toml`), "utf8");
    problems.push({ title: /^title = "(.*)"/mu.exec(problem)[1], problem, files: {} });
  }
  return { title: "Week 4", mode: "practice", problems, ...more };
}

/// The native program, which marks the same answers.
export const PROGRAM = process.env.STEPMARK_PROGRAM ?? join(ROOT, "build/release/cli/stepmark");
