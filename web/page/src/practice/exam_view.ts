// An exam for practice: nothing is said of an answer before all are handed in.

import { button, element, newId, replace } from "../page/dom.ts";
import type { Announcer } from "../page/announcer.ts";
import { fileName, save } from "../page/download.ts";
import type { Engine } from "../engine/engine.ts";
import type { About, Finished } from "../engine/protocol.ts";
import type { Course } from "../course.ts";
import { fingerprint } from "../fingerprint.ts";
import type { Lms } from "../lms.ts";
import type { PracticeRecord } from "../record/record.ts";
import type { Store } from "../record/store.ts";
import { attemptOf } from "./attempt.ts";
import { handIn, type HandedIn } from "./hand_in.ts";
import type { Shown } from "./practice_view.ts";
import { QuestionView } from "./question_view.ts";
import { ResultView } from "./result_view.ts";
import { Session, type Draft } from "./session.ts";
import { words } from "../words.ts";

const KEPT = "exam";

interface Kept {
  /// What a file of another exam left behind is of no use.
  exam: string;
  values: Draft["values"][];
  student: string;
}

export class ExamView implements Shown {
  readonly root = element("div", { class: "exam" });
  private readonly sessions: (Session | undefined)[];
  private readonly kept: Kept;
  private readonly exam: string;
  private finished: Finished[] | null = null;
  private current: Shown | null = null;

  constructor(
    private readonly engine: Engine,
    private readonly about: About,
    private readonly course: Course,
    private readonly store: Store,
    private readonly record: PracticeRecord,
    private readonly announcer: Announcer,
    private readonly lms: Lms | null,
  ) {
    this.exam = fingerprint(course.problems.map(({ problem }) => problem).join("\n"));
    const kept = store.read<Kept>(KEPT);
    this.kept = kept?.exam === this.exam ? kept : { exam: this.exam, values: course.problems.map(() => []), student: "" };
    this.sessions = course.problems.map(() => undefined);
    this.list();
    if (lms?.place != null) void this.open(lms.place);
  }

  begin(): void {
    this.current?.begin();
  }

  /// What was said of answers is asked anew, when a question is opened, and what was handed in stays so.
  forgetWords(): void {
    for (const session of this.sessions) session?.close();
    this.sessions.fill(undefined);
    this.list();
  }

  private list(refusal = ""): void {
    const heading = element("h1", { tabindex: -1 }, this.course.title || words.exam);
    const root = element(
      "section",
      { class: "choice" },
      heading,
      element("p", { class: "lead" }, this.finished === null ? words.examLead : words.total(this.finished.map(({ marks, out_of }) => [marks, out_of]))),
      refusal === "" ? null : element("p", { class: "refusal", role: "alert" }, refusal),
      element("ol", { class: "problem-list" }, ...this.course.problems.map(({ title }, i) => element("li", {}, this.entry(title, i)))),
      this.handInCard(),
    );
    this.show({ root, begin: () => heading.focus() });
  }

  private entry(title: string, position: number): HTMLElement {
    const answered = this.kept.values[position]?.length ?? 0;
    const finished = this.finished?.[position];
    const state = finished === undefined ? words.linesAnswered(answered) : words.marksOf(finished.marks, finished.out_of);
    const label = element("span", { class: "problem-title" }, title);
    return button(label, () => void this.open(position), { class: "problem" }, element("span", { class: "quiet" }, state));
  }

  private async open(position: number): Promise<void> {
    try {
      const session = await this.sessionAt(position);
      const finished = this.finished?.[position];
      if (finished === undefined) return this.showQuestion(session, position);
      const left = (): void => this.list();
      this.show(new ResultView({ session, finished, solution: await session.solution() }, { left, failed: () => this.list() }));
    } catch (failure) {
      this.list(failure instanceof Error ? failure.message : String(failure));
    }
  }

  private showQuestion(session: Session, position: number): void {
    const events = {
      changed: () => {
        this.kept.values[position] = session.draft.values;
        this.store.write(KEPT, this.kept);
        this.lms?.changed(session);
      },
      finished: () => this.list(),
      left: () => this.list(),
      failed: (failure: unknown) => {
        this.engine.stop();
        this.sessions.fill(undefined);
        this.list(failure instanceof Error ? failure.message : String(failure));
      },
    };
    this.show(new QuestionView(session, this.announcer, events, true));
    this.lms?.opened(session);
  }

  private async sessionAt(position: number): Promise<Session> {
    const known = this.sessions[position];
    if (known !== undefined) return known;
    const problem = this.course.problems[position];
    if (problem === undefined) throw new Error(words.noQuestion);
    const session = await Session.open(this.engine, { ...problem, request: null });
    await session.take(this.kept.values[position] ?? []);
    this.sessions[position] = session;
    return session;
  }

  private handInCard(): HTMLElement {
    const student = element("input", { type: "text", id: newId("student"), value: this.kept.student, autocomplete: "username", spellcheck: "false", required: true });
    const toCourse = this.lms !== null;
    const form = element(
      "form",
      { class: "card hand-in" },
      element("h2", {}, words.handInTitle),
      element("p", {}, toCourse ? words.handInToCourse : words.handInLead),
      toCourse ? null : element("div", { class: "field" }, element("label", { for: student.id }, words.student), student),
      element("div", { class: "buttons" }, element("button", { type: "submit", class: "main-button" }, toCourse ? words.handIn : words.saveHandIn)),
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.kept.student = student.value.trim();
      this.store.write(KEPT, this.kept);
      void this.handIn();
    });
    return form;
  }

  private async handIn(): Promise<void> {
    try {
      const sessions = await Promise.all(this.course.problems.map((_, i) => this.sessionAt(i)));
      const finished = await Promise.all(sessions.map((session) => session.finish()));
      const questions = sessions.map((session, i) => ({ session, finished: finished[i] as Finished }));
      const isTaken = await (this.lms === null ? this.saved(questions) : reported(this.lms, questions));
      if (this.finished === null) for (const question of questions) this.record.add(attemptOf(question.session, question.finished));
      this.finished = finished;
      this.list(isTaken ? "" : words.notTaken);
      if (isTaken) this.announcer.say(this.lms === null ? words.handedIn : words.handedInToCourse);
    } catch (failure) {
      this.list(failure instanceof Error ? failure.message : String(failure));
    }
  }

  private async saved(questions: HandedIn[]): Promise<boolean> {
    const text = await handIn(this.kept.student, questions, this.about.version);
    save(fileName(`${this.course.title} ${this.kept.student}`, "jsonl"), text, "application/json");
    return true;
  }

  private show(view: Shown): void {
    const isFirst = this.current === null;
    this.current = view;
    replace(this.root, view.root);
    if (isFirst) return;
    window.scrollTo(0, 0);
    view.begin();
  }
}

async function reported(lms: Lms, questions: HandedIn[]): Promise<boolean> {
  let isTaken = true;
  for (const { session, finished } of questions) isTaken = (await lms.finished(session, finished)) && isTaken;
  return isTaken;
}
