// The engine's requests and replies, as web/front/front.hpp states them. Quantities and marks are strings.

export interface ProblemText {
  problem: string;
  files?: Record<string, string>;
  name?: string;
}

export interface Optimizer {
  name: string;
  title: string;
  /// The name of the first definition of its kind: they are one group.
  optimizer: string;
  convention: string;
  variant: boolean;
}
export interface Family {
  id: string;
  sentence: string;
}
export interface Cause {
  id: string;
  kind: string;
  /// What is said to the student; conventions have none.
  student?: string;
  marker?: string;
}
export interface About {
  version: string;
  kinds: string[];
  levels: string[];
  optimizers: Optimizer[];
  families: Family[];
  causes: Cause[];
}

export interface DrawRequest {
  optimizer?: string;
  family?: string;
  kind?: string;
  level?: string;
  seed?: string;
  number?: number;
  telling?: string[];
}
export interface Drawn {
  problem: string;
  files: Record<string, string>;
  title: string;
  seed: string;
  number: number;
  optimizer: string;
  family: string;
  minutes?: number | string;
  telling?: boolean;
}

export type Asks = "number" | "letter" | "line" | "words";
export interface Row {
  row: number;
  part: string;
  t: number | null;
  quantity: string;
  component: string;
  label: string;
  words: string;
  asks: Asks;
  how: string;
  out_of: string;
  letters: { letter: string; words: string }[];
  lines: number;
}
export interface Part {
  label: string;
  task: string;
  asks: string;
  out_of: string;
}
export interface Opened {
  session: number;
  title: string;
  question: string;
  parts: Part[];
  rows: Row[];
  out_of: string;
  optimizer: string;
  kind: string;
  steps: number;
  components: string[];
}

export type Verdict =
  | ""
  | "correct"
  | "follow-through"
  | "precision"
  | "convention"
  | "mistake"
  | "slip"
  | "wrong"
  | "missing"
  | "unreadable"
  | "words";
export interface RowState {
  row: number;
  value: string;
  verdict: Verdict;
  words: string;
  feedback: string;
  nudge: string;
  marks: string;
  out_of: string;
  causes: string[];
  probably: string[];
  shown: boolean;
}
export interface FoundCause {
  row: number;
  verdict: Verdict;
  causes: string[];
  words: string;
}
export interface Answered {
  row: RowState;
  changed: RowState[];
  marks: string;
  out_of: string;
  answered: number;
  causes: FoundCause[];
}
export interface Hint {
  html: string;
  level: number;
  last: boolean;
}
export interface Solution {
  html: string;
  rows: { row: number; value: string; working: string }[];
}
export interface Finished {
  marks: string;
  out_of: string;
  html: string;
  sheet: unknown;
  shown: number;
}
export interface Sheet {
  csv: string;
  json: unknown;
}
export interface Loaded {
  rows: RowState[];
  marks: string;
  out_of: string;
  answered: number;
}
export interface TraceRow {
  t: number;
  index: number;
  quantity: string;
  component: string;
  label: string;
  value: string;
  exact: boolean;
}
export interface Trace {
  title: string;
  equations: string[];
  rows: TraceRow[];
}

export interface Axis {
  label: string;
  from: number;
  to: number;
}
export interface Field {
  columns: number;
  rows: number;
  values: (number | null)[];
  levels: number[];
}
export interface Way {
  label: string;
  kind: "right" | "own" | "mistake" | "guide";
  points: [number, number][];
  steps: number[];
  exact: [string, string][];
}
export interface Picture {
  title: string;
  text: string;
  x: Axis;
  y: Axis;
  field: Field | null;
  ways: Way[];
}

/// What each request takes beside its name, and what comes back.
export interface Requests {
  about: [Record<string, never>, About];
  optimizer: [{ name: string }, { title: string; text: string; hyperparameters: Record<string, string> }];
  draw: [DrawRequest, Drawn];
  open: [ProblemText & { hide_answers?: true }, Opened];
  prepare: [{ session: number }, Record<string, never>];
  answer: [{ session: number; row: number; value: string }, Answered];
  clear: [{ session: number; row: number }, Answered];
  hint: [{ session: number; row: number; level: number }, Hint];
  solution: [{ session: number }, Solution];
  finish: [{ session: number }, Finished];
  sheet: [{ session: number }, Sheet];
  load: [{ session: number; sheet: string; name?: string }, Loaded];
  close: [{ session: number }, Record<string, never>];
  solve: [ProblemText & { format?: string; digits?: number }, { text: string }];
  trace: [ProblemText & { digits?: number }, Trace];
  picture: [
    { session?: number; optimizers?: string[]; components?: [string, string]; causes?: string[] } & Partial<ProblemText>,
    Picture,
  ];
}
export type Do = keyof Requests;
export type Request<K extends Do> = Requests[K][0];
export type Reply<K extends Do> = Requests[K][1];

/// The engine's refusal of what came from outside.
export class Refusal extends Error {
  constructor(
    message: string,
    readonly wrong: string,
    readonly expected: string,
    readonly line: number,
    readonly column: number,
  ) {
    super(message);
  }
}
