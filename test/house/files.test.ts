/** How files are named and how they begin, and how long they may get. */
import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';
import { sources, type SourceFile } from './sources';

/** Written by a program; its own test keeps it fresh. */
const isGenerated = ({ text }: SourceFile): boolean =>
  text.slice(0, 300).match(/generated (by|!)|automatically generated/i) !== null;

const longest = 300;
const linesOf = ({ text }: SourceFile): number => text.split('\n').length - 1;

describe('every source file', () => {
  test('is found', () => expect(sources.length).toBeGreaterThan(100));

  test('opens with a sentence that says what it is for', () => {
    const opening = /^(#!.*\n)?\/\*\*?\s+(\* )?[A-Z`'"<\d][^*]/;
    expect(pathsOf((file) => !opening.test(file.text) && !isGenerated(file))).toEqual([]);
  });

  test(`has at most ${longest} lines`, () => {
    expect(pathsOf((file) => linesOf(file) > longest && !isGenerated(file))).toEqual([]);
  });

  test('is named in kebab case', () => {
    const name = /^[a-z0-9]+(-[a-z0-9]+)*(\.test|\.d|_pb)?\.(ts|mjs|mts|css)$/;
    expect(pathsOf(({ path }) => !name.test(basename(path)))).toEqual([]);
  });

  test('has a name that says what is in it', () => {
    const vague = /(^|[-/])(utils?|helpers?|managers?)([-./]|$)/;
    expect(pathsOf(({ path }) => vague.test(path))).toEqual([]);
  });

  test('leaves nothing for later', () => {
    // Written so that this file does not find itself.
    const marker = /\b(TO[D]O|FIX[M]E|X[X]X)\b/;
    expect(pathsOf(({ text }) => marker.test(text))).toEqual([]);
  });
});

function pathsOf(isWrong: (file: SourceFile) => boolean): readonly string[] {
  return sources.filter(isWrong).map(({ path }) => path);
}
