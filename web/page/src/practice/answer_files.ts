// A question and its answers as files, which the program's check, mark and practice read.

import { fileName, save } from "../page/download.ts";
import type { Session } from "./session.ts";

export async function saveAnswers(session: Session): Promise<void> {
  const { csv } = await session.sheet();
  save(fileName(session.item.title, "csv"), csv, "text/csv");
}

export function saveProblem({ item }: Session): void {
  save(fileName(item.title, "toml"), item.problem);
}
