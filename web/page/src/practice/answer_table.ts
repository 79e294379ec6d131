// All lines of a question, by part and step. Enter goes on to the next line that is open where the answer was right, and
// stays where it was not; Enter once more goes on all the same.

import { element } from "../page/dom.ts";
import { fragmentOf } from "../page/markup.ts";
import type { Row, RowState } from "../engine/protocol.ts";
import { AnswerLine } from "./answer_line.ts";
import type { Session } from "./session.ts";
import { toneOf } from "./verdicts.ts";
import { words } from "../words.ts";

export interface AnswerTableEvents {
  changed(): void;
  say(text: string): void;
  failed(failure: unknown): void;
}

export class AnswerTable {
  readonly root = element("div", { class: "answers" });
  private readonly lines: AnswerLine[];

  constructor(
    private readonly session: Session,
    private readonly events: AnswerTableEvents,
    private readonly hidesVerdicts: boolean,
  ) {
    this.lines = session.rows.map(
      (row) =>
        new AnswerLine(
          row,
          {
            answered: (_, value, confirmed) => void this.answer(row, value, confirmed),
            hint: () => void this.hint(row),
          },
          hidesVerdicts,
        ),
    );
    this.root.append(...this.sections());
    for (const line of this.lines) line.show(session.state(line.row.row));
  }

  focusFirstOpen(): void {
    this.nextOpen(0)?.entry.focus();
  }

  async undo(): Promise<void> {
    try {
      const changed = await this.session.undo();
      this.refresh(changed);
      const first = changed[0];
      if (first === undefined) return;
      this.lines[first.row]?.entry.focus();
      this.events.say(words.takenBack(this.session.rows[first.row]?.words ?? ""));
    } catch (failure) {
      this.events.failed(failure);
    }
  }

  async load(sheet: string, name: string): Promise<void> {
    try {
      await this.session.load(sheet, name);
      for (const line of this.lines) line.show(this.session.state(line.row.row));
      this.events.changed();
      this.events.say(words.linesAnswered(this.session.answered));
    } catch (failure) {
      this.events.say(failure instanceof Error ? failure.message : String(failure));
    }
  }

  private async answer(row: Row, value: string, confirmed: boolean): Promise<void> {
    try {
      const isNew = value !== this.session.value(row.row);
      const changed = await this.session.answer(row.row, value);
      this.refresh(changed);
      if (isNew) this.events.say(this.spoken(row, changed));
      // Whoever is typing elsewhere by now, or anew, is left alone.
      if (confirmed && this.lines[row.row]?.isAt(value)) this.goOn(row, isNew);
    } catch (failure) {
      this.events.failed(failure);
    }
  }

  private goOn(row: Row, isNew: boolean): void {
    const state = this.session.state(row.row);
    const stays = !this.hidesVerdicts && isNew && state !== undefined && toneOf(state.verdict) !== "right";
    const line = stays ? this.lines[row.row] : (this.nextOpen(row.row + 1) ?? this.nextOpen(0));
    line?.entry.focus();
  }

  private async hint(row: Row): Promise<void> {
    try {
      const hint = await this.session.hint(row.row);
      this.lines[row.row]?.showHint(hint);
      this.events.say(words.hintShown(row.asks === "number" ? hint.level : 0));
    } catch (failure) {
      this.events.failed(failure);
    }
  }

  private refresh(changed: readonly RowState[]): void {
    for (const { row } of changed) this.lines[row]?.show(this.session.state(row));
    this.events.changed();
  }

  /// The verdict alone: the feedback is read with the field, which it describes.
  private spoken(row: Row, changed: readonly RowState[]): string {
    const state = this.session.state(row.row);
    if (state === undefined) return words.cleared;
    if (this.hidesVerdicts) return words.answered;
    const others = changed.length - 1;
    return others > 0 ? `${state.words}. ${words.othersChanged(others)}` : state.words;
  }

  private nextOpen(from: number): AnswerLine | undefined {
    return this.lines.slice(from).find(({ row }) => this.session.state(row.row) === undefined);
  }

  private sections(): HTMLElement[] {
    return groups(this.lines, ({ row }) => row.part).flatMap((group) => [
      this.task(group[0]?.row.part ?? ""),
      ...groups(group, ({ row }) => row.t).map(sectionOf),
    ]);
  }

  private task(label: string): HTMLElement {
    const part = this.session.opened.parts.find((part) => part.label === label);
    const head = part === undefined || label === "" ? null : element("p", {}, element("strong", {}, label), ` ${words.worth(part.out_of)}`);
    return element("div", { class: "task" }, head, fragmentOf(part?.task ?? ""));
  }
}

function sectionOf(lines: readonly AnswerLine[]): HTMLElement {
  const t = lines[0]?.row.t ?? null;
  const quantities = groups(lines, ({ row }) => row.quantity);
  return element(
    "fieldset",
    { class: "step" },
    element("legend", { class: t === null ? "unseen" : null }, t === null ? words.answer : words.stepNumber(t)),
    ...quantities.map((group) => element("div", { class: "quantities" }, ...group.map(({ root }) => root))),
  );
}

/// Neighbours that are alike.
function groups<T, K>(items: readonly T[], key: (item: T) => K): T[][] {
  const result: T[][] = [];
  for (const item of items) {
    const last = result.at(-1);
    if (last?.[0] !== undefined && key(last[0]) === key(item)) last.push(item);
    else result.push([item]);
  }
  return result;
}
