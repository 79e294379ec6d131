// Where an answer is typed or chosen. Each kind tells when it is left or confirmed; nothing is judged while one types.

import { element, newId } from "../page/dom.ts";
import { fragmentOf } from "../page/markup.ts";
import type { Row } from "../engine/protocol.ts";
import { words } from "../words.ts";

export interface Entry {
  readonly root: HTMLElement;
  value: string;
  focus(): void;
  /// What a screen reader says of it.
  describe(id: string, isUnreadable: boolean): void;
}

export interface EntryEvents {
  /// Left, or confirmed by Enter.
  done(confirmed: boolean): void;
  /// "?" was typed for an answer.
  askedForHint(): void;
}

export function entryFor(row: Row, events: EntryEvents): Entry {
  switch (row.asks) {
    case "number":
      return numberEntry(row, events);
    case "letter":
      return choiceEntry(row, lettersOf(row), events);
    case "line":
      return choiceEntry(row, linesOf(row), events);
    case "words":
      return wordsEntry(row, events);
  }
}

function numberEntry(row: Row, events: EntryEvents): Entry {
  const input = element("input", {
    type: "text",
    id: newId("answer"),
    class: "number",
    inputmode: "decimal",
    autocomplete: "off",
    autocapitalize: "off",
    spellcheck: "false",
    enterkeyhint: "next",
    "aria-label": row.how === "" ? row.words : `${row.words}, ${row.how}`,
  });
  confirmedByEnter(input, events);
  const root = element("span", { class: "number-entry" }, input, touchKeys(input));
  return textEntry(root, input);
}

/// Number pads of phones lack these.
function touchKeys(input: HTMLInputElement): HTMLElement {
  const key = (label: string, name: string, press: () => void): HTMLElement => {
    const made = element("button", { type: "button", tabindex: -1, "aria-label": name }, label);
    // The field keeps the focus, and so its keyboard.
    made.addEventListener("pointerdown", (event) => event.preventDefault());
    made.addEventListener("click", () => {
      input.focus();
      press();
    });
    return made;
  };
  return element(
    "span",
    { class: "touch-keys" },
    key("±", words.changeSign, () => {
      input.value = /^[-−]/u.test(input.value) ? input.value.slice(1) : `-${input.value}`;
    }),
    key("e", words.powerOfTen, () => input.setRangeText("e-", input.selectionStart ?? 0, input.selectionEnd ?? 0, "end")),
  );
}

function wordsEntry(row: Row, events: EntryEvents): Entry {
  const area = element("textarea", { id: newId("answer"), rows: 3, "aria-label": row.words, maxlength: 2000 });
  area.addEventListener("change", () => events.done(false));
  return textEntry(area, area);
}

function confirmedByEnter(input: HTMLInputElement, events: EntryEvents): void {
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    if (input.value.trim() === "?") {
      input.value = "";
      events.askedForHint();
    } else {
      events.done(true);
    }
  });
  input.addEventListener("change", () => events.done(false));
}

function textEntry(root: HTMLElement, input: HTMLInputElement | HTMLTextAreaElement): Entry {
  return {
    root,
    get value() {
      return input.value.trim();
    },
    set value(text: string) {
      input.value = text;
    },
    focus: () => {
      input.focus();
      input.select();
    },
    describe: (id: string, isUnreadable: boolean) => {
      input.setAttribute("aria-describedby", id);
      input.setAttribute("aria-invalid", String(isUnreadable));
    },
  };
}

interface Choice {
  value: string;
  shown: Node | string;
}

function lettersOf(row: Row): Choice[] {
  return row.letters.map(({ letter, words: html }) => ({ value: letter, shown: html === "" ? "" : fragmentOf(html) }));
}

function linesOf(row: Row): Choice[] {
  return Array.from({ length: row.lines }, (_, i) => ({ value: String(i + 1), shown: "" }));
}

/// Arrow keys move through a group of choices, so that what they pass over is not yet an answer; a click is.
function choiceEntry(row: Row, choices: Choice[], events: EntryEvents): Entry {
  const name = newId("choice");
  const boxes = choices.map(({ value }) => element("input", { type: "radio", name, value }));
  const hasWords = choices.some(({ shown }) => shown !== "");
  const root = element(
    "span",
    { role: "radiogroup", "aria-label": row.words, class: hasWords ? "choices worded" : "choices" },
    ...choices.map(({ value, shown }, i) =>
      element(
        "label",
        {},
        boxes[i],
        element("span", { class: "letter" }, value),
        shown === "" ? null : element("span", {}, shown),
      ),
    ),
  );
  const chosen = (): HTMLInputElement | undefined => boxes.find(({ checked }) => checked);
  let isPointed = false;
  root.addEventListener("pointerdown", () => {
    isPointed = true;
  });
  root.addEventListener("keydown", (event) => {
    isPointed = false;
    if (event.key !== "Enter") return;
    event.preventDefault();
    events.done(true);
  });
  root.addEventListener("change", () => {
    if (isPointed) events.done(false);
  });
  root.addEventListener("focusout", (event) => {
    if (!root.contains(event.relatedTarget as Node | null)) events.done(false);
  });
  return {
    root,
    get value() {
      return chosen()?.value ?? "";
    },
    set value(text: string) {
      for (const box of boxes) box.checked = box.value === text;
    },
    focus: () => (chosen() ?? boxes[0])?.focus(),
    describe: (id) => root.setAttribute("aria-describedby", id),
  };
}
