// Formulas, as KaTeX sets them: HTML for the eye and MathML for screen readers. KaTeX is given elements, not strings
// of markup, so that the page's security policy needs no inline styles.

import katex from "katex";
import { words } from "../words.ts";

export function formula(tex: string, display = false): HTMLElement {
  const holder = document.createElement(display ? "div" : "span");
  holder.className = display ? "formula display" : "formula";
  katex.render(tex, holder, {
    displayMode: display,
    output: "htmlAndMathml",
    throwOnError: false,
    strict: "ignore",
    trust: false,
    maxExpand: 1000,
  });
  if (display) {
    // A formula wider than the screen is scrolled, by keys as well.
    holder.tabIndex = 0;
    holder.setAttribute("role", "group");
    holder.setAttribute("aria-label", words.formula);
  }
  return holder;
}
