// The engine, twice: as the module that a page holds, and as the native program.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";

/// Milliseconds on a processor so far, of a process's first thread: what else runs on the machine does not count.
export function cpuTime(pid) {
  return Number(readFileSync(`/proc/${pid}/task/${pid}/schedstat`, "utf8").split(" ")[0]) / 1e6;
}

/// The module's only function, a request in JSON in and a reply out.
export async function moduleEngine(directory) {
  const create = createRequire(import.meta.url)(resolve(directory, "stepmark.js"));
  const wasmBinary = await readFile(join(directory, "stepmark.wasm"));
  const module = await create({ wasmBinary });
  return { reply: (request) => module.stepmark_reply(request), memory: () => module.HEAPU8?.length };
}

/// The same of stepmark-front: a line in, a line out.
export function nativeEngine(program) {
  const child = spawn(program, [], { stdio: ["pipe", "pipe", "inherit"] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    pid: child.pid,
    async reply(request) {
      child.stdin.write(`${request}\n`);
      const { value, done } = await lines.next();
      if (done) throw new Error(`${program} ended at ${request.slice(0, 200)}`);
      return value;
    },
    async end() {
      child.stdin.end();
      await once(child, "close");
    },
  };
}
