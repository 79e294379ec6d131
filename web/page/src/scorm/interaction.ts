// A line of a question as an interaction, which is what the reports of courses' systems list.

import type { Row, RowState } from "../engine/protocol.ts";
import { marksNumber, marksShown } from "../marks.ts";
import type { AnswerTime } from "./kept.ts";
import type { Interaction } from "./model.ts";
import { words } from "./words.ts";

/// A misconception is an objective, which was failed.
export const objectiveOf = (cause: string): string => `misconception.${cause}`;

export function interactionOf(question: number, row: Row, state: RowState | undefined, { at, seconds }: AnswerTime, right: string): Interaction {
  const { value = "", causes = [] } = state ?? {};
  return {
    id: idOf(question, row),
    type: typeOf(row, value, right),
    response: value,
    right: row.asks === "words" ? "" : right,
    result: resultOf(row, state),
    weighting: marksNumber(row.out_of),
    answered: new Date(at),
    seconds,
    description: descriptionOf(question, row, state),
    objectives: state?.verdict === "mistake" ? causes.map(objectiveOf) : [],
  };
}

/// "q1.08.m_hat.x.2": in the order of the sheet, and readable in a report that shows nothing else.
function idOf(question: number, { row, quantity, component, t, asks }: Row): string {
  const name = quantity === "" ? [asks] : [quantity, component, t ?? ""];
  const parts = [`q${question + 1}`, String(row + 1).padStart(2, "0"), ...name].filter((part) => part !== "");
  return parts.map((part) => String(part).replace(/[^A-Za-z0-9_-]/gu, "_")).join(".");
}

/// A number that is typed as 1/20 or with a comma is none to SCORM.
function typeOf(row: Row, value: string, right: string): Interaction["type"] {
  const isDecimal = (text: string): boolean => /^-?\d{1,5}(\.\d{1,18})?$/u.test(text);
  if (row.asks === "words") return "long-fill-in";
  return row.asks === "number" && isDecimal(value) && isDecimal(right) ? "numeric" : "fill-in";
}

function resultOf(row: Row, state: RowState | undefined): Interaction["result"] {
  if (row.asks === "words") return "neutral";
  const marks = marksNumber(state?.marks ?? "0");
  if (marks === 0) return "incorrect";
  return state?.marks === row.out_of ? "correct" : marks;
}

function descriptionOf(question: number, row: Row, state: RowState | undefined): string {
  if (row.asks === "words") return words.notMarked(question + 1, row.words);
  const { words: verdict = words.blank(), marks = "0" } = state ?? {};
  return words.line(question + 1, row.words, verdict, marksShown(marks), marksShown(row.out_of));
}
