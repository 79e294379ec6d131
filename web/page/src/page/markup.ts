// What the engine's HTML renderer writes, as elements. It escapes all that it was given; here only the elements and
// classes that it uses are let through once more, and formulas are set.

import { formula } from "./math.ts";
import { parsedMarkup } from "./trusted.ts";
import { words } from "../words.ts";

const ELEMENTS = new Set([
  "P", "H2", "H3", "H4", "H5", "H6", "UL", "OL", "LI", "TABLE", "THEAD", "TBODY", "TR", "TH", "TD", "SPAN", "DIV",
  "EM", "STRONG", "CODE", "PRE", "BR", "SUB", "SUP",
]);
const CLASSES = new Set(["right", "centre", "blank", "ruled"]);
const ATTRIBUTES = ["scope", "colspan", "rowspan"];

export function fragmentOf(html: string): DocumentFragment {
  const fragment = document.createDocumentFragment();
  copyChildren(parsedMarkup(html), fragment);
  return fragment;
}

function copyChildren(from: Node, to: Node): void {
  for (const child of from.childNodes) {
    const copy = copied(child);
    if (copy !== null) to.appendChild(copy);
  }
}

function copied(node: Node): Node | null {
  if (node.nodeType === Node.TEXT_NODE) return document.createTextNode(node.nodeValue ?? "");
  if (!(node instanceof Element)) return null;
  if (node.classList.contains("math")) return mathOf(node);
  if (node.tagName === "TABLE") return scrollable(copyOf(node));
  return copyOf(node);
}

function copyOf(node: Element): Node {
  const copy = ELEMENTS.has(node.tagName)
    ? document.createElement(node.tagName)
    : document.createDocumentFragment();
  if (copy instanceof HTMLElement) {
    for (const name of ATTRIBUTES) {
      const value = node.getAttribute(name);
      if (value !== null) copy.setAttribute(name, value);
    }
    for (const name of node.classList) if (CLASSES.has(name)) copy.classList.add(name);
  }
  copyChildren(node, copy);
  return copy;
}

function scrollable(table: Node): Node {
  const holder = document.createElement("div");
  holder.className = "scrollable";
  holder.tabIndex = 0;
  holder.setAttribute("role", "group");
  holder.setAttribute("aria-label", words.table);
  holder.appendChild(table);
  return holder;
}

function mathOf(node: Element): Node {
  const display = node.getAttribute("data-display") === "1" || node.classList.contains("display");
  const tex = (node.textContent ?? "").replace(/^\\[([]([^]*)\\[)\]]$/u, "$1");
  return formula(tex, display);
}
