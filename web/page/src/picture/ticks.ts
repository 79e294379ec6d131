// Round numbers along an axis.

import { decimal } from "../language.ts";

export interface Tick {
  value: number;
  text: string;
}

/// About `count` multiples of 1, 2 or 5 times a power of ten, from `from` to `to`.
export function ticks(from: number, to: number, count: number): Tick[] {
  if (!(to > from) || !Number.isFinite(to - from)) return [];
  const rough = (to - from) / count;
  const power = Math.floor(Math.log10(rough));
  const unit = 10 ** power;
  const factor = [1, 2, 5, 10].find((candidate) => candidate * unit >= rough) ?? 10;
  const places = Math.max(0, factor === 10 ? -power - 1 : -power);
  const step = factor * unit;
  const result: Tick[] = [];
  for (let k = Math.ceil(from / step); k * step <= to; ++k) {
    const value = k * step;
    result.push({ value, text: decimal(worded(value, places)) });
  }
  return result;
}

function worded(value: number, places: number): string {
  const size = Math.abs(value);
  if (size !== 0 && (size >= 1e5 || places > 5)) return value.toExponential(1).replace("-", "−").replace("e+", "e");
  const text = value.toFixed(Math.min(places, 8));
  return (Number(text) === 0 ? text.replace("-", "") : text).replace("-", "−");
}
