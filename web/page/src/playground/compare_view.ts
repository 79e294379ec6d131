// Several optimizers from the same start on the same function, step by step.

import { element, newId } from "../page/dom.ts";
import { Abandoned, type Engine } from "../engine/engine.ts";
import type { About } from "../engine/protocol.ts";
import { PictureView } from "../picture/picture_view.ts";
import { field, option, select } from "../practice/choice_view.ts";
import { problemOf } from "./toml.ts";
import { words } from "../words.ts";

interface Landscape {
  name: string;
  objective: string;
  start: string;
  rate: string;
}

const landscapes = (): Landscape[] => [
  { name: words.longBowl, objective: "x^2 + 10*y^2", start: "x = 3, y = 1", rate: "0.05" },
  {
    name: "Beale",
    objective: "(1.5 - x + x*y)^2 + (2.25 - x + x*y^2)^2 + (2.625 - x + x*y^3)^2",
    start: "x = 1, y = 1.5",
    rate: "0.005",
  },
  { name: "Rosenbrock", objective: "(1 - x)^2 + 100*(y - x^2)^2", start: "x = -1.2, y = 1", rate: "0.001" },
  { name: words.saddle, objective: "x^2 - y^2 + 0.25*y^4", start: "x = 1, y = 0.01", rate: "0.1" },
  { name: "Himmelblau", objective: "(x^2 + y - 11)^2 + (x + y^2 - 7)^2", start: "x = 0, y = 0", rate: "0.01" },
];
const FIRST = ["gradient-descent", "momentum", "adam-slides"];
const OFFERED = [
  "gradient-descent", "momentum", "nesterov", "adagrad-slides", "rmsprop-slides", "adam-slides", "adamw", "nadam", "adadelta",
  "lion", "yogi", "adabelief",
];
const MOST = 4;

export class CompareView {
  readonly root: HTMLElement;
  private readonly heading = element("h1", { tabindex: -1 }, words.compare);
  private readonly landscapes = landscapes();
  private readonly landscape = select(this.landscapes.map(({ name }, i) => option(String(i), name)), "0");
  private readonly objective = textInput(this.landscapes[0]?.objective ?? "");
  private readonly start = textInput(this.landscapes[0]?.start ?? "");
  private readonly rate = textInput(this.landscapes[0]?.rate ?? "");
  private readonly steps = element("input", { type: "number", id: newId("steps"), min: 1, max: 200, value: 20 });
  private readonly boxes: HTMLInputElement[];
  private readonly refusal = element("p", { class: "refusal", role: "status" });
  private readonly picture = new PictureView();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private runs = 0;

  constructor(
    private readonly engine: Engine,
    about: About,
  ) {
    const offered = about.optimizers.filter(({ name }) => OFFERED.includes(name));
    this.boxes = offered.map(({ name }) => element("input", { type: "checkbox", value: name, checked: FIRST.includes(name) }));
    this.landscape.addEventListener("change", () => this.takeLandscape());
    this.root = element(
      "section",
      { class: "compare" },
      this.heading,
      element("p", { class: "lead" }, words.compareLead),
      element(
        "div",
        { class: "columns" },
        element(
          "form",
          { class: "editors", on: { submit: (event) => event.preventDefault(), input: () => this.changed() } },
          field(words.landscape, this.landscape),
          field(words.objective, this.objective),
          field(words.startPoint, this.start),
          element("div", { class: "pair" }, field(words.rate, this.rate), field(words.steps, this.steps)),
          element(
            "fieldset",
            { class: "checks" },
            element("legend", {}, words.optimizersUpTo(MOST)),
            ...offered.map(({ title }, i) => element("label", {}, this.boxes[i], element("span", {}, title))),
          ),
          this.refusal,
        ),
        element("div", { class: "card picture-card" }, this.picture.root),
      ),
    );
    void this.run();
  }

  begin(): void {
    this.heading.focus();
  }

  private takeLandscape(): void {
    const landscape = this.landscapes[Number(this.landscape.value)];
    if (landscape === undefined) return;
    this.objective.value = landscape.objective;
    this.start.value = landscape.start;
    this.rate.value = landscape.rate;
  }

  private changed(): void {
    const chosen = this.boxes.filter(({ checked }) => checked).length;
    for (const box of this.boxes) box.disabled = chosen >= MOST && !box.checked;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      if (this.engine.isBusy) this.engine.stop();
      void this.run();
    }, 300);
  }

  private async run(): Promise<void> {
    const run = ++this.runs;
    const optimizers = this.boxes.filter(({ checked }) => checked).map(({ value }) => value);
    const [first] = optimizers;
    if (first === undefined) return this.picture.say(words.chooseOptimizers);
    const problem = problemOf({
      title: words.compare,
      optimizer: first,
      steps: this.steps.valueAsNumber || 1,
      hyperparameters: { eta: this.rate.value },
      objective: this.objective.value,
      start: this.start.value,
    });
    try {
      const picture = await this.engine.ask("picture", { problem, name: words.compare, optimizers });
      if (run !== this.runs) return;
      this.refusal.textContent = "";
      this.picture.show(picture);
    } catch (failure) {
      if (run !== this.runs || failure instanceof Abandoned) return;
      this.refusal.textContent = failure instanceof Error ? failure.message : String(failure);
    }
  }
}

function textInput(value: string): HTMLInputElement {
  return element("input", { type: "text", id: newId("text"), value, spellcheck: "false", autocomplete: "off", autocapitalize: "off" });
}
