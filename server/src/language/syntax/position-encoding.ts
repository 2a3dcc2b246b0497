/** In which units the characters of a line are counted: VS Code counts UTF-16 units, Neovim and Helix may count bytes of UTF-8. */

export const positionEncodings = ['utf-16', 'utf-8', 'utf-32'] as const;

export type PositionEncoding = (typeof positionEncodings)[number];

/** Units that a code point takes. A surrogate without its other half takes as many as its replacement character. */
const widths: Readonly<Record<PositionEncoding, (codePoint: number) => number>> = {
  'utf-8': (codePoint) => (codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4),
  'utf-16': (codePoint) => (codePoint < 0x10000 ? 1 : 2),
  'utf-32': () => 1,
};

/** Units between two offsets. */
export function unitsBetween(text: string, from: number, to: number, encoding: PositionEncoding): number {
  if (encoding === 'utf-16') return to - from;
  const widthOf = widths[encoding];
  let units = 0;
  for (let at = from; at < to;) {
    const codePoint = text.codePointAt(at)!;
    units += widthOf(codePoint);
    at += codePoint < 0x10000 ? 1 : 2;
  }
  return units;
}

/** The offset `units` behind `from`, at most `most`; units that end within a character are moved to its start. */
export function offsetBehind(
  text: string,
  from: number,
  units: number,
  most: number,
  encoding: PositionEncoding,
): number {
  if (encoding === 'utf-16') return Math.min(from + units, most);
  const widthOf = widths[encoding];
  let at = from;
  let left = units;
  while (at < most) {
    const codePoint = text.codePointAt(at)!;
    left -= widthOf(codePoint);
    if (left < 0) break;
    at += codePoint < 0x10000 ? 1 : 2;
  }
  return Math.min(at, most);
}
