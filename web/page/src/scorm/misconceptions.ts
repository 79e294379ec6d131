// Misconceptions as objectives: failed by whoever has one, and passed once the lines that showed it are put right. Of all
// that SCORM has, only objectives are named, stay the same from question to question, and have a status; reports of
// interactions show each line's own in its description.

import { objectiveOf } from "./interaction.ts";
import type { Model } from "./model.ts";

export class Misconceptions {
  private readonly told = new Map<string, boolean>();

  constructor(private readonly model: Model) {}

  /// @param causes  all that a student has by now, with what was done
  tell(causes: ReadonlyMap<string, string>): boolean {
    const failed = new Map([...causes].map(([cause, words]) => [objectiveOf(cause), words]));
    const known = this.model.objectives.filter((id) => id.startsWith(objectiveOf("")));
    let isTaken = true;
    for (const id of new Set([...known, ...failed.keys()])) {
      const passed = !failed.has(id);
      if (this.told.get(id) === passed) continue;
      isTaken = this.model.objective({ id, passed, description: failed.get(id) ?? "" }) && isTaken;
      this.told.set(id, passed);
    }
    return isTaken;
  }
}
