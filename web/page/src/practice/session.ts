// One question while it is worked: what was answered, how it was judged, and how to take it back. A session of the
// engine that is lost with its worker is opened anew, with the same answers.

import type { Engine } from "../engine/engine.ts";
import type {
  Answered,
  DrawRequest,
  Finished,
  Hint,
  Opened,
  Picture,
  Row,
  RowState,
  Sheet,
  Solution,
} from "../engine/protocol.ts";

/// A question to be opened, and where it came from.
export interface Item {
  title: string;
  problem: string;
  files: Record<string, string>;
  /// null for a problem that was handed out.
  request: DrawRequest | null;
}

/// What is kept while a question is worked.
export interface Draft {
  item: Item;
  values: [row: number, value: string][];
}

export class Session {
  private readonly states = new Map<number, RowState>();
  /// What was asked of the engine last, which may not have answered yet.
  private readonly sent = new Map<number, string>();
  private readonly hintLevels = new Map<number, number>();
  private readonly history: { row: number; before: string }[] = [];
  private readonly life: number;
  private last: Pick<Answered, "marks" | "answered" | "causes"> | null = null;

  private constructor(
    private readonly engine: Engine,
    readonly item: Item,
    readonly opened: Opened,
  ) {
    this.life = engine.life;
  }

  /// Does the engine still know of it?
  get isAlive(): boolean {
    return this.life === this.engine.life;
  }

  static async open(engine: Engine, item: Item): Promise<Session> {
    const { problem, files } = item;
    const opened = await engine.ask("open", { problem, files, name: item.title });
    return new Session(engine, { ...item, title: opened.title }, opened);
  }

  /// While the question is read, the engine makes what the first wrong answer would wait for.
  prepare(): void {
    this.engine.tell("prepare", { session: this.opened.session });
  }

  /// Answers once more what a draft holds, or what another session held.
  async take(values: Draft["values"]): Promise<void> {
    for (const [row, value] of values) {
      if (row < this.rows.length) await this.answer(row, value);
    }
    this.history.length = 0;
  }

  get rows(): readonly Row[] {
    return this.opened.rows;
  }

  state(row: number): RowState | undefined {
    return this.states.get(row);
  }

  value(row: number): string {
    return this.states.get(row)?.value ?? "";
  }

  get answered(): number {
    return this.last?.answered ?? 0;
  }

  get marks(): string {
    return this.last?.marks ?? "0";
  }

  /// Misconceptions that are certain from what was answered so far, each once.
  get causes(): string[] {
    return [...new Set(this.last?.causes.filter(({ verdict }) => verdict === "mistake").flatMap(({ causes }) => causes))];
  }

  /// What was done by whoever has this misconception.
  wordsOf(cause: string): string | undefined {
    return this.last?.causes.find(({ causes }) => causes.includes(cause))?.words;
  }

  get draft(): Draft {
    return { item: this.item, values: [...this.states].map(([row, { value }]) => [row, value]) };
  }

  get canUndo(): boolean {
    return this.history.length > 0;
  }

  /// The rows whose state is another now, the answered one first.
  async answer(row: number, value: string): Promise<RowState[]> {
    const before = this.sent.get(row) ?? "";
    if (before === value) return [];
    this.sent.set(row, value);
    const changed = this.noted(await this.engine.ask("answer", { session: this.opened.session, row, value }));
    this.history.push({ row, before });
    return changed;
  }

  /// Takes back the last answer.
  async undo(): Promise<RowState[]> {
    const step = this.history.pop();
    if (step === undefined) return [];
    this.sent.set(step.row, step.before);
    const session = this.opened.session;
    return this.noted(
      step.before === ""
        ? await this.engine.ask("clear", { session, row: step.row })
        : await this.engine.ask("answer", { session, row: step.row, value: step.before }),
    );
  }

  /// Takes over an answer sheet in CSV; what was answered before is forgotten.
  async load(sheet: string, name: string): Promise<RowState[]> {
    const session = this.opened.session;
    const loaded = await this.engine.ask("load", { session, sheet, name });
    this.history.length = 0;
    this.states.clear();
    this.sent.clear();
    for (const state of loaded.rows) {
      if (state.value.trim() === "") continue;
      this.states.set(state.row, state);
      this.sent.set(state.row, state.value);
    }
    this.last = { marks: loaded.marks, answered: loaded.answered, causes: [] };
    return loaded.rows;
  }

  hintLevel(row: number): number {
    return this.hintLevels.get(row) ?? 0;
  }

  async hint(row: number): Promise<Hint> {
    const level = Math.min(this.hintLevel(row) + 1, 3);
    const hint = await this.engine.ask("hint", { session: this.opened.session, row, level });
    this.hintLevels.set(row, level);
    return hint;
  }

  solution(): Promise<Solution> {
    return this.engine.ask("solution", { session: this.opened.session });
  }

  finish(): Promise<Finished> {
    return this.engine.ask("finish", { session: this.opened.session });
  }

  sheet(): Promise<Sheet> {
    return this.engine.ask("sheet", { session: this.opened.session });
  }

  picture(): Promise<Picture> {
    return this.engine.ask("picture", { session: this.opened.session });
  }

  close(): void {
    this.engine.ask("close", { session: this.opened.session }).catch(() => {});
  }

  private noted(answered: Answered): RowState[] {
    this.last = answered;
    const changed = [answered.row, ...answered.changed];
    for (const state of changed) {
      if (state.value.trim() === "") this.states.delete(state.row);
      else this.states.set(state.row, state);
    }
    return changed;
  }
}
