// What is told to a course's system, and when: in practice each line when it is judged, in an exam all of it when it is
// handed in. The score is that of the questions that are finished, out of those of the whole course; a question that is
// finished again replaces what was said of it. Questions that the page draws are practice on top and are not told.

import type { Course } from "../course.ts";
import type { Finished } from "../engine/protocol.ts";
import { fingerprint } from "../fingerprint.ts";
import { speakIn } from "../language.ts";
import type { Lms } from "../lms.ts";
import { marksNumber } from "../marks.ts";
import type { Session } from "../practice/session.ts";
import { interactionOf } from "./interaction.ts";
import { Kept, type AnswerTime } from "./kept.ts";
import { Misconceptions } from "./misconceptions.ts";
import type { Model } from "./model.ts";
import type { Runtime } from "./runtime.ts";

/// What is changed is sent after so many milliseconds, or when it matters: to send is a request for which the page waits.
const PATIENCE = 5000;

/// Between two questions; some systems take no empty place.
const NOWHERE = "0";

/// A question of the course while it is worked.
interface Worked {
  session: Session;
  question: number;
  /// In milliseconds since 1970, as all times here.
  lastAnswer: number;
  values: Map<number, string>;
  times: Map<number, AnswerTime>;
  /// What is right in each row.
  right: Promise<Map<number, string>>;
  told: Map<number, string>;
}

export class Reporter implements Lms {
  readonly storage: Kept;
  readonly place: number | null;
  private readonly begun = Date.now();
  private readonly names: string[];
  private readonly worked = new Map<number, Worked>();
  private readonly misconceptions: Misconceptions;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private isOver = false;

  constructor(
    private readonly course: Course,
    private readonly runtime: Runtime,
    private readonly model: Model,
  ) {
    this.names = course.problems.map(({ problem }) => fingerprint(problem));
    this.storage = new Kept(model, () => this.sendSoon());
    this.misconceptions = new Misconceptions(model);
    const place = Number(model.place);
    this.place = Number.isInteger(place) && place >= 1 && place <= course.problems.length ? place - 1 : null;
    this.tellScore();
  }

  readonly speakIn = speakIn;

  opened(session: Session): void {
    const worked = this.workedOf(session);
    if (worked === null) return;
    worked.lastAnswer = Date.now();
    this.model.stand(String(worked.question + 1));
    this.sendSoon();
  }

  changed(session: Session): void {
    const worked = this.workedOf(session);
    if (worked === null) return;
    noteAnswers(worked);
    if (this.course.mode === "exam") return;
    void this.tell(worked, false).then(() => {
      this.misconceptions.tell(this.causes());
      this.sendSoon();
    });
  }

  async finished(session: Session, { marks }: Finished): Promise<boolean> {
    const worked = this.workedOf(session);
    if (worked === null) return true;
    noteAnswers(worked);
    const areLinesTold = await this.tell(worked, true);
    this.storage.outcomes.set(this.names[worked.question] ?? "", { marks, causes: session.causes });
    return [
      areLinesTold,
      this.misconceptions.tell(this.causes()),
      this.tellScore(),
      this.storage.save(),
      this.model.stand(NOWHERE),
      this.send(),
    ].every(Boolean);
  }

  /// When the page is left: nothing can be told after that.
  leave(): void {
    if (this.isOver) return;
    this.model.leave((Date.now() - this.begun) / 1000);
    this.send();
    this.isOver = true;
    this.runtime.terminate();
  }

  private workedOf(session: Session): Worked | null {
    const { item } = session;
    const question = this.course.problems.findIndex(({ problem }) => problem === item.problem);
    if (item.request !== null || question < 0) return null;
    const known = this.worked.get(question);
    return known?.session === session ? known : this.taken(session, question);
  }

  private taken(session: Session, question: number): Worked {
    const right = session.solution().then(
      ({ rows }) => new Map(rows.map(({ row, value }) => [row, value])),
      () => new Map<number, string>(),
    );
    // What is there already was answered in an earlier visit.
    const values = new Map(session.rows.map(({ row }) => [row, session.value(row)]));
    const times = this.storage.timesOf(this.names[question] ?? "");
    for (const [row, value] of values) if (value === "") times.delete(row);
    const worked: Worked = { session, question, lastAnswer: Date.now(), values, times, right, told: new Map() };
    this.worked.set(question, worked);
    return worked;
  }

  /// @param all  also what is left blank
  private async tell(worked: Worked, all: boolean): Promise<boolean> {
    const { session, question, times, told } = worked;
    const right = await worked.right;
    let isTaken = true;
    for (const row of session.rows) {
      const time = times.get(row.row);
      if (time === undefined && !all) continue;
      const when = time ?? { at: Date.now(), seconds: 0 };
      const one = interactionOf(question, row, session.state(row.row), when, right.get(row.row) ?? "");
      // A line is told again where it is judged otherwise, which an answer in another line may do.
      const judged = JSON.stringify([one.response, one.result, one.description, time]);
      if (told.get(row.row) === judged) continue;
      isTaken = this.model.interaction(one) && isTaken;
      told.set(row.row, judged);
    }
    return isTaken;
  }

  /// Of the questions that are finished, and of those that are judged while they are worked.
  private causes(): Map<string, string> {
    const causes = new Map<string, string>();
    for (const [question, name] of this.names.entries()) {
      const session = this.worked.get(question)?.session;
      const outcome = this.storage.outcomes.get(name);
      const current = this.course.mode === "practice" ? (session?.causes ?? []) : [];
      for (const cause of [...(outcome?.causes ?? []), ...current]) {
        causes.set(cause, session?.wordsOf(cause) ?? causes.get(cause) ?? "");
      }
    }
    return causes;
  }

  private tellScore(): boolean {
    const max = sum(this.course.problems.map(({ out_of }) => out_of));
    const finished = this.names.map((name) => this.storage.outcomes.get(name)).filter((outcome) => outcome !== undefined);
    const progress = finished.length / this.names.length;
    if (finished.length === 0) return this.model.status(0, null);
    const raw = sum(finished.map(({ marks }) => marks));
    const { passingShare } = this.model;
    const passed = passingShare === null || progress < 1 ? null : raw >= passingShare * max;
    return [this.model.score(raw, max), this.model.status(progress, passed)].every(Boolean);
  }

  private sendSoon(): void {
    this.timer ??= setTimeout(() => this.send(), PATIENCE);
  }

  private send(): boolean {
    clearTimeout(this.timer);
    this.timer = undefined;
    return !this.isOver && this.runtime.commit();
  }
}

/// Notes when each line that is other now was answered, and how long that took.
function noteAnswers(worked: Worked): void {
  const { session, values, times, lastAnswer } = worked;
  const now = Date.now();
  for (const { row } of session.rows) {
    const value = session.value(row);
    if (value === values.get(row)) continue;
    values.set(row, value);
    times.set(row, { at: now, seconds: (now - lastAnswer) / 1000 });
  }
  worked.lastAnswer = now;
}

const sum = (marks: string[]): number => marks.reduce((total, one) => total + marksNumber(one), 0);
