// The page: the engine is started, and each of its rooms is made when it is first entered.

import { Announcer } from "./page/announcer.ts";
import { AboutView, type Notices } from "./page/about_view.ts";
import { element, replace } from "./page/dom.ts";
import { courseOf } from "./course.ts";
import { Engine, type EngineSource } from "./engine/engine.ts";
import type { About } from "./engine/protocol.ts";
import type { Lms } from "./lms.ts";
import { CompareView } from "./playground/compare_view.ts";
import { PlaygroundView } from "./playground/playground_view.ts";
import { ExamView } from "./practice/exam_view.ts";
import { PracticeView, type Shown } from "./practice/practice_view.ts";
import type { Item } from "./practice/session.ts";
import { PracticeRecord } from "./record/record.ts";
import { RecordView } from "./record/record_view.ts";
import { Store, type Keeping } from "./record/store.ts";
import { words } from "./words.ts";

const ROOMS = ["practise", "record", "compare", "playground", "about"] as const;
type Room = (typeof ROOMS)[number];

class Page {
  private readonly course = courseOf(contentOf("course"));
  private readonly main = byId("main");
  private readonly nav = byId("rooms");
  private readonly announcer = new Announcer(byId("announcer"));
  private readonly lms: Lms | null = window.stepmarkLms ?? null;
  private readonly store = new Store(() => this.lms?.storage ?? window.localStorage, () => this.announcer.say(words.storageFull));
  private readonly record = new PracticeRecord(this.store);
  private readonly marker: Engine;
  private readonly aside: Engine;
  private readonly rooms = new Map<Room, Shown>();
  private practice: PracticeView | null = null;

  constructor() {
    const source: EngineSource = { script: contentOf("worker"), module: contentOf("module").trim() };
    const busy = element("span", { class: "busy", hidden: true });
    byId("status").append(busy);
    this.marker = new Engine(source, delayed(busy));
    this.aside = new Engine(source, delayed(busy));
  }

  async start(): Promise<void> {
    byId("skip").addEventListener("click", () => this.main.focus());
    const about = await this.marker.ask("about", {});
    this.drawNavigation();
    const engines = { marker: this.marker, aside: this.aside };
    if (this.course.mode === "exam") {
      this.rooms.set("practise", new ExamView(this.marker, about, this.course, this.store, this.record, this.announcer, this.lms));
    } else {
      this.practice = new PracticeView(engines, about, this.course, this.store, this.record, this.announcer, this.lms);
      this.rooms.set("practise", this.practice);
    }
    if (this.course.title !== "") document.title = `${this.course.title} · Stepmark`;
    const notices = [this.course.mode === "exam" ? words.examNotice : "", noticeOf(window.stepmarkLms)];
    byId("notice").append(...notices.filter((text) => text !== "").map((text) => element("p", {}, text)));
    const enter = (): void => this.enter(roomOf(location.hash), about);
    window.addEventListener("hashchange", () => {
      enter();
      this.rooms.get(roomOf(location.hash))?.begin();
    });
    enter();
  }

  private drawNavigation(): void {
    const rooms = ROOMS.filter((room) => this.course.mode !== "exam" || !["compare", "playground"].includes(room));
    replace(this.nav, ...rooms.map((room) => element("a", { href: `#${room}` }, words.rooms[room])));
  }

  private enter(room: Room, about: About): void {
    for (const link of this.nav.querySelectorAll("a")) {
      if (link.hash === `#${room}`) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
    // The record is another after each question.
    if (room !== "practise" && (room === "record" || !this.rooms.has(room))) this.rooms.set(room, this.made(room, about));
    replace(this.main, this.rooms.get(room)?.root);
  }

  private made(room: Exclude<Room, "practise">, about: About): Shown {
    switch (room) {
      case "record":
        return this.recordRoom(about);
      case "compare":
        return new CompareView(this.aside, about);
      case "playground":
        return new PlaygroundView(this.aside, about, this.store, (problem, files) =>
          this.practise({ title: words.playground, problem, files, request: null }),
        );
      case "about":
        return new AboutView(about.version, JSON.parse(contentOf("notices")) as Notices, this.lms !== null);
    }
  }

  private practise({ title, problem, files, request }: Item): void {
    location.hash = "#practise";
    void this.practice?.open({ title, problem, files, request });
  }

  private recordRoom(about: About): RecordView {
    const say = (text: string): void => this.announcer.say(text);
    const { practice } = this;
    const keeping = (): Keeping => (this.lms !== null ? "reported" : this.store.keeping);
    if (practice === null) return new RecordView(this.record, about, keeping, { say });
    return new RecordView(this.record, about, keeping, {
      moreOf: ({ cause, attempt }) => {
        location.hash = "#practise";
        void practice.practise(attempt, [cause]);
      },
      again: (attempt) => this.practise(attempt),
      say,
    });
  }
}

function noticeOf(lms: Lms | null | undefined): string {
  if (lms === undefined) return "";
  return lms === null ? words.notReported : words.reported;
}

/// What takes less than a moment shows no sign of it.
function delayed(sign: HTMLElement): (busy: boolean) => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return (busy) => {
    clearTimeout(timer);
    if (busy) timer = setTimeout(() => (sign.hidden = false), 300);
    else sign.hidden = true;
  };
}

function roomOf(hash: string): Room {
  return ROOMS.find((room) => `#${room}` === hash) ?? "practise";
}

function byId(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`the page lacks #${id}`);
  return found;
}

function contentOf(id: string): string {
  return byId(id).textContent ?? "";
}

new Page().start().catch((failure: unknown) => {
  const text = failure instanceof Error ? failure.message : String(failure);
  replace(byId("main"), element("p", { class: "refusal", role: "alert" }, words.cannotStart(text)));
});
