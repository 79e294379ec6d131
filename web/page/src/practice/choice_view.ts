// Which question: one of the tutor's list, or one drawn by optimizer, family, kind, level and seed.

import { button, element, newId, type Child } from "../page/dom.ts";
import type { About, DrawRequest, Optimizer } from "../engine/protocol.ts";
import { chosenFile } from "../page/download.ts";
import type { Course } from "../course.ts";
import { newSeed } from "./attempt.ts";
import { words } from "../words.ts";

export interface ChoiceEvents {
  drawn(request: DrawRequest): void;
  chosen(position: number): void;
  resumed(): void;
  opened(problem: string, name: string): void;
}

export interface Unfinished {
  title: string;
  answered: number;
}

export class ChoiceView {
  readonly root: HTMLElement;
  private readonly heading: HTMLElement;

  constructor(
    private readonly about: About,
    private readonly course: Course,
    private readonly last: DrawRequest,
    unfinished: Unfinished | null,
    private readonly events: ChoiceEvents,
  ) {
    this.heading = element("h1", { tabindex: -1 }, course.title === "" ? words.choose : course.title);
    this.root = element(
      "section",
      { class: "choice" },
      this.heading,
      element("p", { class: "lead" }, course.problems.length > 0 ? words.chooseFromList : words.chooseLead),
      unfinished === null ? null : this.resume(unfinished),
      course.problems.length > 0 && this.list(),
      course.problems.length > 0 && element("h2", {}, words.orDrawn),
      this.form(),
      button(words.openProblem, () => chosenFile(".toml", (text, name) => this.events.opened(text, name)), { class: "quiet-button" }),
    );
  }

  begin(): void {
    this.heading.focus();
  }

  private resume({ title, answered }: Unfinished): HTMLElement {
    return element(
      "div",
      { class: "card resume" },
      element("p", {}, element("strong", {}, title), " ", element("span", { class: "quiet" }, words.linesAnswered(answered))),
      button(words.resume, () => this.events.resumed(), { class: "second-button" }),
    );
  }

  private list(): HTMLElement {
    return element(
      "ol",
      { class: "problem-list" },
      ...this.course.problems.map(({ title }, i) =>
        element("li", {}, button(title, () => this.events.chosen(i), { class: "problem" })),
      ),
    );
  }

  private form(): HTMLElement {
    const { about, last } = this;
    const optimizer = select(optimizerOptions(about.optimizers), last.optimizer ?? "momentum");
    const family = select([option("", words.anyFamily), ...about.families.map(({ id }) => option(id, words.families[id] ?? nameOf(id)))], last.family ?? "");
    const kind = select(about.kinds.map((name) => option(name, words.kinds[name] ?? nameOf(name))), last.kind ?? "table");
    const level = segments("level", about.levels, last.level ?? "easy");
    const seed = element("input", {
      type: "text", id: newId("seed"), value: newSeed(), autocomplete: "off", spellcheck: "false",
      pattern: "[0-9]{1,18}", inputmode: "numeric", required: true,
    });
    const sentence = element("span", { class: "help", id: newId("help") });
    const explain = (): void => {
      sentence.textContent = about.families.find(({ id }) => id === family.value)?.sentence ?? words.anyFamilyHelp;
    };
    family.addEventListener("change", explain);
    family.setAttribute("aria-describedby", sentence.id);
    explain();
    const form = element(
      "form",
      { class: "card choice-form" },
      field(words.optimizer, optimizer),
      field(words.kind, kind),
      field(words.family, family, sentence),
      level.root,
      field(words.seed, seed, element("span", { class: "help" }, words.seedHelp)),
      element("div", { class: "buttons" }, element("button", { type: "submit", class: "main-button" }, words.start)),
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const request: DrawRequest = { optimizer: optimizer.value, kind: kind.value, level: level.value(), seed: seed.value, number: 1 };
      if (family.value !== "") request.family = family.value;
      this.events.drawn(request);
    });
    return form;
  }
}

export function optimizerOptions(optimizers: readonly Optimizer[]): Child[] {
  return [...grouped(optimizers).values()].map((group) =>
    group.length === 1
      ? option(group[0]?.name ?? "", group[0]?.title ?? "")
      : element("optgroup", { label: group[0]?.title ?? "" }, ...group.map(({ name, title }) => option(name, title))),
  );
}

function grouped(optimizers: readonly Optimizer[]): Map<string, Optimizer[]> {
  const groups = new Map<string, Optimizer[]>();
  for (const entry of optimizers) groups.set(entry.optimizer, [...(groups.get(entry.optimizer) ?? []), entry]);
  return groups;
}

export function select(options: Child[], value: string): HTMLSelectElement {
  const made = element("select", { id: newId("select") }, ...options);
  made.value = value;
  if (made.selectedIndex < 0) made.selectedIndex = 0;
  return made;
}

export function option(value: string, text: string): HTMLOptionElement {
  return element("option", { value }, text);
}

export function field(label: string, control: HTMLElement, ...after: Child[]): HTMLElement {
  return element("div", { class: "field" }, element("label", { for: control.id }, label), control, ...after);
}

function segments(name: string, values: readonly string[], chosen: string) {
  const boxes = values.map((value) => element("input", { type: "radio", name, value, checked: value === chosen }));
  const root = element(
    "fieldset",
    { class: "segments" },
    element("legend", {}, words.level),
    element("div", {}, ...values.map((value, i) => element("label", {}, boxes[i], element("span", {}, words.levels[value] ?? nameOf(value))))),
  );
  return { root, value: () => boxes.find(({ checked }) => checked)?.value ?? chosen };
}

/// "ill-conditioned" as people read it.
export function nameOf(identifier: string): string {
  const text = identifier.replaceAll("-", " ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}
