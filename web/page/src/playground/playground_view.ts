// An optimizer of one's own in six lines, on a problem of one's own: its trace and its picture, while one types.

import { button, element, newId, readAs, replace, unseen } from "../page/dom.ts";
import { fragmentOf } from "../page/markup.ts";
import { Abandoned, type Engine } from "../engine/engine.ts";
import { Refusal, type About, type ProblemText, type Trace } from "../engine/protocol.ts";
import { PictureView } from "../picture/picture_view.ts";
import { field, option, optimizerOptions, select } from "../practice/choice_view.ts";
import type { Store } from "../record/store.ts";
import { decimal } from "../language.ts";
import { words } from "../words.ts";

const FILE = "mine.optimizer";
const WAIT = 350;
const PATIENCE = 1500;

const OPTIMIZER = `optimizer heavy-ball "Heavy ball"
hyper     eta = 0.1, gamma = 0.8
start     theta[0] given, theta[-1] given

g[t]     = grad(theta[t-1])
theta[t] = theta[t-1] - eta*g[t] + gamma*(theta[t-1] - theta[t-2])
`;
const PROBLEM = `title = "My problem"
optimizer = "${FILE}"
steps = 12

[objective]
function = "x^2 + 5*y^2"
start = { x = 3, y = 1 }
`;

interface Kept {
  optimizer: string;
  problem: string;
  digits: string;
}

export class PlaygroundView {
  readonly root: HTMLElement;
  private readonly heading = element("h1", { tabindex: -1 }, words.playground);
  private readonly optimizer: HTMLTextAreaElement;
  private readonly problem: HTMLTextAreaElement;
  private readonly digits: HTMLInputElement;
  private readonly refusal = element("p", { class: "refusal", role: "status" });
  private readonly equations = element("div", { class: "equations" });
  private readonly table = element("div", { class: "scrollable", tabindex: 0, role: "group", "aria-label": words.trace });
  private readonly picture = new PictureView();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private runs = 0;
  private began = 0;

  constructor(
    private readonly engine: Engine,
    about: About,
    private readonly store: Store,
    practise: (problem: string, files: Record<string, string>) => void,
  ) {
    const kept = store.read<Partial<Kept>>("playground") ?? {};
    this.optimizer = editor(kept.optimizer ?? OPTIMIZER, 9);
    this.problem = editor(kept.problem ?? PROBLEM, 9);
    this.digits = element("input", { type: "number", id: newId("digits"), min: 1, max: 1000, value: kept.digits ?? "10" });
    const from = select([option("", words.ownText), ...optimizerOptions(about.optimizers)], "");
    from.addEventListener("change", () => void this.take(from.value));
    this.root = element(
      "section",
      { class: "playground" },
      this.heading,
      element("p", { class: "lead" }, words.playgroundLead),
      element(
        "div",
        { class: "columns" },
        element(
          "div",
          { class: "editors" },
          field(words.startFrom, from),
          field(words.optimizerText, this.optimizer),
          field(words.problemText, this.problem),
          field(words.digits, this.digits),
          button(words.practiseThis, () => practise(this.problem.value, { [FILE]: this.optimizer.value }), { class: "second-button" }),
          this.refusal,
        ),
        element(
          "div",
          { class: "outcome" },
          element("div", { class: "card" }, element("h2", {}, words.equations), this.equations),
          element("div", { class: "card picture-card" }, element("h2", {}, words.picture), this.picture.root),
          element("div", { class: "card" }, element("h2", {}, words.trace), this.table),
        ),
      ),
    );
    for (const input of [this.optimizer, this.problem, this.digits]) input.addEventListener("input", () => this.changed());
    void this.run();
  }

  begin(): void {
    this.heading.focus();
  }

  private async take(name: string): Promise<void> {
    if (name === "") return;
    const { text } = await this.engine.ask("optimizer", { name });
    this.optimizer.value = text;
    this.changed();
  }

  /// What is still being worked when more is typed is given up if it takes long.
  private changed(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      if (this.engine.isBusy && Date.now() - this.began > PATIENCE) this.engine.stop();
      void this.run();
    }, WAIT);
  }

  private async run(): Promise<void> {
    const run = ++this.runs;
    this.began = Date.now();
    const { value: optimizer } = this.optimizer;
    const { value: problem } = this.problem;
    this.store.write("playground", { optimizer, problem, digits: this.digits.value } satisfies Kept);
    const text: ProblemText = { problem, files: { [FILE]: optimizer }, name: words.problemText };
    try {
      const trace = await this.engine.ask("trace", { ...text, digits: this.digits.valueAsNumber || 10 });
      if (run !== this.runs) return;
      this.show(trace);
      this.picture.show(await this.engine.ask("picture", text));
    } catch (failure) {
      if (run === this.runs && !(failure instanceof Abandoned)) this.refuse(failure);
    }
  }

  private show(trace: Trace): void {
    this.refusal.textContent = "";
    for (const area of [this.optimizer, this.problem]) area.setAttribute("aria-invalid", "false");
    replace(this.equations, ...trace.equations.map((html) => element("p", {}, fragmentOf(html))));
    replace(this.table, traceTable(trace));
  }

  private refuse(failure: unknown): void {
    this.refusal.textContent = failure instanceof Error ? failure.message : String(failure);
    if (!(failure instanceof Refusal)) return;
    const area = failure.message.startsWith(FILE) ? this.optimizer : this.problem;
    area.setAttribute("aria-invalid", "true");
  }
}

function editor(text: string, rows: number): HTMLTextAreaElement {
  const area = element("textarea", {
    id: newId("editor"), rows, spellcheck: "false", autocapitalize: "off", autocomplete: "off", wrap: "off", class: "code",
  });
  area.value = text;
  return area;
}

function traceTable({ title, rows }: Trace): HTMLElement {
  return element(
    "table",
    { class: "trace" },
    element("caption", {}, unseen(title)),
    element("thead", {}, element("tr", {}, ...[words.step, words.quantity, words.value].map((head) => element("th", { scope: "col" }, head)))),
    element(
      "tbody",
      {},
      ...rows.map(({ t, quantity, component, label, value, exact }, i) =>
        element(
          "tr",
          { class: rows[i - 1]?.t === t ? null : "first-of-step" },
          element("td", {}, rows[i - 1]?.t === t ? "" : t),
          element("th", { scope: "row" }, readAs(component === "" ? quantity : words.componentOf(quantity, component), fragmentOf(label))),
          element("td", { class: "value" }, `${exact ? "=" : "≈"} ${decimal(value)}`),
        ),
      ),
    ),
  );
}
