// Unpacks the page's script, which stands in this file gzipped, and runs it: the policy names its hash, so that it can be
// no other.

import { unpacked } from "./engine/unpacked.ts";

interface Policy {
  createScript(text: string): string;
}

const factory = (window as { trustedTypes?: { createPolicy(name: string, rules: Policy): Policy } }).trustedTypes;
const rules: Policy = { createScript: (text) => text };
const policy = factory?.createPolicy("stepmark-loader", rules) ?? rules;

async function load(): Promise<void> {
  const text = await unpacked((document.getElementById("program")?.textContent ?? "").trim()).text();
  const script = document.createElement("script");
  script.text = policy.createScript(text);
  document.body.append(script);
}

load().catch((failure: unknown) => {
  const main = document.getElementById("main");
  const why = failure instanceof Error ? failure.message : String(failure);
  if (main !== null) main.textContent = `The page cannot start here (${why}). It needs a browser from 2023 or later.`;
});
