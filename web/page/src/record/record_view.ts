// What one got wrong over the last questions, a way to practise that, and the record as files.

import { button, element, replace } from "../page/dom.ts";
import { chosenFile, save } from "../page/download.ts";
import type { About } from "../engine/protocol.ts";
import { nextLike } from "../practice/attempt.ts";
import { attemptsOf, recordCsv, recordJson } from "./files.ts";
import { misconceptions, type Attempt, type Misconception, type PracticeRecord } from "./record.ts";
import type { Keeping } from "./store.ts";
import { languageName } from "../language.ts";
import { words } from "../words.ts";

export interface RecordEvents {
  /// Where there are other questions than those handed out.
  moreOf?(misconception: Misconception): void;
  again?(attempt: Attempt): void;
  say(text: string): void;
}

const LOOKED_AT = 20;

export class RecordView {
  readonly root = element("section", { class: "record" });
  private readonly heading = element("h1", { tabindex: -1 }, words.record);

  constructor(
    private readonly record: PracticeRecord,
    private readonly about: About,
    private readonly keeping: () => Keeping,
    private readonly events: RecordEvents,
  ) {
    this.draw();
  }

  begin(): void {
    this.heading.focus();
  }

  private draw(): void {
    const { attempts } = this.record;
    replace(
      this.root,
      this.heading,
      element("p", { class: "lead" }, words.keeping[this.keeping()]),
      attempts.length === 0 ? element("p", { class: "card empty" }, words.nothingYet) : this.summary(),
      attempts.length === 0 ? null : this.misconceptionCard(),
      attempts.length === 0 ? null : this.attemptCard(),
      this.fileButtons(),
    );
  }

  private summary(): HTMLElement {
    const { attempts } = this.record;
    const lines = attempts.flatMap((attempt) => attempt.lines);
    const right = lines.filter(({ verdict }) => ["correct", "follow-through", "convention"].includes(verdict));
    const share = lines.length === 0 ? 0 : Math.round((100 * right.length) / lines.length);
    return element(
      "dl",
      { class: "figures" },
      ...figure(String(attempts.length), words.questionsDone(attempts.length)),
      ...figure(String(lines.length), words.linesWorked),
      ...figure(words.share(share), words.linesRight),
    );
  }

  private misconceptionCard(): HTMLElement {
    const found = misconceptions(this.record.attempts, LOOKED_AT);
    const looked = Math.min(LOOKED_AT, this.record.attempts.length);
    return element(
      "div",
      { class: "card" },
      element("h2", {}, words.misconceptions),
      element("p", { class: "quiet" }, found.length === 0 ? words.noMisconceptions(looked) : words.lookedAt(looked)),
      element("ul", { class: "misconceptions" }, ...found.map((entry) => this.misconception(entry, looked))),
    );
  }

  private misconception(entry: Misconception, looked: number): HTMLElement {
    const { moreOf } = this.events;
    const cause = this.about.causes.find(({ id }) => id === entry.cause);
    return element(
      "li",
      {},
      element(
        "div",
        {},
        element("p", {}, cause?.student ?? cause?.marker ?? entry.cause),
        element("meter", { min: 0, max: looked, value: entry.questions, "aria-label": words.questionsWith }),
        element("span", { class: "quiet" }, words.questionsOf(entry.questions, entry.lines)),
      ),
      moreOf && nextLike(entry.attempt, this.about) !== null && button(words.practiseThat, () => moreOf(entry), { class: "second-button" }),
    );
  }

  private attemptCard(): HTMLElement {
    const latest = [...this.record.attempts].reverse().slice(0, LOOKED_AT);
    const heads = [words.date, words.question].map((head) => element("th", { scope: "col" }, head));
    const marks = element("th", { scope: "col", class: "right" }, words.marks);
    return element(
      "div",
      { class: "card" },
      element("h2", {}, words.latest),
      element(
        "div",
        { class: "scrollable", tabindex: 0, role: "group", "aria-label": words.latest },
        element(
          "table",
          {},
          element("thead", {}, element("tr", {}, ...heads, marks, element("td"))),
          element("tbody", {}, ...latest.map((attempt) => this.attemptRow(attempt))),
        ),
      ),
    );
  }

  private attemptRow(attempt: Attempt): HTMLElement {
    const { again } = this.events;
    const label = { class: "quiet-button", "aria-label": words.againOf(attempt.title) };
    return element(
      "tr",
      {},
      element("td", { class: "date" }, new Date(attempt.date).toLocaleDateString(languageName(), { dateStyle: "medium" })),
      element("th", { scope: "row" }, attempt.title),
      element("td", { class: "right" }, words.marksOf(attempt.marks, attempt.out_of)),
      element("td", {}, again && button(words.again, () => again(attempt), label)),
    );
  }

  private fileButtons(): HTMLElement {
    const { attempts } = this.record;
    const quiet = { class: "quiet-button" };
    return element(
      "div",
      { class: "buttons actions" },
      button(words.saveJson, () => save("stepmark-record.json", recordJson(attempts, this.about.version), "application/json"), quiet),
      button(words.saveCsv, () => save("stepmark-record.csv", recordCsv(attempts), "text/csv"), quiet),
      button(words.load, () => chosenFile(".json,application/json", (text) => this.take(text)), quiet),
      button(words.print, () => window.print(), quiet),
      attempts.length === 0 ? null : button(words.forget, () => this.forget(), quiet),
    );
  }

  private take(text: string): void {
    try {
      const count = this.record.merge(attemptsOf(text));
      this.draw();
      this.events.say(words.loaded(count));
    } catch (failure) {
      this.events.say(failure instanceof Error ? failure.message : String(failure));
    }
  }

  private forget(): void {
    if (!window.confirm(words.forgetAsk)) return;
    this.record.clear();
    this.draw();
    this.begin();
  }
}

function figure(value: string, name: string): HTMLElement[] {
  return [element("div", {}, element("dt", {}, name), element("dd", {}, value))];
}
