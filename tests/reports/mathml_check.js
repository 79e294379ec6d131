// Reads [[latex, displayed, MathML], ...] from the file named; prints a line for each formula that is not what KaTeX
// makes of it: the same signs in the same fractions, roots, scripts and cells.
const katex = require("/usr/share/javascript/katex/katex.js");
const formulas = JSON.parse(require("fs").readFileSync(process.argv[2], "utf8"));
const structure = /^(mfrac|msqrt|msub|msup|msubsup|mover|munder|munderover|mtr|mtd|mphantom)$/;
const entities = { lt: "<", gt: ">", amp: "&", "#x27": "'" };
// Where both have a sign of their own for the same.
const same = { "ˉ": "‾", "ˊ": "´", "ˋ": "`", "⃗": "→", "∗": "*", "⋆": "*", "˜": "~", "∥": "‖", "∣": "|", "−": "-", "￣": "‾", "‾": "_", "∙": "•" };

const beside = (name) => ({ munder: "msub", mover: "msup", munderover: "msubsup" })[name] || name;

function signs(text) {
  const plain = text.replace(/&(#?\w+);/g, (whole, name) => entities[name] || whole).replace(/[\u2061\u200b\s]/g, "");
  return [...plain].map((c) => same[c] || c).map((c) => same[c] || c).join("").normalize("NFKD");
}

// Limits stand below a sum or beside it, which MathML leaves to the place.
function skeleton(mathml) {
  let all = "";
  for (const [, close, name, text] of mathml.matchAll(/<(\/?)([a-z]+)[^>]*>|([^<]+)/g)) {
    if (text !== undefined) all += signs(text);
    else if (structure.test(name)) all += "<" + close + beside(name) + ">";
  }
  return all;
}

// To TeX, a power is that of the last digit alone.
const braced = (latex) => latex.replace(/(\d[\d.]+)(?=\s*[\^_'])/g, "{$1}");

for (const [latex, displayed, mathml] of formulas) {
  const made = katex.renderToString(braced(latex), { output: "mathml", displayMode: displayed, strict: "ignore" });
  const ours = skeleton(mathml), theirs = skeleton(made.replace(/<annotation[^]*<\/annotation>/, ""));
  if (ours !== theirs) console.log(latex.replace(/\n/g, " ") + "\t" + ours + "\t" + theirs);
}
console.log("compared " + formulas.length);
