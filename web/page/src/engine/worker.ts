// In the worker: the module's own script stands before this one in the same blob and defines `createStepmark`.

import { unpacked } from "./unpacked.ts";

interface Module {
  stepmark_reply(request: string): string;
}
declare const createStepmark: (options: { wasmBinary: ArrayBuffer }) => Promise<Module>;

/// The page's own library for workers is not that of documents.
const scope = self as unknown as { onmessage: (event: MessageEvent) => void; postMessage(message: unknown): void };

let module: Promise<Module>;

scope.onmessage = async ({ data }: MessageEvent<{ module: string } | { id: number; request: string }>) => {
  if ("module" in data) {
    module = unpacked(data.module).arrayBuffer().then((wasmBinary) => createStepmark({ wasmBinary }));
    module.catch(() => {});
    return;
  }
  try {
    scope.postMessage({ id: data.id, reply: (await module).stepmark_reply(data.request) });
  } catch (failure) {
    scope.postMessage({ id: data.id, failure: String(failure) });
  }
};
