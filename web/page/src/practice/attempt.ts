// A finished question, as the record keeps it.

import type { About, DrawRequest, Finished } from "../engine/protocol.ts";
import { lineOf, type Attempt } from "../record/record.ts";
import type { Session } from "./session.ts";

/// The question after this one: drawn as it was, or, of one that was handed out, by the same optimizer of the catalogue.
export function nextLike({ request, optimizer }: Pick<Attempt, "request" | "optimizer">, about: About): DrawRequest | null {
  if (request !== null) return nextOf(request);
  const isKnown = about.optimizers.some(({ name }) => name === optimizer);
  return isKnown ? { optimizer, kind: "table", level: about.levels[0] ?? "easy", seed: newSeed(), number: 1 } : null;
}

export function nextOf(request: DrawRequest): DrawRequest {
  return { ...request, number: (request.number ?? 1) + 1 };
}

/// Short enough to be told to a neighbour.
export function newSeed(): string {
  return String(1000 + ((crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) % 9000));
}

export function attemptOf(session: Session, { marks, out_of, shown }: Finished): Attempt {
  const { item, opened } = session;
  return {
    date: new Date().toISOString(),
    title: item.title,
    optimizer: opened.optimizer,
    kind: opened.kind,
    request: item.request,
    problem: item.problem,
    files: item.files,
    lines: session.rows.map((row) => lineOf(row, session.state(row.row))),
    marks,
    out_of,
    shown,
  };
}
