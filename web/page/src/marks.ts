// Marks as the engine has them: exact, as "7", "2.5" or "5/6".

import { decimal } from "./language.ts";

export function marksNumber(marks: string): number {
  const [over = "", under = "1"] = marks.split("/");
  return Number(over) / Number(under);
}

/// To two places, as on a mark sheet.
export function marksShown(marks: string | number): string {
  const number = typeof marks === "number" ? marks : marksNumber(marks);
  return decimal(String(Number(number.toFixed(2))));
}
