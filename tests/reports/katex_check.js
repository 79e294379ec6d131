// Reads [[latex, displayed], ...] from the file named; prints a line for each formula that KaTeX refuses.
const katex = require("/usr/share/javascript/katex/katex.js");
const formulas = JSON.parse(require("fs").readFileSync(process.argv[2], "utf8"));
for (const [latex, displayed] of formulas) {
  try {
    katex.renderToString(latex, { throwOnError: true, strict: "error", displayMode: displayed });
  } catch (error) {
    console.log(error.message.replace(/\n/g, " ") + " <<< " + latex.replace(/\n/g, " "));
  }
}
console.log("checked " + formulas.length);
