// What this page is, what it keeps, how it is used by keys, and the licences of what is inside.

import { element } from "./dom.ts";
import { words } from "../words.ts";

export interface Notices {
  works: { name: string; licence: string; holder: string; texts: string[] }[];
  texts: Record<string, string>;
}

export class AboutView {
  readonly root: HTMLElement;
  private readonly heading = element("h1", { tabindex: -1 }, words.about);

  constructor(version: string, notices: Notices, isReported: boolean) {
    this.root = element(
      "section",
      { class: "about" },
      this.heading,
      ...(isReported ? words.aboutTextInCourse : words.aboutText).map((text) => element("p", {}, text)),
      element("p", { class: "quiet" }, words.version(version)),
      element("h2", {}, words.keys),
      element("dl", { class: "keys" }, ...words.keyList.map(([key, text]) => element("div", {}, element("dt", {}, element("kbd", {}, key)), element("dd", {}, text)))),
      element("h2", {}, words.licences),
      element(
        "dl",
        { class: "works" },
        ...notices.works.map(({ name, licence, holder }) =>
          element("div", {}, element("dt", {}, name), element("dd", {}, licence, element("br"), holder)),
        ),
      ),
      ...Object.values(notices.texts).map((text) =>
        element("details", {}, element("summary", {}, titleOf(text)), element("pre", { tabindex: 0 }, text)),
      ),
    );
  }

  begin(): void {
    this.heading.focus();
  }
}

/// Licences begin with their names, or else with what they permit.
function titleOf(text: string): string {
  const first = text.trim().split("\n")[0]?.trim() ?? "";
  if (first.startsWith("Permission")) return "MIT License";
  return first.startsWith("Redistribution") ? "BSD 2-Clause License" : titleCase(first);
}

function titleCase(text: string): string {
  return text.toLowerCase().replace(/\b[a-z]/gu, (letter) => letter.toUpperCase()).replace("Gnu", "GNU");
}
