// A course's system: scorm-again in a page of its own, around a package that is served as such systems serve one. It
// commits to where the test can read, refuses what SCORM forbids, and notes each value that it did not take.

import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { execFileSync } from "node:child_process";
import { packages } from "./packages.mjs";
import { PAGE } from "./browsers.mjs";
import { PROGRAM } from "./courses.mjs";

/// The package that the program writes, as { NAME: TEXT }.
export function packed(file, words) {
  const options = ["--to", "scorm", "--page", PAGE, "-o", file, "--force"];
  const said = execFileSync("sh", ["-c", '"$@" 2>&1', "sh", PROGRAM, "export", ...words, ...options], { encoding: "utf8" });
  const names = execFileSync("unzip", ["-Z1", file], { encoding: "utf8" }).trim().split("\n");
  const entry = (name) => execFileSync("unzip", ["-p", file, name], { encoding: "utf8", maxBuffer: 1 << 24 });
  return { said, files: Object.fromEntries(names.map((name) => [name, entry(name)])) };
}

/// The system's own window. `deep` has the package two frames further in.
function lmsPage(script, object, deep) {
  return `<!DOCTYPE html><title>A course</title><script>${script}</script><script>
    const begun = JSON.parse(sessionStorage.getItem("kept") ?? "null");
    const api = new ${object}({ autocommit: false, logLevel: 5, mastery_override: false });
    if (begun !== null) api.loadFromJSON(begun.cmi, "cmi");
    window.refused = [];
    window.calls = [];
    const wrapped = Object.create(api);
    for (const name of ["SetValue", "LMSSetValue"]) {
      wrapped[name] = (element, value) => {
        const answer = String(api[name](element, value));
        window.calls.push([element, value]);
        if (answer !== "true" || window.refusing?.test(element)) window.refused.push([element, value, api.lastErrorCode]);
        return window.refusing?.test(element) ? "false" : answer;
      };
    }
    for (const name of ["Initialize", "GetValue", "Commit", "Terminate", "GetLastError", "LMSInitialize", "LMSGetValue", "LMSCommit", "LMSFinish"]) {
      if (api[name]) wrapped[name] = (...parameters) => api[name](...parameters);
    }
    window.${object === "Scorm12API" ? "API" : "API_1484_11"} = wrapped;
    window.kept = () => JSON.parse(JSON.stringify(api.cmi));
    window.ended = () => api.isTerminated();
    window.leave = () => document.querySelector("iframe").remove();
  </script><iframe src="${deep ? "frame.html" : "package/index.html"}" style="width: 1200px; height: 800px"></iframe>`;
}

const FRAME = '<!DOCTYPE html><iframe src="package/index.html" style="width: 1150px; height: 760px"></iframe>';

/// Serves a package and a system around it, and notes what is asked for. `standard` is "2004" or "1.2"; null is a place without one.
export async function served(files, { standard = "2004", deep = false } = {}) {
  const script = standard === null ? "" : await readFile(packages.resolve(`scorm-again/scorm${standard.replace(".", "")}`), "utf8");
  const object = standard === "2004" ? "Scorm2004API" : "Scorm12API";
  const texts = {
    "/lms.html": standard === null ? FRAME : lmsPage(script.replaceAll("</script", "<\\/script"), object, deep),
    "/frame.html": FRAME,
    "/favicon.ico": "",
    ...Object.fromEntries(Object.entries(files).map(([name, text]) => [`/package/${name}`, text])),
  };
  const asked = new Set();
  const server = createServer(({ url }, response) => {
    asked.add(url);
    const text = texts[url.split("?")[0]];
    response.writeHead(text === undefined ? 404 : 200, { "content-type": "text/html; charset=utf-8" });
    response.end(text ?? "");
  });
  const close = () => {
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();  // which a browser keeps
    return closed;
  };
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${server.address().port}/lms.html`, asked, close };
}
