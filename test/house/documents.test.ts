/** What the documents refer to is there: files, folders, headings and decisions. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root, sources } from './sources';

const read = (path: string): string => readFileSync(join(root, path), 'utf8');

const documents = [
  'README.md',
  'ARCHITECTURE.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  ...['decisions', 'devices', 'editor-features', 'editors', 'glossary', 'performance', 'tensorflow'].map(
    (name) => `docs/${name}.md`,
  ),
];

describe('decisions', () => {
  const numbers = [...read('docs/decisions.md').matchAll(/^## (\d+)\. /gm)].map(([, number]) =>
    Number(number),
  );

  test('stand in the order of their numbers', () => {
    expect(numbers.length).toBeGreaterThan(50);
    expect(numbers).toEqual([...new Set(numbers)].toSorted((a, b) => a - b));
  });

  test('that something refers to are there', () => {
    const texts = [...documents.map((path) => ({ path, text: read(path) })), ...sources];
    const referred = texts.flatMap(({ path, text }) =>
      [...text.matchAll(/\bdecisions?(?:\.md)?\)?,? (\d+(?:(?:, | and )\d+)*)/g)].flatMap(([, found]) =>
        found!.match(/\d+/g)!.map((number) => ({ path, number: Number(number) })),
      ),
    );
    expect(referred.length).toBeGreaterThan(10);
    expect(referred.filter(({ number }) => !numbers.includes(number))).toEqual([]);
  });
});

describe.each(documents)('%s', (path) => {
  const text = read(path);

  test('links to what is there', () => {
    const links = [...text.matchAll(/\]\((?!https?:)([^)\s#]*)(?:#([^)\s]*))?\)/g)];
    const dead = links.filter(([, file, heading]) => {
      const target = file ? join(dirname(path), file) : path;
      if (!existsSync(join(root, target))) return true;
      return heading ? !headingsOf(read(target)).includes(heading) : false;
    });
    expect(dead.map(([link]) => link)).toEqual([]);
  });

  test('names files and folders that are there', () => {
    const named = [...text.matchAll(/`([\w.-]+(?:\/[\w.-]+)*\/?)`/g)].map(([, name]) => name!);
    const own = named.filter((name) =>
      /^(contract|graph|catalog|server|data|trainer|cli|client|media|runs|bench|scripts|test|examples|docs|syntaxes|l10n)\//.test(
        name,
      ),
    );
    expect(own.filter((name) => !existsSync(join(root, name)))).toEqual([]);
  });
});

test('commands that documents name are there', () => {
  const scripts = Object.keys((JSON.parse(read('package.json')) as { scripts: object }).scripts);
  const runs = [
    ...documents
      .map(read)
      .join('\n')
      .matchAll(/\bnpm run ([\w:-]+)/g),
  ].map(([, name]) => name!);
  expect(runs.length).toBeGreaterThan(10);
  expect(runs.filter((name) => !scripts.includes(name))).toEqual([]);
});

test('every code of a problem has a page', () => {
  const rooms = /^(catalog|cli|client|contract|data|media|runs|server|trainer)\//;
  const texts = [
    ...documents.map(read),
    ...sources.filter(({ path }) => rooms.test(path)).map(({ text }) => text),
  ];
  const codes = [...new Set(texts.flatMap((text) => text.match(/\bMTL[1-9]\d{3}\b/g) ?? []))];
  expect(codes.length).toBeGreaterThan(150);
  expect(codes.filter((code) => !existsSync(join(root, `docs/reference/problems/${code}.md`)))).toEqual([]);
});

/** As they are linked to: `On a graphics card: open` is `on-a-graphics-card-open`. */
const headingsOf = (text: string): readonly string[] =>
  [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
    heading!
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
