// Of a package for a course's system alone: what the page tells that system. It runs before the page does.

import { courseOf } from "../course.ts";
import { Model12 } from "./model12.ts";
import { Model2004 } from "./model2004.ts";
import { Reporter } from "./reporter.ts";
import { begunRuntime, type Runtime } from "./runtime.ts";

/// Whoever looks at a student's work, or has a look round, changes nothing.
function ofALook(runtime: Runtime): Runtime {
  const mode = runtime.get(runtime.version === "2004" ? "cmi.mode" : "cmi.core.lesson_mode");
  return mode === "review" || mode === "browse" ? { ...runtime, set: () => true, commit: () => true } : runtime;
}

function reporterFor(own: Window): Reporter | null {
  const begun = begunRuntime(own);
  if (begun === null) return null;
  const runtime = ofALook(begun);
  const model = runtime.version === "2004" ? new Model2004(runtime) : new Model12(runtime);
  const course = own.document.getElementById("course")?.textContent ?? "{}";
  const reporter = new Reporter(courseOf(course), runtime, model);
  // Systems differ in which of these a page lives to see.
  for (const event of ["pagehide", "unload"]) own.addEventListener(event, () => reporter.leave());
  return reporter;
}

window.stepmarkLms = reporterFor(window);
