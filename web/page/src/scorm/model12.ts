// SCORM 1.2, which has one status for both, a score out of 100, no descriptions, and interactions that are only written.

import { Places, real, type Interaction, type Model, type Objective } from "./model.ts";
import type { Runtime } from "./runtime.ts";

export class Model12 implements Model {
  readonly kept: string;
  readonly mostKept = 4096;
  readonly place: string;
  readonly passingShare: number | null;
  private readonly interactionPlaces: Places;
  private readonly objectivePlaces: Places;
  private readonly linked = new Map<string, Places>();

  constructor(private readonly runtime: Runtime) {
    this.kept = runtime.get("cmi.suspend_data");
    this.place = runtime.get("cmi.core.lesson_location");
    const percent = runtime.get("cmi.student_data.mastery_score");
    this.passingShare = percent === "" ? null : Number(percent) / 100;
    const count = Number(runtime.get("cmi.interactions._count")) || 0;
    this.interactionPlaces = new Places(Array.from({ length: count }, () => ""));
    const objectives = Number(runtime.get("cmi.objectives._count")) || 0;
    this.objectivePlaces = new Places(Array.from({ length: objectives }, (_, i) => runtime.get(`cmi.objectives.${i}.id`)));
  }

  get objectives(): readonly string[] {
    return this.objectivePlaces.known;
  }

  keep(text: string): boolean {
    return this.set("cmi.suspend_data", text);
  }

  stand(place: string): boolean {
    return this.set("cmi.core.lesson_location", place);
  }

  score(raw: number, max: number): boolean {
    const percent = max > 0 ? (100 * raw) / max : 0;
    const all = [["min", 0], ["max", 100], ["raw", percent]] as const;
    return all.map(([name, value]) => this.set(`cmi.core.score.${name}`, real(value))).every(Boolean);
  }

  status(progress: number, passed: boolean | null): boolean {
    const done = passed === null ? "completed" : passed ? "passed" : "failed";
    return this.set("cmi.core.lesson_status", progress === 1 ? done : "incomplete");
  }

  interaction(one: Interaction): boolean {
    const at = `cmi.interactions.${this.interactionPlaces.of(one.id)}`;
    const links = this.linked.get(one.id) ?? new Places([]);
    this.linked.set(one.id, links);
    const result = one.result === "incorrect" ? "wrong" : one.result;
    return [
      this.set(`${at}.id`, one.id),
      this.set(`${at}.type`, one.type === "numeric" ? "numeric" : "fill-in"),
      ...one.objectives.map((id) => this.set(`${at}.objectives.${links.of(id)}.id`, id)),
      this.set(`${at}.time`, one.answered.toTimeString().slice(0, 8)),
      this.set(`${at}.weighting`, real(one.weighting)),
      one.right === "" || this.set(`${at}.correct_responses.0.pattern`, one.right.slice(0, 255)),
      this.set(`${at}.student_response`, one.response.slice(0, 255)),
      this.set(`${at}.result`, typeof result === "number" ? real(result) : result),
      this.set(`${at}.latency`, interval(one.seconds)),
    ].every(Boolean);
  }

  objective({ id, passed }: Objective): boolean {
    const at = `cmi.objectives.${this.objectivePlaces.of(id)}`;
    return [this.set(`${at}.id`, id), this.set(`${at}.status`, passed ? "passed" : "failed")].every(Boolean);
  }

  leave(seconds: number): void {
    this.set("cmi.core.session_time", interval(seconds));
    this.set("cmi.core.exit", "suspend");
  }

  private set(name: string, value: string): boolean {
    return this.runtime.set(name, value);
  }
}

/// "0001:02:03.45"
function interval(seconds: number): string {
  const hundredths = Math.round(seconds * 100);
  const [hours, minutes, rest] = [Math.floor(hundredths / 360_000), Math.floor(hundredths / 6000) % 60, hundredths % 6000];
  const padded = (number: number | string, digits: number): string => String(number).padStart(digits, "0");
  return `${padded(Math.min(hours, 9999), 4)}:${padded(minutes, 2)}:${padded((rest / 100).toFixed(2), 5)}`;
}
