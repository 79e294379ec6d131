// What was practised, and what went wrong in it by misconception.

import type { DrawRequest, Row, RowState, Verdict } from "../engine/protocol.ts";
import type { Store } from "./store.ts";

export interface Line {
  part: string;
  t: number | null;
  quantity: string;
  component: string;
  value: string;
  verdict: Verdict;
  causes: string[];
  marks: string;
  out_of: string;
}

export interface Attempt {
  date: string;
  title: string;
  optimizer: string;
  kind: string;
  /// null for a problem that was handed out.
  request: DrawRequest | null;
  problem: string;
  files: Record<string, string>;
  lines: Line[];
  marks: string;
  out_of: string;
  /// Lines that were answered after their value had been told.
  shown: number;
}

export interface Misconception {
  cause: string;
  /// Questions in which it cost marks, of those looked at.
  questions: number;
  lines: number;
  /// The last of these.
  attempt: Attempt;
}

const MOST_KEPT = 200;
const NAME = "record";

export class PracticeRecord {
  private list: Attempt[];

  constructor(private readonly store: Store) {
    const kept = store.read<unknown>(NAME);
    this.list = Array.isArray(kept) ? kept.filter(isAttempt) : [];
  }

  /// The oldest first.
  get attempts(): readonly Attempt[] {
    return this.list;
  }

  add(attempt: Attempt): void {
    this.merge([attempt]);
  }

  /// Attempts that are here already are not taken twice. How many were new?
  merge(attempts: readonly Attempt[]): number {
    const known = new Set(this.list.map(identity));
    const fresh = attempts.filter((attempt) => !known.has(identity(attempt)));
    this.list = [...this.list, ...fresh].sort((a, b) => (a.date < b.date ? -1 : 1)).slice(-MOST_KEPT);
    this.store.write(NAME, this.list);
    return fresh.length;
  }

  clear(): void {
    this.list = [];
    this.store.remove(NAME);
  }
}

/// Of the last `count` attempts, the most frequent first.
export function misconceptions(attempts: readonly Attempt[], count: number): Misconception[] {
  const found = new Map<string, Misconception>();
  for (const attempt of attempts.slice(-count)) {
    const inThis = new Set<string>();
    for (const line of attempt.lines.filter((line) => line.verdict === "mistake")) {
      for (const cause of line.causes) {
        const entry = found.get(cause) ?? { cause, questions: 0, lines: 0, attempt };
        entry.lines += 1;
        if (!inThis.has(cause)) entry.questions += 1;
        inThis.add(cause);
        entry.attempt = attempt;
        found.set(cause, entry);
      }
    }
  }
  return [...found.values()].sort((a, b) => b.questions - a.questions || b.lines - a.lines);
}

/// A line that was left out is "missing", as on paper.
export function lineOf(row: Row, state: RowState | undefined): Line {
  const { part, t, quantity, component, out_of } = row;
  const { value, verdict, causes, marks } = state ?? { value: "", verdict: "missing", causes: [], marks: "0" };
  return { part, t, quantity, component, value, verdict, causes, marks, out_of };
}

function identity(attempt: Attempt): string {
  return `${attempt.date}\n${attempt.problem}`;
}

/// A file of somebody else's, or of another version, may hold anything.
export function isAttempt(value: unknown): value is Attempt {
  if (typeof value !== "object" || value === null) return false;
  const attempt = value as Record<string, unknown>;
  const texts = ["date", "title", "optimizer", "kind", "problem", "marks", "out_of"];
  return (
    texts.every((name) => typeof attempt[name] === "string") &&
    typeof attempt["shown"] === "number" &&
    typeof attempt["files"] === "object" &&
    attempt["files"] !== null &&
    typeof attempt["request"] === "object" &&
    Array.isArray(attempt["lines"]) &&
    attempt["lines"].every(isLine)
  );
}

function isLine(value: unknown): value is Line {
  if (typeof value !== "object" || value === null) return false;
  const line = value as Record<string, unknown>;
  const texts = ["part", "quantity", "component", "value", "verdict", "marks", "out_of"];
  return (
    texts.every((name) => typeof line[name] === "string") &&
    (line["t"] === null || typeof line["t"] === "number") &&
    Array.isArray(line["causes"]) &&
    line["causes"].every((cause) => typeof cause === "string")
  );
}
