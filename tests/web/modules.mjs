// The page's modules for node: TypeScript, made ready by esbuild.

import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

// STEPMARK_PAGE_SOURCE is where the page was made, with its packages.
const page = resolve(process.env.STEPMARK_PAGE_SOURCE ?? join(dirname(fileURLToPath(import.meta.url)), "../../web/page"));
const { build } = createRequire(join(page, "package.json"))("esbuild");

export async function module(path) {
  const result = await build({
    entryPoints: [join(page, "src", path)],
    bundle: true,
    write: false,
    format: "esm",
    target: "node18",
  });
  return import(`data:text/javascript;base64,${Buffer.from(result.outputFiles[0].contents).toString("base64")}`);
}
