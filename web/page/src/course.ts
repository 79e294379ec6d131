// What `stepmark web` wrote into the file: the tutor's problems, and how they are to be worked.

import { isObject } from "./page/json.ts";

export interface CourseProblem {
  title: string;
  problem: string;
  files: Record<string, string>;
  /// Its marks.
  out_of: string;
}

export interface Course {
  title: string;
  /// In an exam, nothing is said of an answer before all are handed in.
  mode: "practice" | "exam";
  problems: CourseProblem[];
}

export function courseOf(text: string): Course {
  const value: unknown = JSON.parse(text);
  const course = isObject(value) ? value : {};
  return {
    title: typeof course["title"] === "string" ? course["title"] : "",
    mode: course["mode"] === "exam" ? "exam" : "practice",
    problems: Array.isArray(course["problems"]) ? (course["problems"] as CourseProblem[]) : [],
  };
}
