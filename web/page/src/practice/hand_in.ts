// What a student hands in after an exam's question: who, which problem, the answers, the marks. The marks prove nothing,
// for the file is made in the student's own browser: `stepmark mark` marks the answers again.

import { element, newId } from "../page/dom.ts";
import { fileName, save } from "../page/download.ts";
import type { Sheet } from "../engine/protocol.ts";
import type { Attempt } from "../record/record.ts";
import { isObject } from "../page/json.ts";
import { words } from "../words.ts";

export function handInCard(attempt: Attempt, sheet: Sheet, version: string): HTMLElement {
  const student = element("input", { type: "text", id: newId("student"), autocomplete: "username", spellcheck: "false", required: true });
  const form = element(
    "form",
    { class: "card hand-in" },
    element("h2", {}, words.handInTitle),
    element("p", {}, words.handInLead),
    element("div", { class: "field" }, element("label", { for: student.id }, words.student), student),
    element("div", { class: "buttons" }, element("button", { type: "submit", class: "main-button" }, words.saveHandIn)),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const text = handIn(student.value.trim(), attempt, sheet, version);
    save(fileName(`${attempt.title} ${student.value}`, "jsonl"), text, "application/json");
  });
  return form;
}

/// A line of a class in JSON Lines.
export function handIn(student: string, attempt: Attempt, sheet: Sheet, version: string): string {
  const answers = isObject(sheet.json) ? sheet.json["answers"] : sheet.json;
  const { title, date, marks, out_of, request } = attempt;
  return `${JSON.stringify({ student, answers, problem: title, seed: request?.seed ?? "", marks, out_of, date, version })}\n`;
}
