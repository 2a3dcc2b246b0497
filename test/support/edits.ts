/** What people and accidents do to a text, from a seed: typing, cutting, pasting from elsewhere in it, and scraps of every kind. */
import { createLcg } from './lcg';

export interface TextEdit {
  readonly offset: number;
  readonly length: number;
  readonly inserted: string;
}

export interface Edits {
  next(text: string): TextEdit;
  edit(text: string): string;
  /** A whole number from 0, less than `count`. */
  below(count: number): number;
}

export const applyEdit = (text: string, { offset, length, inserted }: TextEdit): string =>
  text.slice(0, offset) + inserted + text.slice(offset + length);

export function createEdits(seed: number): Edits {
  const random = createLcg(seed);
  const below = (count: number): number => Math.floor(random() * count);
  const next = (text: string): TextEdit => {
    const offset = below(text.length + 1);
    const kind = below(4);
    if (kind === 0) return { offset, length: 0, inserted: letters[below(letters.length)]! };
    if (kind === 1) return { offset, length: Math.min(text.length - offset, 1 + below(40)), inserted: '' };
    const from = below(text.length + 1);
    if (kind === 2) return { offset, length: 0, inserted: text.slice(from, from + below(120)) };
    return {
      offset,
      length: Math.min(text.length - offset, below(3)),
      inserted: scraps[below(scraps.length)]!,
    };
  };
  return { next, edit: (text) => applyEdit(text, next(text)), below };
}

const letters = [...'abcxyz019 \n.:,'];

/** What people and accidents leave in a text. */
export const scraps: readonly string[] = [
  '',
  '{',
  '}',
  '(',
  ')',
  '[',
  ']',
  '"',
  ':',
  ',',
  '.',
  '..',
  '<->',
  '=',
  '\n',
  '\r\n',
  '\r',
  '\t',
  '/*',
  '*/',
  '//',
  '%',
  '-',
  '1e999',
  '99999999999999999999',
  '😀',
  '\ud83d',
  '\u0000',
  'task ',
  'let a = a\n',
  'shared trunk(trunk) { dense(4) }\n',
  'cotrain a <-> b { ',
  'constructor',
  '__proto__',
  'toString(hasOwnProperty: 1)',
  ' as classes(',
  'digits[p0..p9999]',
  'residual { residual { ',
  'sweep { a: 1..5 }\n',
  'train { stop: plateau(t.accuracy, patience: 3) }\n',
];
