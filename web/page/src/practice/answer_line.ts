// One line of the answer table: its quantity, where the answer goes, the verdict, and below them what is said of it.

import { button, element, newId, replace, unseen } from "../page/dom.ts";
import { fragmentOf } from "../page/markup.ts";
import type { Hint, Row, RowState } from "../engine/protocol.ts";
import { entryFor, type Entry } from "./entry.ts";
import { icon, toneOf } from "./verdicts.ts";
import { words } from "../words.ts";

export interface AnswerLineEvents {
  answered(row: Row, value: string, confirmed: boolean): void;
  hint(row: Row): void;
}

export class AnswerLine {
  readonly root: HTMLElement;
  readonly entry: Entry;
  private readonly verdict = element("span", { class: "verdict" });
  private readonly feedback = element("div", { class: "feedback" });
  private readonly hints = element("ol", { class: "hints" });
  private readonly hintButton: HTMLButtonElement;
  private readonly notes = newId("notes");

  /// Where answers are hidden, there are neither verdicts nor hints.
  constructor(
    readonly row: Row,
    events: AnswerLineEvents,
    private readonly hidesVerdicts: boolean,
  ) {
    this.entry = entryFor(row, {
      done: (confirmed) => events.answered(row, this.entry.value, confirmed),
      askedForHint: () => {
        if (!hidesVerdicts) events.hint(row);
      },
    });
    this.hintButton = button("", () => events.hint(row), { class: "quiet-button hint" });
    this.nameHintButton(words.hint);
    const notes = element("div", { class: "notes", id: this.notes }, this.feedback, this.hints);
    this.entry.describe(this.notes, false);
    this.root = element(
      "div",
      { class: `line asks-${row.asks}` },
      element("span", { class: "quantity", "aria-hidden": "true" }, fragmentOf(row.label)),
      this.entry.root,
      this.verdict,
      hidesVerdicts ? null : this.hintButton,
      notes,
    );
  }

  /// Has it the focus, with this value in it?
  isAt(value: string): boolean {
    return this.entry.root.contains(document.activeElement) && this.entry.value === value;
  }

  show(state: RowState | undefined): void {
    if (state === undefined || this.hidesVerdicts) return this.showUnjudged(state);
    const tone = toneOf(state.verdict);
    this.fill(state.value);
    this.root.dataset["tone"] = tone;
    this.entry.describe(this.notes, state.verdict === "unreadable");
    replace(
      this.verdict,
      icon(tone),
      element("span", {}, state.words),
      state.verdict === "words" ? null : element("span", { class: "marks" }, words.marksOf(state.marks, state.out_of)),
    );
    // A model answer is what words are compared with; of anything else the number is not told.
    replace(this.feedback, fragmentOf(tone === "right" ? "" : state.verdict === "words" ? state.feedback : state.nudge));
  }

  private showUnjudged(state: RowState | undefined): void {
    this.root.dataset["tone"] = "open";
    replace(this.verdict, state === undefined ? null : words.answered);
    replace(this.feedback);
    this.fill(state?.value ?? "");
  }

  /// What is being typed just now stays.
  private fill(value: string): void {
    if (!this.entry.root.contains(document.activeElement)) this.entry.value = value;
  }

  showHint(hint: Hint): void {
    this.hints.append(element("li", {}, fragmentOf(hint.html)));
    // Of a letter or a line there is nothing more to tell but the answer.
    const more = this.row.asks === "number" ? words.moreHints : words.showAnswer;
    this.nameHintButton(hint.last ? words.noMoreHints : more);
    // A button that is disabled loses the focus.
    if (hint.last && document.activeElement === this.hintButton) this.entry.focus();
    this.hintButton.disabled = hint.last;
  }

  private nameHintButton(text: string): void {
    replace(this.hintButton, text, unseen(` ${words.forLine(this.row.words)}`));
  }
}
