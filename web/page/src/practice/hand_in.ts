// What a student hands in: a line of a class in JSON Lines, which `stepmark mark` marks again. What stands under
// "practice" says what the page made of it and proves nothing: it comes from the student's own browser.

import type { Finished } from "../engine/protocol.ts";
import type { Session } from "./session.ts";
import { isObject } from "../page/json.ts";

export interface HandedIn {
  session: Session;
  finished: Finished;
}

export async function handIn(student: string, questions: readonly HandedIn[], version: string): Promise<string> {
  const answers: unknown[] = [];
  const summary: unknown[] = [];
  for (const [i, { session, finished }] of questions.entries()) {
    const own = await answersOf(session);
    // Questions are told apart where there are several, as in an edition of a paper.
    answers.push(...(questions.length === 1 ? own : own.map((answer) => ({ question: i + 1, ...answer }))));
    const { title, problem, request } = session.item;
    const { marks, out_of } = finished;
    summary.push({ title, sha256: await digest(problem), seed: request?.seed ?? "", marks, out_of });
  }
  const practice = { version, date: new Date().toISOString(), questions: summary };
  return `${JSON.stringify({ student, practice, answers })}\n`;
}

async function answersOf(session: Session): Promise<Record<string, unknown>[]> {
  const { json } = await session.sheet();
  const answers = isObject(json) ? json["answers"] : json;
  return Array.isArray(answers) ? answers.filter(isObject) : [];
}

async function digest(text: string): Promise<string> {
  const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
