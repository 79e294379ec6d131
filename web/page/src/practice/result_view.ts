// What a finished question earned: the marks as in the exam, one's own working beside the right one, and what to do next.

import { button, element, readAs } from "../page/dom.ts";
import { fragmentOf } from "../page/markup.ts";
import { PictureView } from "../picture/picture_view.ts";
import type { Finished, RowState, Row, Solution } from "../engine/protocol.ts";
import type { Session } from "./session.ts";
import { saveAnswers, saveProblem } from "./answer_files.ts";
import { icon, toneOf } from "./verdicts.ts";
import { decimal } from "../language.ts";
import { words } from "../words.ts";

export interface ResultEvents {
  another?(): void;
  /// Another question that tells these misconceptions from the right answers.
  moreOf?(causes: string[]): void;
  review?(): void;
  left(): void;
  failed(failure: unknown): void;
}

export interface Result {
  session: Session;
  finished: Finished;
  solution: Solution;
}

export class ResultView {
  readonly root: HTMLElement;
  private readonly heading: HTMLElement;
  private readonly picture = new PictureView();

  constructor(
    private readonly result: Result,
    private readonly events: ResultEvents,
  ) {
    const { session, finished } = result;
    this.heading = element("h1", { tabindex: -1 }, words.yourMarks(finished.marks, finished.out_of));
    this.root = element(
      "section",
      { class: "result" },
      element(
        "header",
        { class: "question-header" },
        button(words.backToChoice, () => events.left(), { class: "back" }),
        this.heading,
        element("p", { class: "quiet" }, session.opened.title),
        finished.shown > 0 ? element("p", { class: "quiet" }, words.shownLines(finished.shown)) : null,
      ),
      this.actions(),
      element("div", { class: "overview" }, this.comparison(), this.pictureCard()),
      this.worked(),
    );
  }

  begin(): void {
    this.heading.focus();
  }

  private actions(): HTMLElement {
    const { session } = this.result;
    const { another, moreOf, review } = this.events;
    const { causes } = session;
    const isDrawn = session.item.request !== null;
    return element(
      "div",
      { class: "buttons actions" },
      another && button(isDrawn ? words.another : words.next, another, { class: "main-button" }),
      moreOf && causes.length > 0 && button(words.moreOfThat, () => moreOf(causes), { class: "second-button" }),
      review && button(words.review, review, { class: "second-button" }),
      button(words.saveAnswers, () => void saveAnswers(session).catch(this.events.failed), { class: "quiet-button" }),
      button(words.saveProblem, () => saveProblem(session), { class: "quiet-button" }),
      button(words.print, () => window.print(), { class: "quiet-button" }),
    );
  }

  private comparison(): HTMLElement {
    const { session, solution } = this.result;
    const heads = [words.line, words.yourAnswer, words.verdict].map((head) => element("th", { scope: "col" }, head));
    const numbers = [words.rightAnswer, words.marks].map((head) => element("th", { scope: "col", class: "right" }, head));
    const right = new Map(solution.rows.map((entry) => [entry.row, entry]));
    // Components of one quantity share their working: it is shown once.
    let shown = "";
    const rows = session.rows.flatMap((row) => {
      const state = session.state(row.row);
      const { value = "", working = "" } = right.get(row.row) ?? {};
      const isNew = working !== shown && !isRight(state);
      if (isNew) shown = working;
      return comparisonRows(row, state, value, isNew ? working : "");
    });
    return element(
      "div",
      { class: "card" },
      element("h2", {}, words.lineByLine),
      element(
        "div",
        { class: "scrollable", tabindex: 0, role: "group", "aria-label": words.lineByLine },
        element(
          "table",
          { class: "comparison" },
          element("thead", {}, element("tr", {}, ...heads, ...numbers)),
          element("tbody", {}, ...rows),
        ),
      ),
    );
  }

  private pictureCard(): HTMLElement {
    const card = element("div", { class: "card picture-card" }, element("h2", {}, words.picture), this.picture.root);
    this.result.session.picture().then(
      (picture) => this.picture.show(picture),
      () => card.remove(),
    );
    return card;
  }

  private worked(): HTMLElement {
    return element(
      "details",
      { class: "card paper worked" },
      element("summary", {}, words.workedSolution),
      fragmentOf(this.result.solution.html),
    );
  }
}

const isRight = (state: RowState | undefined): boolean => state !== undefined && toneOf(state.verdict) === "right";

function comparisonRows(row: Row, state: RowState | undefined, right: string, working: string): HTMLElement[] {
  const tone = state === undefined ? "open" : toneOf(state.verdict);
  const main = element(
    "tr",
    { "data-tone": tone },
    element("th", { scope: "row" }, readAs(row.words, fragmentOf(row.label))),
    element("td", { class: "own" }, state?.value ?? words.nothing),
    element("td", { class: "verdict" }, element("span", {}, icon(tone), element("span", {}, state?.words ?? words.notAnswered))),
    element("td", { class: "right" }, row.asks === "words" ? "" : decimal(right)),
    element("td", { class: "right" }, words.marksOf(state?.marks ?? "0", row.out_of)),
  );
  const said = isRight(state) ? "" : (state?.feedback ?? "");
  if (said === "" && working === "") return [main];
  const notes = element("td", { colspan: 5 });
  if (said !== "") notes.append(element("div", { class: "feedback" }, fragmentOf(said)));
  if (working !== "") notes.append(element("div", { class: "right-working" }, fragmentOf(working)));
  return [main, element("tr", { class: "notes-row" }, notes)];
}
