// A question while it is worked: what is printed on one side, the answers on the other, a picture that grows with them.

import { button, element, replace } from "../page/dom.ts";
import { fragmentOf } from "../page/markup.ts";
import { chosenFile } from "../page/download.ts";
import { saveAnswers } from "./answer_files.ts";
import type { Announcer } from "../page/announcer.ts";
import { PictureView } from "../picture/picture_view.ts";
import { AnswerTable } from "./answer_table.ts";
import type { Session } from "./session.ts";
import { words } from "../words.ts";

export interface QuestionEvents {
  /// After each answer, to be kept.
  changed(): void;
  finished(): void;
  left(): void;
  failed(failure: unknown): void;
}

export class QuestionView {
  readonly root: HTMLElement;
  private readonly table: AnswerTable;
  private readonly heading: HTMLElement;
  private readonly progress = element("div", { class: "progress" });
  private readonly undoButton: HTMLButtonElement;
  private readonly finishButton: HTMLButtonElement;
  private readonly picture = new PictureView(["right"]);
  private readonly pictureDetails: HTMLDetailsElement;

  constructor(
    private readonly session: Session,
    announcer: Announcer,
    private readonly events: QuestionEvents,
    private readonly isExam: boolean,
  ) {
    const changed = (): void => this.refresh();
    const say = (text: string): void => announcer.say(text);
    this.table = new AnswerTable(session, { changed, say, failed: events.failed }, isExam);
    this.heading = element("h1", { tabindex: -1 }, session.opened.title);
    this.undoButton = button(words.undo, () => void this.table.undo(), { class: "quiet-button" });
    this.finishButton = button(isExam ? words.done : words.finish, () => events.finished(), { class: "main-button" });
    this.pictureDetails = element("details", { class: "card picture-card" }, element("summary", {}, words.picture));
    this.pictureDetails.append(this.picture.root);
    this.pictureDetails.addEventListener("toggle", () => void this.draw());
    this.root = element(
      "section",
      { class: "question-view" },
      this.header(),
      element(
        "div",
        { class: "columns" },
        element("div", { class: "given" }, element("div", { class: "paper" }, fragmentOf(session.opened.question)), !isExam && this.pictureDetails),
        element("div", { class: "working" }, this.table.root, this.footer()),
      ),
    );
    this.refreshProgress();
  }

  /// Where a screen reader begins: the title, before the first answer.
  begin(): void {
    this.heading.focus();
  }

  private header(): HTMLElement {
    return element(
      "header",
      { class: "question-header" },
      button(words.backToChoice, () => this.events.left(), { class: "back" }),
      this.heading,
    );
  }

  private footer(): HTMLElement {
    return element(
      "div",
      { class: "toolbar" },
      this.progress,
      element("div", { class: "buttons" }, this.undoButton, this.finishButton),
      element(
        "div",
        { class: "buttons files" },
        button(words.saveAnswers, () => void saveAnswers(this.session).catch(this.events.failed), { class: "quiet-button" }),
        button(words.loadAnswers, () => chosenFile(".csv,text/csv", (text, name) => void this.table.load(text, name)), {
          class: "quiet-button",
        }),
      ),
    );
  }

  private refresh(): void {
    this.refreshProgress();
    this.events.changed();
    void this.draw();
  }

  private refreshProgress(): void {
    const { answered, rows, marks, opened } = this.session;
    const bar = element("progress", { max: rows.length, value: answered, "aria-label": words.progress });
    const text = this.isExam
      ? words.answeredOf(answered, rows.length)
      : `${words.answeredOf(answered, rows.length)} · ${words.marksSoFar(marks, opened.out_of)}`;
    replace(this.progress, bar, element("span", {}, text));
    this.undoButton.disabled = !this.session.canUndo;
    this.finishButton.classList.toggle("main-button", answered === rows.length);
    this.finishButton.classList.toggle("second-button", answered !== rows.length);
  }

  private async draw(): Promise<void> {
    if (!this.pictureDetails.open) return;
    try {
      this.picture.show(await this.session.picture());
    } catch (failure) {
      this.picture.say(failure instanceof Error ? failure.message : String(failure));
    }
  }
}
