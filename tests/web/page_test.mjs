// The file itself: its size, its policy, and that nothing in it names another file.

import assert from "node:assert/strict";
import { test } from "node:test";
import { handedOut } from "./browsers.mjs";

const page = await handedOut();
const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/u.exec(page)[1];

test("the file has at most 2.2 MB", () => {
  assert.ok(Buffer.byteLength(page) <= 2_200_000, `${Buffer.byteLength(page)} bytes`);
});

test("the policy lets nothing run but what it names by hash, and nothing be loaded", () => {
  const directives = new Map(policy.split("; ").map((directive) => [directive.split(" ")[0], directive.split(" ").slice(1)]));
  assert.deepEqual(directives.get("default-src"), ["'none'"]);
  const isHash = (source) => /^'sha256-[A-Za-z0-9+/]{43}='$/u.test(source);
  assert.deepEqual(directives.get("script-src").filter((source) => !isHash(source)), ["'wasm-unsafe-eval'"]);
  assert.ok(directives.get("style-src").every(isHash));
  for (const [name, sources] of directives) {
    if (name !== "trusted-types") assert.ok(sources.every((source) => isHash(source) || /^('none'|'wasm-unsafe-eval'|'script'|blob:|data:)$/u.test(source)), name);
  }
});

test("no element names another file", () => {
  const outside = page.replace(/<(script|style)\b[^>]*>[^]*?<\/\1>/gu, "");
  assert.doesNotMatch(outside, /(src|href)="(?!data:|#)/u);
  const style = /<style>([^]*?)<\/style>/u.exec(page)[1];
  for (const [, url] of style.matchAll(/url\(([^)]{0,40})/gu)) assert.match(url, /^"?data:font\/woff2;base64,/u);
});
