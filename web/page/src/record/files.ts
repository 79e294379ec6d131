// The record as files: JSON, which the page takes back, and CSV for a spreadsheet.

import { words } from "../words.ts";
import { isAttempt, type Attempt } from "./record.ts";

const FORMAT = "stepmark-record-1";

export function recordJson(attempts: readonly Attempt[], version: string): string {
  return `${JSON.stringify({ format: FORMAT, version, attempts }, null, 1)}\n`;
}

/// @throws Error saying what is wrong with the file
export function attemptsOf(text: string): Attempt[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Error(words.noJson);
  }
  const record = value as { format?: unknown; attempts?: unknown } | null;
  if (record?.format !== FORMAT || !Array.isArray(record.attempts)) {
    throw new Error(words.noRecord);
  }
  const attempts = record.attempts.filter(isAttempt);
  if (attempts.length !== record.attempts.length) throw new Error(words.damagedRecord);
  return attempts;
}

const COLUMNS = [
  "date", "title", "optimizer", "kind", "seed", "number", "part", "t", "quantity", "component", "value", "verdict",
  "causes", "marks", "out_of",
];

/// A row for each line that was asked.
export function recordCsv(attempts: readonly Attempt[]): string {
  const rows = attempts.flatMap((attempt) =>
    attempt.lines.map((line) => [
      attempt.date, attempt.title, attempt.optimizer, attempt.kind, attempt.request?.seed ?? "",
      attempt.request?.number ?? "", line.part, line.t ?? "", line.quantity, line.component, line.value, line.verdict,
      line.causes.join(" "), line.marks, line.out_of,
    ]),
  );
  return [COLUMNS, ...rows].map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}

/// A spreadsheet runs what begins like a formula, unless it is a number.
function cell(value: string | number): string {
  const text = String(value);
  const isFormula = /^[=+\-@\t\r]/u.test(text) && !/^[+-]?[0-9.,eE+-]+$/u.test(text);
  const safe = isFormula ? `'${text}` : text;
  return /[",\r\n]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
