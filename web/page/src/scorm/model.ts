// What is told to a course's system, in whichever of its two languages (SCORM 2004, Run-Time Environment, section 4;
// SCORM 1.2, section 3.4).

export interface Interaction {
  id: string;
  type: "numeric" | "fill-in" | "long-fill-in";
  response: string;
  /// "" where nothing is right by itself.
  right: string;
  /// A number: the marks, where they are neither all nor none.
  result: "correct" | "incorrect" | "neutral" | number;
  weighting: number;
  answered: Date;
  seconds: number;
  description: string;
  objectives: string[];
}

export interface Objective {
  id: string;
  passed: boolean;
  description: string;
}

/// Each says whether the system took it.
export interface Model {
  readonly kept: string;
  readonly mostKept: number;
  readonly place: string;
  /// The share of the marks from which on the system calls it passed.
  readonly passingShare: number | null;
  readonly objectives: readonly string[];
  keep(text: string): boolean;
  stand(place: string): boolean;
  score(raw: number, max: number): boolean;
  /// `passed` is null where nothing says from which score on.
  status(progress: number, passed: boolean | null): boolean;
  interaction(interaction: Interaction): boolean;
  objective(objective: Objective): boolean;
  leave(seconds: number): void;
}

/// Where a list of the system's has each identifier.
export class Places {
  private readonly ids: string[];

  constructor(ids: string[]) {
    this.ids = [...ids];
  }

  get known(): readonly string[] {
    return this.ids;
  }

  of(id: string): number {
    const at = this.ids.indexOf(id);
    return at >= 0 ? at : this.ids.push(id) - 1;
  }
}

/// A real(10,7): seven decimal places, no exponent.
export function real(number: number): string {
  return number.toFixed(7).replace(/\.?0+$/u, "").replace(/^-0$/u, "0");
}
