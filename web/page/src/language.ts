// The language in which the page speaks. Its sentences, and those of the engine, stand in this file; English stands in
// the sources.

export type Forms = readonly string[];

/// As web/page/languages.mjs writes it, of po/ and of reports/language/po/.
export interface Languages {
  /// What is said, in English: the context ("" for none), the sentence, and its form for many where it has one.
  engine: readonly (readonly [context: string, one: string, many?: string])[];
  page: readonly (readonly [context: string, one: string, many?: string])[];
  languages: readonly Translation[];
}

export interface Translation {
  name: string;
  /// What it calls itself.
  own: string;
  comma: boolean;
  /// Which form belongs to 0, 1, 2, ...; the last is that of all more.
  forms: readonly number[];
  /// The head of gettext's file for the engine.
  head: string;
  engine: readonly Forms[];
  page: readonly Forms[];
}

interface Spoken {
  translation: Translation;
  page: ReadonlyMap<string, Forms>;
}

const ENGLISH = "en";
let spoken: Spoken | null = null;

/// null: English.
export function speakIn(languages: Languages, name: string): void {
  const translation = languages.languages.find((one) => one.name === name);
  spoken = translation === undefined ? null : { translation, page: new Map(languages.page.map(([, one], i) => [one, translation.page[i] ?? []])) };
}

export function languageName(): string {
  return spoken?.translation.name ?? ENGLISH;
}

/// English first.
export function choices({ languages }: Languages): { name: string; own: string }[] {
  return [{ name: ENGLISH, own: "English" }, ...languages.map(({ name, own }) => ({ name, own }))];
}

/// The first of these wishes ("de-CH") that the page can fulfil.
export function firstKnown(languages: Languages, wishes: readonly (string | null | undefined)[]): string {
  const names = choices(languages).map(({ name }) => name);
  for (const wish of wishes) {
    const found = names.find((name) => wish?.toLowerCase().split("-")[0] === name);
    if (found !== undefined) return found;
  }
  return ENGLISH;
}

type Values = Readonly<Record<string, string | number>>;

/// A sentence with names in braces for what stands in it.
export function say(english: string, values: Values = {}): string {
  return filled(spoken?.page.get(english)?.[0] ?? english, values);
}

/// The form for so many, which is also what "{n}" is.
export function plural(one: string, many: string, n: number, values: Values = {}): string {
  return filled(formOf(one, n) ?? (n === 1 ? one : many), { n, ...values });
}

function formOf(one: string, n: number): string | undefined {
  if (spoken === null) return undefined;
  const { forms } = spoken.translation;
  return spoken.page.get(one)?.[forms[Math.min(n, forms.length - 1)] ?? 0];
}

function filled(words: string, values: Values): string {
  return words.replace(/\{(\w+)\}/gu, (_, name: string) => String(values[name] ?? ""));
}

/// A number as it is written here: "0,4" in German.
export function decimal(number: string): string {
  return spoken?.translation.comma === true ? number.replace(/(?<=\d)\.(?=\d)/gu, ",") : number;
}

/// What the engine is told of a language: gettext's file for it.
export function catalogueFor(languages: Languages): { name: string; po?: string } {
  if (spoken === null) return { name: ENGLISH };
  const { name, head, engine } = spoken.translation;
  const entries = languages.engine.map(([context, one, many], i) => entryOf(context, one, many, engine[i] ?? []));
  return { name, po: [entryOf("", "", undefined, [head]), ...entries].join("\n") };
}

function entryOf(context: string, one: string, many: string | undefined, forms: Forms): string {
  const lines = context === "" ? [] : [`msgctxt ${quoted(context)}`];
  lines.push(`msgid ${quoted(one)}`);
  if (many !== undefined) lines.push(`msgid_plural ${quoted(many)}`);
  lines.push(...forms.map((form, i) => `msgstr${many === undefined ? "" : `[${i}]`} ${quoted(form)}`));
  return `${lines.join("\n")}\n`;
}

/// gettext's escapes of quotation marks, backslashes and line ends are JSON's.
const quoted = (text: string): string => JSON.stringify(text);
