// SCORM 2004.

import { Places, real, type Interaction, type Model, type Objective } from "./model.ts";
import type { Runtime } from "./runtime.ts";

const LOCALIZED = 250;

export class Model2004 implements Model {
  readonly kept: string;
  readonly mostKept = 64_000;
  readonly place: string;
  readonly passingShare: number | null;
  private readonly interactionPlaces: Places;
  private readonly objectivePlaces: Places;
  private readonly linked = new Map<string, Places>();

  constructor(private readonly runtime: Runtime) {
    this.kept = runtime.get("cmi.suspend_data");
    this.place = runtime.get("cmi.location");
    const share = runtime.get("cmi.scaled_passing_score");
    this.passingShare = share === "" ? null : Number(share);
    this.interactionPlaces = this.listed("cmi.interactions");
    this.objectivePlaces = this.listed("cmi.objectives");
  }

  get objectives(): readonly string[] {
    return this.objectivePlaces.known;
  }

  keep(text: string): boolean {
    return this.set("cmi.suspend_data", text);
  }

  stand(place: string): boolean {
    return this.set("cmi.location", place);
  }

  score(raw: number, max: number): boolean {
    const all = [["min", 0], ["max", max], ["raw", raw], ["scaled", max > 0 ? raw / max : 0]] as const;
    return all.map(([name, value]) => this.set(`cmi.score.${name}`, real(value))).every(Boolean);
  }

  status(progress: number, passed: boolean | null): boolean {
    const success = passed === null ? "unknown" : passed ? "passed" : "failed";
    return [
      this.set("cmi.progress_measure", real(progress)),
      this.set("cmi.completion_status", progress === 1 ? "completed" : "incomplete"),
      this.set("cmi.success_status", success),
    ].every(Boolean);
  }

  interaction(one: Interaction): boolean {
    const at = `cmi.interactions.${this.interactionPlaces.of(one.id)}`;
    const links = this.linksOf(one.id, at);
    const right = one.type === "numeric" ? `${one.right}[:]${one.right}` : fillIn(one.right);
    return [
      this.set(`${at}.id`, one.id),
      this.set(`${at}.type`, one.type),
      ...one.objectives.map((id) => this.set(`${at}.objectives.${links.of(id)}.id`, id)),
      // To the hundredth of a second, without which Moodle takes no zone.
      this.set(`${at}.timestamp`, one.answered.toISOString().replace(/\dZ$/u, "Z")),
      this.set(`${at}.weighting`, real(one.weighting)),
      one.right === "" || this.set(`${at}.correct_responses.0.pattern`, right),
      this.set(`${at}.learner_response`, one.type === "numeric" ? one.response : fillIn(one.response, one.type)),
      this.set(`${at}.result`, typeof one.result === "number" ? real(one.result) : one.result),
      this.set(`${at}.latency`, interval(one.seconds)),
      this.set(`${at}.description`, one.description.slice(0, LOCALIZED)),
    ].every(Boolean);
  }

  objective({ id, passed, description }: Objective): boolean {
    const at = `cmi.objectives.${this.objectivePlaces.of(id)}`;
    return [
      this.set(`${at}.id`, id),
      this.set(`${at}.success_status`, passed ? "passed" : "failed"),
      description === "" || this.set(`${at}.description`, description.slice(0, LOCALIZED)),
    ].every(Boolean);
  }

  leave(seconds: number): void {
    this.set("cmi.session_time", interval(seconds));
    // "normal" would have the next visit begin from nothing.
    this.set("cmi.exit", "suspend");
  }

  private set(name: string, value: string): boolean {
    return this.runtime.set(name, value);
  }

  private listed(list: string, field = "id"): Places {
    const count = Number(this.runtime.get(`${list}._count`)) || 0;
    return new Places(Array.from({ length: count }, (_, i) => this.runtime.get(`${list}.${i}.${field}`)));
  }

  private linksOf(id: string, at: string): Places {
    const links = this.linked.get(id) ?? this.listed(`${at}.objectives`);
    this.linked.set(id, links);
    return links;
  }
}

/// What a student typed may look like the marks of SCORM's own: "{lang=de}" in front, "[,]" between several.
function fillIn(text: string, type: Interaction["type"] = "fill-in"): string {
  const most = type === "long-fill-in" ? 4000 : LOCALIZED;
  return text.replaceAll("[,]", "[, ]").replace(/^\{/u, " {").slice(0, most);
}

function interval(seconds: number): string {
  return `PT${seconds.toFixed(2)}S`;
}
