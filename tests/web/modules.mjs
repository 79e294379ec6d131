// The page's modules for node: TypeScript, made ready by esbuild.

import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const page = join(dirname(fileURLToPath(import.meta.url)), "../../web/page");
const packages = resolve(process.env.STEPMARK_PACKAGES ?? page);
const { build } = createRequire(join(packages, "package.json"))("esbuild");

export async function module(path) {
  const result = await build({
    entryPoints: [join(page, "src", path)],
    nodePaths: [join(packages, "node_modules")],
    bundle: true,
    write: false,
    format: "esm",
    target: "node18",
  });
  return import(`data:text/javascript;base64,${Buffer.from(result.outputFiles[0].contents).toString("base64")}`);
}
