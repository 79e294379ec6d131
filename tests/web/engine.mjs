// The engine, three times: as the module that a page holds, in node and in a browser, and as the native program. Each has
// `reply`, a request in JSON in and a reply out, `time`, the milliseconds that it has spent so far, and `end`.

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

/// The module in node.
export async function moduleEngine(directory) {
  const create = createRequire(import.meta.url)(resolve(directory, "stepmark.js"));
  const wasmBinary = await readFile(join(directory, "stepmark.wasm"));
  const module = await create({ wasmBinary });
  return {
    reply: async (request) => module.stepmark_reply(request),
    time: () => cpuTime(process.pid),
    memory: async () => module.HEAPU8?.length,
    end: async () => {},
  };
}

/// The module in a worker of a browser, as the page holds it. Its time is that of the worker's clock: a browser does not
/// say what a thread of its own has used.
export async function browserEngine(name, directory) {
  const { launched } = await import("./browsers.mjs");
  const browser = await launched(name);
  const page = await browser.newPage();
  const script = await readFile(join(directory, "stepmark.js"), "utf8");
  const wasm = (await readFile(join(directory, "stepmark.wasm"))).toString("base64");
  await page.evaluate(startWorker, `${script};(${inWorker})();`, wasm);
  let time = 0;
  return {
    async reply(request) {
      const { reply, failure, spent } = await page.evaluate((text) => window.ask(text), request);
      if (failure !== undefined) throw new Error(`${name}: ${failure} at ${request.slice(0, 200)}`);
      time += spent;
      return reply;
    },
    time: () => time,
    memory: async () => undefined,
    end: () => browser.close(),
  };
}

/// In the page: `window.ask` hands a request to the worker.
function startWorker(script, wasm) {
  const worker = new Worker(URL.createObjectURL(new Blob([script], { type: "text/javascript" })));
  window.ask = (request) =>
    new Promise((resolve, reject) => {
      worker.onmessage = ({ data }) => resolve(data);
      worker.onerror = ({ message }) => reject(new Error(message));
      worker.postMessage(request);
    });
  worker.postMessage(Uint8Array.from(atob(wasm), (character) => character.charCodeAt(0)).buffer);
}

/// In the worker, behind the module's own script: the first message is the module, each other one a request.
function inWorker() {
  let module;
  self.onmessage = async ({ data }) => {
    if (module === undefined) {
      module = createStepmark({ wasmBinary: data });
      return;
    }
    try {
      const { stepmark_reply } = await module;
      const began = performance.now();
      const reply = stepmark_reply(data);
      self.postMessage({ reply, spent: performance.now() - began });
    } catch (failure) {
      self.postMessage({ failure: String(failure) });
    }
  };
}

/// stepmark-front: a line in, a line out.
export function nativeEngine(program) {
  const child = spawn(program, [], { stdio: ["pipe", "pipe", "inherit"] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    time: () => cpuTime(child.pid),
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
