// What a tutor reads in the reports of a course's system, in the language of the page.

import { plural, say } from "../language.ts";

export const words = {
  line: (question: number, line: string, verdict: string, marks: string, outOf: string) =>
    plural("Question {question}, {line}: {verdict}, {marks} of {all} mark", "Question {question}, {line}: {verdict}, {marks} of {all} marks", outOf === "1" ? 1 : 2, {
      question,
      line,
      verdict,
      marks,
      all: outOf,
    }),
  notMarked: (question: number, line: string) => say("Question {question}, {line}: own words, not marked", { question, line }),
  blank: () => say("left blank"),
};
