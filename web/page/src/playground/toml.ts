// A problem's file of what was put into a form.

export interface Plan {
  title: string;
  optimizer: string;
  steps: number;
  hyperparameters: Record<string, string>;
  objective: string;
  start: string;
}

export function problemOf({ title, optimizer, steps, hyperparameters, objective, start }: Plan): string {
  return [
    `title = ${quoted(title)}`,
    `optimizer = ${quoted(optimizer)}`,
    `steps = ${steps}`,
    "",
    "[hyperparameters]",
    ...Object.entries(hyperparameters).map(([name, value]) => `${name} = ${value}`),
    "",
    "[objective]",
    `function = ${quoted(objective)}`,
    `start = { ${start} }`,
    "",
  ].join("\n");
}

/// A string of TOML: JSON's escapes are among its own.
function quoted(text: string): string {
  return JSON.stringify(text).replaceAll("\u007f", "\\u007f");
}
