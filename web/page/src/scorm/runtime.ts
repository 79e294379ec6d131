// The script object with which a course's system answers (IEEE 1484.11.2; SCORM 1.2, section 3.3), found as SCORM
// prescribes: in the windows around this one and in those that opened them.

export interface Runtime {
  readonly version: "2004" | "1.2";
  get(name: string): string;
  /// Was it taken?
  set(name: string, value: string): boolean;
  commit(): boolean;
  terminate(): void;
}

type Call = (...parameters: string[]) => unknown;

const VERSIONS = [
  { version: "2004", object: "API_1484_11", begin: "Initialize", get: "GetValue", set: "SetValue", commit: "Commit", end: "Terminate" },
  { version: "1.2", object: "API", begin: "LMSInitialize", get: "LMSGetValue", set: "LMSSetValue", commit: "LMSCommit", end: "LMSFinish" },
] as const;

/// The session is begun then. A system of both versions is spoken to in the newer one.
export function begunRuntime(own: Window): Runtime | null {
  for (const names of VERSIONS) {
    for (const at of windowsAround(own)) {
      const runtime = runtimeIn(at, names);
      if (runtime !== null) return runtime;
    }
  }
  return null;
}

function windowsAround(own: Window): Window[] {
  const found = [own];
  for (const at of found) {
    for (const next of [at.parent, at.opener as Window | null]) {
      if (next && !found.includes(next)) found.push(next);
    }
  }
  return found;
}

function runtimeIn(at: Window, names: (typeof VERSIONS)[number]): Runtime | null {
  const object = objectIn(at, names.object);
  if (object === null) return null;
  /// A system that throws has not answered.
  const call = (name: string, ...parameters: string[]): unknown => {
    try {
      return (object[name] as Call)(...parameters);
    } catch {
      return "";
    }
  };
  const isDone = (answer: unknown): boolean => String(answer) === "true";
  if (!isDone(call(names.begin, ""))) return null;
  return {
    version: names.version,
    get: (name) => String(call(names.get, name) ?? ""),
    set: (name, value) => isDone(call(names.set, name, value)),
    commit: () => isDone(call(names.commit, "")),
    terminate: () => void call(names.end, ""),
  };
}

function objectIn(at: Window, name: string): Record<string, unknown> | null {
  try {
    const object = (at as unknown as Record<string, unknown>)[name];
    return typeof object === "object" && object !== null ? (object as Record<string, unknown>) : null;
  } catch {
    return null;  // a window of another origin
  }
}
