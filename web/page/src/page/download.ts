// Files to and from the student's machine.

import { element } from "./dom.ts";

export function save(name: string, text: string, type = "text/plain"): void {
  const url = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = element("a", { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/// Asks for a file; one that is left unread answers with nothing.
export function chosenFile(accept: string, take: (text: string, name: string) => void): void {
  // In the document, or it might be collected while the student chooses.
  const input = element("input", { type: "file", accept, hidden: true });
  document.body.append(input);
  input.addEventListener("cancel", () => input.remove());
  input.addEventListener("change", async () => {
    input.remove();
    const file = input.files?.[0];
    if (file !== undefined) take(await file.text(), file.name);
  });
  input.click();
}

/// "Two steps of Adam" as the name of a file.
export function fileName(title: string, ending: string): string {
  const stem = title
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/gu, "-")
    .replace(/^-+|-+$/gu, "")
    .slice(0, 60);
  return `${stem || "question"}.${ending}`;
}
