// The page: the engine is started, and each of its rooms is made when it is first entered.

import { Announcer } from "./page/announcer.ts";
import { AboutView, type Notices } from "./page/about_view.ts";
import { element, replace } from "./page/dom.ts";
import { courseOf } from "./course.ts";
import { Engine, type EngineSource } from "./engine/engine.ts";
import type { About } from "./engine/protocol.ts";
import { unpacked } from "./engine/unpacked.ts";
import { catalogueFor, choices, firstKnown, languageName, speakIn, type Languages } from "./language.ts";
import type { Lms } from "./lms.ts";
import { CompareView } from "./playground/compare_view.ts";
import { PlaygroundView } from "./playground/playground_view.ts";
import { ExamView } from "./practice/exam_view.ts";
import { option, select } from "./practice/choice_view.ts";
import { PracticeView, type Shown } from "./practice/practice_view.ts";
import type { Item } from "./practice/session.ts";
import { PracticeRecord } from "./record/record.ts";
import { RecordView } from "./record/record_view.ts";
import { Store, type Keeping } from "./record/store.ts";
import { speakAnew, words } from "./words.ts";

const ROOMS = ["practise", "record", "compare", "playground", "about"] as const;
type Room = (typeof ROOMS)[number];

const LANGUAGE = "language";

/// What stands in the file gzipped, but for the module.
interface Inside {
  worker: string;
  notices: Notices;
  languages: Languages;
}

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
  private exam: ExamView | null = null;
  private about: About | null = null;

  constructor(private readonly inside: Inside) {
    const source: EngineSource = { script: inside.worker, module: contentOf("module").trim() };
    const busy = element("span", { class: "busy", hidden: true });
    byId("status").append(busy);
    this.marker = new Engine(source, delayed(busy));
    this.aside = new Engine(source, delayed(busy));
  }

  async start(): Promise<void> {
    byId("skip").addEventListener("click", () => this.main.focus());
    // The student's choice, the tutor's, or that of the browser.
    const { languages } = this.inside;
    const tutors = document.documentElement.dataset["language"];
    this.speak(firstKnown(languages, [this.store.read<string>(LANGUAGE), tutors, ...navigator.languages]));
    if (this.course.title !== "") document.title = `${this.course.title} · Stepmark`;
    await this.draw();
    this.drawLanguages();
    window.addEventListener("hashchange", () => {
      this.enter(roomOf(location.hash));
      this.rooms.get(roomOf(location.hash))?.begin();
    });
  }

  private speak(name: string): void {
    speakIn(this.inside.languages, name);
    speakAnew();
    this.lms?.speakIn(this.inside.languages, name);
    document.documentElement.lang = languageName();
    for (const engine of [this.marker, this.aside]) engine.speak(catalogueFor(this.inside.languages));
  }

  /// All that has words, and so all rooms, anew.
  private async draw(): Promise<void> {
    const about = await this.marker.ask("about", {});
    this.about = about;
    byId("skip").textContent = words.skip;
    this.nav.setAttribute("aria-label", words.parts);
    this.drawNavigation();
    this.rooms.clear();
    const { course, store, record, announcer, lms, marker, aside } = this;
    if (course.mode === "exam") {
      this.exam ??= new ExamView(marker, about, course, store, record, announcer, lms);
      this.rooms.set("practise", this.exam);
    } else {
      this.practice = new PracticeView({ marker, aside }, about, course, store, record, announcer, lms);
      this.rooms.set("practise", this.practice);
    }
    const notices = [course.mode === "exam" ? words.examNotice : "", noticeOf(window.stepmarkLms)];
    replace(byId("notice"), ...notices.filter((text) => text !== "").map((text) => element("p", {}, text)));
    this.enter(roomOf(location.hash));
  }

  private drawLanguages(): void {
    const picker = select(choices(this.inside.languages).map(({ name, own }) => option(name, own)), languageName());
    for (const one of picker.options) one.lang = one.value;
    picker.setAttribute("aria-label", words.language);
    picker.addEventListener("change", () => {
      this.store.write(LANGUAGE, picker.value);
      void this.change(picker.value).then(() => picker.setAttribute("aria-label", words.language));
    });
    replace(byId("language"), picker);
  }

  /// A question that is being worked is opened again with its answers.
  private async change(name: string): Promise<void> {
    const draft = this.practice?.working ?? null;
    this.speak(name);
    this.exam?.forgetWords();
    await this.draw();
    if (draft !== null) await this.practice?.open(draft.item, draft.values);
  }

  private drawNavigation(): void {
    const rooms = ROOMS.filter((room) => this.course.mode !== "exam" || !["compare", "playground"].includes(room));
    replace(this.nav, ...rooms.map((room) => element("a", { href: `#${room}` }, words.rooms[room])));
  }

  private enter(room: Room): void {
    for (const link of this.nav.querySelectorAll("a")) {
      if (link.hash === `#${room}`) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
    // The record is another after each question.
    const { about } = this;
    if (about !== null && room !== "practise" && (room === "record" || !this.rooms.has(room))) this.rooms.set(room, this.made(room, about));
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
        return new AboutView(about.version, this.inside.notices, this.lms !== null);
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

async function start(): Promise<void> {
  await new Page((await unpacked(contentOf("inside").trim()).json()) as Inside).start();
}

start().catch((failure: unknown) => {
  const text = failure instanceof Error ? failure.message : String(failure);
  replace(byId("main"), element("p", { class: "refusal", role: "alert" }, words.cannotStart(text)));
});
