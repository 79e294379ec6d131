// A picture with what belongs to it: which ways are shown, a slider over the steps, its text, and the points as a table.

import { element, newId, replace, unseen } from "../page/dom.ts";
import type { Picture, Way } from "../engine/protocol.ts";
import { plot, styleOf, swatch } from "./plot.ts";
import { decimal } from "../language.ts";
import { words } from "../words.ts";

export class PictureView {
  readonly root = element("div", { class: "picture" });
  private readonly canvas = element("div", { class: "canvas" });
  private readonly legend = element("ul", { class: "legend" });
  private readonly below = element("div");
  private readonly hidden = new Set<string>();
  private picture: Picture | null = null;
  private step = Number.POSITIVE_INFINITY;

  /// `hides` names the kinds of way that are not shown at first; the text, which tells of all, is left out then.
  constructor(private readonly hides: readonly Way["kind"][] = []) {
    this.root.append(this.canvas, this.legend, this.below);
  }

  show(picture: Picture): void {
    const isFirst = this.picture === null;
    this.picture = picture;
    if (isFirst) {
      for (const way of picture.ways) if (this.hides.includes(way.kind)) this.hidden.add(way.label);
    }
    replace(this.legend, ...picture.ways.map((way) => this.legendEntry(way)));
    replace(this.below, this.slider(), this.hides.length === 0 && element("p", { class: "picture-text" }, picture.text), this.table());
    this.draw();
  }

  say(text: string): void {
    this.picture = null;
    replace(this.canvas, element("p", { class: "quiet" }, text));
    replace(this.legend);
    replace(this.below);
  }

  private get shown(): Way[] {
    return this.picture?.ways.filter(({ label }) => !this.hidden.has(label)) ?? [];
  }

  private get lastStep(): number {
    return Math.max(0, ...(this.picture?.ways ?? []).flatMap((way) => (way.kind === "guide" ? [] : way.steps)));
  }

  private draw(): void {
    if (this.picture !== null) replace(this.canvas, plot(this.picture, this.shown, this.step));
  }

  private legendEntry(way: Way): HTMLElement {
    const box = element("input", { type: "checkbox", checked: !this.hidden.has(way.label) });
    box.addEventListener("change", () => {
      if (box.checked) this.hidden.delete(way.label);
      else this.hidden.add(way.label);
      this.draw();
    });
    const style = this.picture === null ? "" : styleOf(this.picture, way);
    return element("li", {}, element("label", {}, box, swatch(style), element("span", {}, way.label)));
  }

  private slider(): HTMLElement | null {
    const last = this.lastStep;
    if (last < 1) return null;
    const id = newId("step");
    const at = Math.min(this.step, last);
    const said = element("output", { for: id }, words.stepOf(at, last));
    const range = element("input", { type: "range", id, min: 0, max: last, step: 1, value: at });
    range.setAttribute("aria-valuetext", words.stepOf(at, last));
    range.addEventListener("input", () => {
      this.step = range.valueAsNumber === last ? Number.POSITIVE_INFINITY : range.valueAsNumber;
      said.textContent = words.stepOf(range.valueAsNumber, last);
      range.setAttribute("aria-valuetext", said.textContent);
      this.draw();
    });
    return element("div", { class: "slider" }, element("label", { for: id }, words.step), range, said);
  }

  /// What stands in the picture, for who cannot see it: only ways that are shown.
  private table(): HTMLElement {
    const details = element("details", {}, element("summary", {}, words.pointsAsTable));
    details.addEventListener("toggle", () => {
      if (!details.open) return;
      details.querySelector(".scrollable")?.remove();
      details.append(pointTable(this.picture as Picture, this.shown));
    });
    return details;
  }
}

function pointTable(picture: Picture, ways: readonly Way[]): HTMLElement {
  const rows = ways
    .filter(({ kind }) => kind !== "guide")
    .flatMap((way) =>
      way.exact.map(([x, y], i) =>
        element(
          "tr",
          {},
          element("th", { scope: "row" }, way.label),
          ...[String(way.steps[i] ?? ""), x, y].map((text) => element("td", { class: "right" }, decimal(text ?? ""))),
        ),
      ),
    );
  const heads = [words.way, words.step, picture.x.label, picture.y.label];
  return element(
    "div",
    { class: "scrollable", tabindex: 0, role: "group", "aria-label": words.pointsAsTable },
    element(
      "table",
      {},
      element("caption", {}, unseen(picture.title)),
      element("thead", {}, element("tr", {}, ...heads.map((head) => element("th", { scope: "col" }, head)))),
      element("tbody", {}, ...rows),
    ),
  );
}
