// What a student comes back to, in the one text that the course's system keeps of each student. It has room for what is
// being worked and for the marks, not for a record of many questions: the rest is forgotten with the page.

import { isObject } from "../page/json.ts";
import type { Model } from "./model.ts";

const LASTING = ["stepmark.exam", "stepmark.draft"];

/// Of a question that was finished.
export interface Outcome {
  marks: string;
  causes: string[];
}

/// When a line was answered last, in milliseconds since 1970, and how long that took.
export interface AnswerTime {
  at: number;
  seconds: number;
}

export class Kept implements Storage {
  readonly outcomes = new Map<string, Outcome>();
  private readonly times = new Map<string, Map<number, AnswerTime>>();
  private readonly lasting = new Map<string, string>();
  private readonly passing = new Map<string, string>();

  constructor(
    private readonly model: Model,
    private readonly onChange: () => void,
  ) {
    const kept = parsed(model.kept);
    for (const [name, value] of entriesOf(kept["texts"])) {
      if (LASTING.includes(name) && typeof value === "string") this.lasting.set(name, value);
    }
    for (const [question, outcome] of entriesOf(kept["outcomes"])) {
      if (isOutcome(outcome)) this.outcomes.set(question, outcome);
    }
    for (const [question, times] of entriesOf(kept["times"])) {
      if (isTimes(times)) this.times.set(question, new Map(times.map(([row, at, seconds]) => [row, { at, seconds }])));
    }
  }

  /// Of a question, by row.
  timesOf(question: string): Map<number, AnswerTime> {
    const times = this.times.get(question) ?? new Map<number, AnswerTime>();
    this.times.set(question, times);
    return times;
  }

  /// Was it taken?
  save(): boolean {
    const needed = { texts: Object.fromEntries(this.lasting), outcomes: Object.fromEntries(this.outcomes) };
    const times = [...this.times].map(([question, rows]) => [question, [...rows].map(([row, { at, seconds }]) => [row, at, seconds])]);
    const whole = JSON.stringify({ ...needed, times: Object.fromEntries(times) });
    // Times are what one can do without.
    const text = whole.length <= this.model.mostKept ? whole : JSON.stringify(needed);
    return text.length <= this.model.mostKept && this.model.keep(text);
  }

  get length(): number {
    return this.lasting.size + this.passing.size;
  }

  key(position: number): string | null {
    return [...this.lasting.keys(), ...this.passing.keys()][position] ?? null;
  }

  getItem(name: string): string | null {
    return this.mapOf(name).get(name) ?? null;
  }

  /// @throws DOMException where the system has no room for it, as a browser's storage does
  setItem(name: string, value: string): void {
    const map = this.mapOf(name);
    const before = map.get(name);
    map.set(name, value);
    if (map === this.passing) return;
    this.onChange();
    if (this.save()) return;
    before === undefined ? map.delete(name) : map.set(name, before);
    throw new DOMException("the course has no room for it", "QuotaExceededError");
  }

  removeItem(name: string): void {
    if (!this.mapOf(name).delete(name) || !LASTING.includes(name)) return;
    this.onChange();
    this.save();
  }

  clear(): void {
    for (const name of [...this.lasting.keys(), ...this.passing.keys()]) this.removeItem(name);
  }

  private mapOf(name: string): Map<string, string> {
    return LASTING.includes(name) ? this.lasting : this.passing;
  }
}

/// Whatever an earlier version of the package may have left.
function parsed(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}

const entriesOf = (value: unknown): [string, unknown][] => (isObject(value) ? Object.entries(value) : []);

function isOutcome(value: unknown): value is Outcome {
  return (
    isObject(value) &&
    typeof value["marks"] === "string" &&
    Array.isArray(value["causes"]) &&
    value["causes"].every((cause) => typeof cause === "string")
  );
}

function isTimes(value: unknown): value is [row: number, at: number, seconds: number][] {
  const isTriple = (entry: unknown): boolean => Array.isArray(entry) && entry.length === 3 && entry.every(Number.isFinite);
  return Array.isArray(value) && value.every(isTriple);
}
