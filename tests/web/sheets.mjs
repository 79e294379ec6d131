// Answer sheets with faults in them: every misconception and convention that an export knows of a problem, all through
// or from some line on, and what people do to numbers.

/// Numbers of our own, the same on every run.
export function random(seed) {
  let state = BigInt(seed) * 2n + 1n;
  return (below) => {
    state = (state * 6364136223846793005n + 1442695040888963407n) & 0xffffffffffffffffn;
    return Number((state >> 33n) % BigInt(below));
  };
}

/// The notebook's key: { boxes: [{ id, answers: [{ value, cause }] }] }.
function keyOf(notebook) {
  for (const cell of JSON.parse(notebook).cells) {
    const line = cell.source.find((text) => text.startsWith("key = json.loads("));
    if (line) return JSON.parse(JSON.parse(line.slice("key = json.loads(".length, line.lastIndexOf(")"))));
  }
  return { boxes: [] };
}

const idOf = ({ t, quantity, component }) => [quantity.replace(":", "_"), t, component].filter((x) => x !== null && x !== "").join("_");

/// For each cause the number that it gives in each row, or nothing.
export function knownNumbers(notebook, rows) {
  const boxes = new Map(keyOf(notebook).boxes.map((box) => [box.id, box]));
  const causes = new Map();
  rows.forEach((row, i) => {
    for (const { value, cause } of boxes.get(idOf(row))?.answers ?? []) {
      if (!cause) continue;
      if (!causes.has(cause)) causes.set(cause, new Map());
      if (!causes.get(cause).has(i)) causes.get(cause).set(i, value);
    }
  });
  return causes;
}

const SLIPS = [
  (x) => (x.startsWith("-") ? x.slice(1) : `-${x}`),
  (x) => x.replace(/(\d)(\d)(\D*)$/u, "$2$1$3"),
  (x) => `${x}0`,
  (x) => x.slice(0, -1) || "0",
  (x) => x.replace(".", ","),
  (x) => (x.includes(".") ? x.replace(/^(-?)0?\.(\d)/u, "$1$2.") : `${x}0`),
  () => "0",
  () => "",
  () => "1,234",
  () => "?",
  (x) => `${x}/3`,
  (x) => `≈ ${x}`,
  () => "sqrt(2)/10",
];

const cell = (text) => (/[",\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

export function csvOf(rows, values) {
  const lines = rows.map((row, i) => [row.t ?? "", row.quantity, row.component, values[i]].map((x) => cell(String(x))).join(","));
  return `t,quantity,component,value\n${lines.join("\n")}\n`;
}

/// `count` sheets to one problem.
export function faultySheets(rows, right, known, count, draw) {
  const causes = [...known.values()];
  return Array.from({ length: count }, (_, number) => {
    const values = [...right];
    if (causes.length > 0 && number % 4 !== 3) {
      const wrong = causes[draw(causes.length)];
      const from = number % 4 === 1 ? draw(rows.length) : 0;
      for (const [i, value] of wrong) if (i >= from) values[i] = value;
    }
    for (let slips = draw(4) - (number % 4 === 3 ? 0 : 1); slips > 0; --slips) {
      const i = draw(rows.length);
      values[i] = SLIPS[draw(SLIPS.length)](values[i]);
    }
    return csvOf(rows, values);
  });
}
