// Bytes in printable signs, five for four bytes (as Ascii85 has it), none of which means anything in HTML or a string:
// a sixteenth less than base64.

export const SIGNS = [...Array(94).keys()].map((i) => String.fromCharCode(33 + i)).filter((sign) => !"\"&'<>\\`${".includes(sign));

const VALUES = new Map(SIGNS.map((sign, value) => [sign.charCodeAt(0), value]));

/// A last group of n bytes is n + 1 signs.
export function decoded(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(Math.floor((text.length * 4) / 5));
  for (let from = 0, to = 0; from < text.length; from += 5, to += 4) {
    let group = 0;
    for (let i = 0; i < 5; ++i) {
      const sign = from + i < text.length ? VALUES.get(text.charCodeAt(from + i)) : SIGNS.length - 1;
      if (sign === undefined) throw new Error("the engine in this file is damaged");
      group = group * SIGNS.length + sign;
    }
    for (let i = 0; i < 4 && to + i < bytes.length; ++i) bytes[to + i] = Math.floor(group / 256 ** (3 - i)) % 256;
  }
  return bytes;
}
