// The system of a course, where the page stands in one: what it is told, and where it keeps what a student comes back
// to. A package for such a system carries a script of its own (scorm/main.ts) that runs before the page.

import type { Finished } from "./engine/protocol.ts";
import type { Session } from "./practice/session.ts";
import type { Languages } from "./language.ts";

export interface Lms {
  /// Instead of the browser's, which students may share.
  readonly storage: Storage;
  /// Which of the course's problems the student left unfinished.
  readonly place: number | null;
  /// In which reports are written: its script has words of its own.
  speakIn(languages: Languages, name: string): void;
  opened(session: Session): void;
  /// After each answer.
  changed(session: Session): void;
  /// Was all of it taken?
  finished(session: Session, finished: Finished): Promise<boolean>;
}

declare global {
  interface Window {
    /// undefined: the page as it is handed out; null: a package for a course that no course has around it
    stepmarkLms?: Lms | null;
  }
}
