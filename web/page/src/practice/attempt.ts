// A finished question, as the record keeps it.

import type { Finished } from "../engine/protocol.ts";
import { lineOf, type Attempt } from "../record/record.ts";
import type { Session } from "./session.ts";

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
