// Whose work is inside the page, and under which licence.

import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const folder = join(dirname(fileURLToPath(import.meta.url)), "notices");
const LESSER = ["lgpl-3", "gpl-3"];

const WORKS = [
  { name: "Stepmark", licence: "MIT", holder: "Copyright (c) 2026 Stepmark contributors", texts: ["mit"] },
  { name: "KaTeX and its fonts", licence: "MIT", holder: "Copyright (c) 2013-2020 Khan Academy and other contributors", texts: ["mit"] },
  {
    name: "GNU MP",
    licence: "LGPL 3 or later",
    holder: "Copyright 1991-2020 Free Software Foundation, Inc.\nIts source is Debian's source package gmp; Stepmark's own build links it anew.",
    texts: LESSER,
  },
  {
    name: "GNU MPFR",
    licence: "LGPL 3 or later",
    holder: "Copyright 2000-2023 Free Software Foundation, Inc.\nIts source is Debian's source package mpfr4; Stepmark's own build links it anew.",
    texts: LESSER,
  },
  { name: "cmark-gfm", licence: "BSD 2-clause", holder: "Copyright (c) 2014 John MacFarlane; parts (c) GitHub, Inc.", texts: ["bsd-2-clause"] },
  { name: "{fmt}", licence: "MIT", holder: "Copyright (c) 2012 - present, Victor Zverovich and {fmt} contributors", texts: ["mit"] },
  { name: "JSON for Modern C++", licence: "MIT", holder: "Copyright (c) 2013-2022 Niels Lohmann", texts: ["mit"] },
  { name: "toml++", licence: "MIT", holder: "Copyright (c) Mark Gillard", texts: ["mit"] },
  { name: "Boost", licence: "Boost Software License 1.0", holder: "https://www.boost.org/LICENSE_1_0.txt", texts: [] },
  {
    name: "Eigen",
    licence: "MPL 2.0",
    holder: "Its source, unchanged, is Debian's source package eigen3; the licence is at https://www.mozilla.org/MPL/2.0/",
    texts: [],
  },
  { name: "musl", licence: "MIT", holder: "Copyright (c) 2005-2020 Rich Felker, et al.", texts: ["mit"] },
  { name: "Emscripten", licence: "MIT", holder: "Copyright (c) 2010-2014 Emscripten authors", texts: ["mit"] },
  { name: "LLVM's libc++ and compiler-rt", licence: "Apache 2.0 with LLVM exceptions", holder: "https://llvm.org/LICENSE.txt", texts: [] },
];

/// As the page lists them. A text that several works share is there once.
export async function notices() {
  const texts = new Map();
  for (const name of new Set(WORKS.flatMap((work) => work.texts))) {
    texts.set(name, await readFile(join(folder, `${name}.txt`), "utf8"));
  }
  return {
    works: WORKS,
    texts: Object.fromEntries(texts),
  };
}
