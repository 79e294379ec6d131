// From the choice of a question over its working to its marks, and on to the next.

import { button, element, replace } from "../page/dom.ts";
import type { Announcer } from "../page/announcer.ts";
import { Abandoned, type Engine } from "../engine/engine.ts";
import { Refusal, type About, type DrawRequest, type Drawn } from "../engine/protocol.ts";
import type { Course } from "../course.ts";
import type { Lms } from "../lms.ts";
import { attemptOf, nextLike, nextOf } from "./attempt.ts";
import type { Attempt, PracticeRecord } from "../record/record.ts";
import type { Store } from "../record/store.ts";
import { ChoiceView } from "./choice_view.ts";
import { QuestionView } from "./question_view.ts";
import { ResultView } from "./result_view.ts";
import { Session, type Draft, type Item } from "./session.ts";
import { words } from "../words.ts";

export interface Shown {
  root: HTMLElement;
  begin(): void;
}

/// One engine marks; the other draws new questions, so that it may be stopped and nothing that was answered is lost.
export interface Engines {
  marker: Engine;
  aside: Engine;
}

const DRAFT = "draft";
const LAST = "last";

export class PracticeView implements Shown {
  readonly root = element("div", { class: "practice" });
  private current: Shown | null = null;
  private session: Session | null = null;
  /// The next one of the same kind is drawn while this one is worked.
  private ahead: { key: string; drawn: Promise<Drawn> } | null = null;

  constructor(
    private readonly engines: Engines,
    private readonly about: About,
    private readonly course: Course,
    private readonly store: Store,
    private readonly record: PracticeRecord,
    private readonly announcer: Announcer,
    private readonly lms: Lms | null,
  ) {
    this.choose();
    if (this.lms?.place != null) void this.comeBack(this.lms.place);
  }

  begin(): void {
    this.current?.begin();
  }

  /// The question that is being worked.
  get working(): Draft | null {
    return this.current instanceof QuestionView ? (this.session?.draft ?? null) : null;
  }

  /// Another question like the one in which it went wrong, that tells the misconception from the right answers.
  async practise(attempt: Pick<Attempt, "request" | "optimizer">, telling: string[]): Promise<void> {
    const request = nextLike(attempt, this.about);
    if (request !== null) await this.draw({ ...request, telling });
  }

  async open(item: Item, values: Draft["values"] = []): Promise<void> {
    await this.guarded(async () => {
      this.session?.close();
      this.session = await Session.open(this.engines.marker, item);
      await this.session.take(values);
      this.showQuestion(this.session);
      this.session.prepare();
      if (item.request !== null) this.drawAhead(nextOf(item.request));
    });
  }

  private choose(): void {
    const draft = this.store.read<Draft>(DRAFT);
    const unfinished = isDraft(draft) && draft.values.length > 0 ? draft : null;
    const view = new ChoiceView(
      this.about,
      this.course,
      this.store.read<DrawRequest>(LAST) ?? {},
      unfinished && { title: unfinished.item.title, answered: unfinished.values.length },
      {
        drawn: (request) => void this.draw(request),
        chosen: (position) => void this.openListed(position),
        opened: (problem, name) => void this.open({ title: name, problem, files: {}, request: null }),
        resumed: () => unfinished && void this.open(unfinished.item, unfinished.values),
      },
    );
    this.show(view);
  }

  /// To the question that was left unfinished.
  private async comeBack(position: number): Promise<void> {
    const draft = this.store.read<Draft>(DRAFT);
    const isThere = isDraft(draft) && draft.item.problem === this.course.problems[position]?.problem;
    await (isThere ? this.open(draft.item, draft.values) : this.openListed(position));
  }

  private async openListed(position: number): Promise<void> {
    const listed = this.course.problems[position];
    if (listed !== undefined) await this.open({ ...listed, request: null });
  }

  private async draw(request: DrawRequest): Promise<void> {
    const { telling: _, ...choice } = request;
    this.store.write(LAST, choice);
    await this.guarded(async () => {
      this.showWaiting(words.drawing);
      const drawn = await (this.ahead?.key === keyOf(request) ? this.ahead.drawn : this.engines.aside.ask("draw", request));
      const { problem, files, title, seed, number } = drawn;
      await this.open({ title, problem, files, request: { ...choice, seed, number } });
    });
  }

  private drawAhead(request: DrawRequest): void {
    const drawn = this.engines.aside.ask("draw", request);
    drawn.catch(() => {
      this.ahead = null;
    });
    this.ahead = { key: keyOf(request), drawn };
  }

  private showQuestion(session: Session): void {
    const view = new QuestionView(
      session,
      this.announcer,
      {
        changed: () => {
          this.store.write(DRAFT, session.draft);
          this.lms?.changed(session);
        },
        finished: () => void this.finish(session),
        left: () => this.choose(),
        failed: (failure) => void this.recover(session, failure),
      },
      false,
    );
    this.show(view);
    this.lms?.opened(session);
  }

  private async finish(session: Session): Promise<void> {
    await this.guarded(async () => {
      const [finished, solution] = await Promise.all([session.finish(), session.solution()]);
      const attempt = attemptOf(session, finished);
      this.record.add(attempt);
      this.store.remove(DRAFT);
      const { request } = attempt;
      this.show(
        new ResultView(
          { session, finished, solution },
          {
            another: () => (request === null ? this.choose() : void this.draw(nextOf(request))),
            ...(nextLike(attempt, this.about) !== null && { moreOf: (causes: string[]) => void this.practise(attempt, causes) }),
            review: () => this.showQuestion(session),
            left: () => this.choose(),
            failed: (failure) => void this.recover(session, failure),
          },
        ),
      );
      this.announcer.say(words.yourMarks(finished.marks, finished.out_of));
      if ((await this.lms?.finished(session, finished)) === false) this.complain(new Error(words.notTaken));
    });
  }

  /// The engine is started anew, and the answers are given to it once more.
  private async recover(session: Session, failure: unknown): Promise<void> {
    if (failure instanceof Abandoned) return;
    if (failure instanceof Refusal && session.isAlive) return this.complain(failure);
    if (session.isAlive) this.engines.marker.stop();
    this.session = null;
    await this.open(session.item, session.draft.values);
  }

  private showWaiting(text: string): void {
    const stop = button(words.stop, () => this.engines.aside.stop(), { class: "second-button" });
    this.show({
      root: element("div", { class: "waiting", role: "status" }, element("span", { class: "spinner" }), element("p", {}, text), stop),
      begin: () => stop.focus(),
    });
  }

  private async guarded(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (failure) {
      this.choose();
      if (!(failure instanceof Abandoned)) this.complain(failure);
    }
  }

  private complain(failure: unknown): void {
    const text = failure instanceof Error ? failure.message : String(failure);
    this.current?.root.prepend(element("p", { class: "refusal", role: "alert" }, text));
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

function keyOf(request: DrawRequest): string {
  const { optimizer, family, kind, level, seed, number, telling } = request;
  return JSON.stringify([optimizer, family, kind, level, seed, number, telling]);
}

function isDraft(draft: Draft | null): draft is Draft {
  return draft !== null && Array.isArray(draft.values) && typeof draft.item?.problem === "string";
}
