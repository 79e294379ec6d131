// Besides the script that loads this one, the only two places where a string becomes markup or code: a fragment of the engine's HTML, which is parsed without
// being shown (markup.ts picks from it), and the engine's worker, which stands in this file.

interface Policy {
  createHTML(text: string): string;
  createScriptURL(text: string): string;
}

const unchanged = { createHTML: (text: string) => text, createScriptURL: (text: string) => text };
const factory = (window as { trustedTypes?: { createPolicy(name: string, rules: Policy): Policy } }).trustedTypes;
const policy: Policy = factory?.createPolicy("stepmark", unchanged) ?? unchanged;

export function parsedMarkup(html: string): HTMLElement {
  return new DOMParser().parseFromString(policy.createHTML(html), "text/html").body;
}

export function workerFrom(source: string): Worker {
  const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  const worker = new Worker(policy.createScriptURL(url));
  // Firefox reads it only after this turn.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
  return worker;
}
