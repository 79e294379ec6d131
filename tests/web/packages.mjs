// What npm installed for these tests: here, or where STEPMARK_TEST_PACKAGES says.

import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const folder = resolve(process.env.STEPMARK_TEST_PACKAGES ?? dirname(fileURLToPath(import.meta.url)));
export const packages = createRequire(join(folder, "package.json"));
