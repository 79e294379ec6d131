// A picture of ways over contour lines, as SVG; `upTo` is how far the ways have come.

import { svgElement } from "../page/dom.ts";
import type { Axis, Picture, Way } from "../engine/protocol.ts";
import { contours, type Point } from "./contours.ts";
import { ticks } from "./ticks.ts";

const WIDTH = 560;
const HEIGHT = 420;
const MARGIN = { left: 54, right: 14, top: 14, bottom: 42 };

interface Frame {
  x(value: number): number;
  y(value: number): number;
}

export function plot(picture: Picture, shown: readonly Way[], upTo: number): SVGSVGElement {
  const frame = frameOf(picture);
  const clip = "plot-area";
  return svgElement(
    "svg",
    { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, class: "plot", role: "img", "aria-label": picture.title },
    svgElement("clipPath", { id: clip }, area()),
    area("plot-ground"),
    svgElement("g", { "clip-path": `url(#${clip})` }, contourLines(picture, frame)),
    axes(picture, frame),
    svgElement("g", { "clip-path": `url(#${clip})` }, ...shown.map((way) => wayOf(way, styleOf(picture, way), frame, upTo))),
  );
}

/// Ways differ by colour, dashes and marks: "way-0" and so on, in the order of the picture.
export function styleOf(picture: Picture, way: Way): string {
  const alike = picture.ways.filter(({ kind }) => kind === way.kind);
  return `way ${way.kind} way-${alike.indexOf(way) % 4}`;
}

export function swatch(style: string): SVGSVGElement {
  return svgElement(
    "svg",
    { viewBox: "0 0 34 12", class: "swatch", "aria-hidden": "true" },
    svgElement("g", { class: style }, svgElement("path", { d: "M2 6H32", class: "line" }), mark(17, 6)),
  );
}

function frameOf({ x, y }: Picture): Frame {
  const scale = ({ from, to }: Axis, low: number, high: number) => {
    const span = to === from ? 1 : to - from;
    return (value: number) => low + ((value - from) / span) * (high - low);
  };
  return {
    x: scale(x, MARGIN.left, WIDTH - MARGIN.right),
    y: scale(y, HEIGHT - MARGIN.bottom, MARGIN.top),
  };
}

function area(name = ""): SVGRectElement {
  return svgElement("rect", {
    x: MARGIN.left,
    y: MARGIN.top,
    width: WIDTH - MARGIN.left - MARGIN.right,
    height: HEIGHT - MARGIN.top - MARGIN.bottom,
    class: name || null,
  });
}

function contourLines({ field, x, y }: Picture, frame: Frame): SVGGElement {
  const lines = svgElement("g", { class: "contours" });
  if (field === null) return lines;
  const place = ([i, j]: Point): string => {
    const across = x.from + (i / (field.columns - 1)) * (x.to - x.from);
    const up = y.from + (j / (field.rows - 1)) * (y.to - y.from);
    return `${frame.x(across).toFixed(1)} ${frame.y(up).toFixed(1)}`;
  };
  for (const level of field.levels) {
    const path = contours(field, level)
      .map((line) => `M${line.map(place).join("L")}`)
      .join("");
    lines.append(svgElement("path", { d: path }));
  }
  return lines;
}

function axes({ x, y }: Picture, frame: Frame): SVGGElement {
  const bottom = HEIGHT - MARGIN.bottom;
  const group = svgElement("g", { class: "axes", "aria-hidden": "true" });
  for (const { value, text } of ticks(x.from, x.to, 6)) {
    const at = frame.x(value);
    group.append(
      svgElement("path", { d: `M${at} ${bottom}v5` }),
      svgElement("text", { x: at, y: bottom + 19, "text-anchor": "middle" }, text),
    );
  }
  for (const { value, text } of ticks(y.from, y.to, 5)) {
    const at = frame.y(value);
    group.append(
      svgElement("path", { d: `M${MARGIN.left} ${at}h-5` }),
      svgElement("text", { x: MARGIN.left - 9, y: at + 4, "text-anchor": "end" }, text),
    );
  }
  group.append(
    svgElement("text", { class: "name", x: WIDTH - MARGIN.right, y: HEIGHT - 6, "text-anchor": "end" }, x.label),
    svgElement("text", { class: "name", x: 6, y: MARGIN.top + 10 }, y.label),
  );
  return group;
}

function wayOf(way: Way, style: string, frame: Frame, upTo: number): SVGGElement {
  const group = svgElement("g", { class: style });
  const reached = way.kind === "guide" ? way.points : way.points.filter((_, i) => (way.steps[i] ?? 0) <= upTo);
  const places = reached.map(([x, y]): Point => [frame.x(x), frame.y(y)]);
  group.append(
    svgElement("path", {
      class: "line",
      d: places.map(([x, y], i) => `${i === 0 ? "M" : "L"}${x.toFixed(1)} ${y.toFixed(1)}`).join(""),
    }),
  );
  if (way.kind !== "guide") group.append(...places.map(([x, y]) => mark(x, y)));
  return group;
}

/// All three shapes; the style shows one.
function mark(x: number, y: number): SVGGElement {
  return svgElement(
    "g",
    { class: "mark" },
    svgElement("circle", { cx: x, cy: y, r: 3.6 }),
    svgElement("rect", { x: x - 3.3, y: y - 3.3, width: 6.6, height: 6.6 }),
    svgElement("path", { d: `M${x - 4} ${y - 4}l8 8m0 -8l-8 8` }),
  );
}
