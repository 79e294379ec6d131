// Elements made in code: what is not ours becomes text, never markup.

export type Child = Node | string | number | null | undefined | false;
type Listeners = { [K in keyof HTMLElementEventMap]?: (event: HTMLElementEventMap[K]) => void };

export interface Attributes {
  on?: Listeners;
  [name: string]: string | number | boolean | undefined | null | Listeners;
}

/// `true` sets an attribute without a value; `false`, `null` and `undefined` leave it out.
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  decorate(made, attributes);
  made.append(...present(children));
  return made;
}

const SVG = "http://www.w3.org/2000/svg";

export function svgElement<K extends keyof SVGElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): SVGElementTagNameMap[K] {
  const made = document.createElementNS(SVG, tag);
  decorate(made, attributes);
  made.append(...present(children));
  return made;
}

export function replace(parent: Element, ...children: Child[]): void {
  parent.replaceChildren(...present(children));
}

export function button(label: Child, onClick: () => void, attributes: Attributes = {}, ...more: Child[]): HTMLButtonElement {
  return element("button", { type: "button", ...attributes, on: { click: onClick } }, label, ...more);
}

/// Seen by screen readers alone.
export function unseen(text: string): HTMLElement {
  return element("span", { class: "unseen" }, text);
}

/// Shown as one thing and read as another.
export function readAs(text: string, shown: Node): HTMLElement {
  return element("span", {}, element("span", { "aria-hidden": "true" }, shown), unseen(text));
}

let ids = 0;
export function newId(prefix: string): string {
  ids += 1;
  return `${prefix}-${ids}`;
}

function decorate(made: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (typeof value === "object") {
      for (const [event, listener] of Object.entries(value)) made.addEventListener(event, listener as EventListener);
    } else {
      made.setAttribute(name, value === true ? "" : String(value));
    }
  }
}

function present(children: Child[]): (Node | string)[] {
  return children
    .filter((child): child is Node | string | number => child !== null && child !== undefined && child !== false)
    .map((child) => (typeof child === "number" ? String(child) : child));
}
