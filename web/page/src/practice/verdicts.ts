// How a verdict looks: four marks, told apart by their shape as well as by their colour.

import { svgElement } from "../page/dom.ts";
import type { Verdict } from "../engine/protocol.ts";

export type Tone = "right" | "near" | "wrong" | "open";

const TONES: Record<Verdict, Tone> = {
  "": "open",
  correct: "right",
  "follow-through": "right",
  convention: "right",
  precision: "near",
  slip: "wrong",
  mistake: "wrong",
  wrong: "wrong",
  missing: "open",
  unreadable: "near",
  words: "open",
};

export function toneOf(verdict: Verdict): Tone {
  return TONES[verdict];
}

const SHAPES: Record<Tone, string> = {
  right: "M3 8.5 6.5 12 13 4.5",
  near: "M2.5 6.5c2-2 3.5-2 5.5-.5s3.500 1.500 5.500-.5M2.500 11c2-2 3.500-2 5.500-.5s3.500 1.500 5.500-.5",
  wrong: "M4 4l8 8M12 4l-8 8",
  open: "M4 8h8",
};

export function icon(tone: Tone): SVGSVGElement {
  return svgElement(
    "svg",
    { viewBox: "0 0 16 16", class: "icon", "aria-hidden": "true" },
    svgElement("path", { d: SHAPES[tone] }),
  );
}
