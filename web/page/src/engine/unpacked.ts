// What stands in this file gzipped, in base 85.

import { decoded } from "./base85.ts";

export function unpacked(text: string): Response {
  return new Response(new Blob([decoded(text)]).stream().pipeThrough(new DecompressionStream("gzip")));
}
