/** Imports point down only: which room may import which, and which may use which package. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { importsOf, root, sources } from './sources';

/** A room and the rooms below it. */
const mayImport = {
  contract: [],
  machine: [],
  graph: ['contract'],
  catalog: ['contract', 'graph'],
  data: ['contract'],
  runs: ['contract'],
  'server/src/language': ['contract', 'graph', 'catalog'],
  'server/src/lsp': ['contract', 'graph', 'catalog', 'data', 'server/src/language'],
  trainer: ['contract', 'machine', 'graph', 'catalog', 'data'],
  cli: ['contract', 'catalog', 'data', 'runs', 'server/src/language', 'server/src/lsp'],
  client: ['contract', 'runs'],
  media: ['contract'],
} as const satisfies Record<string, readonly string[]>;

type Room = keyof typeof mayImport;
const rooms = Object.keys(mayImport) as Room[];

/** A package and the only places that may use it. */
const packageHomes: Readonly<Record<string, readonly string[]>> = {
  vscode: ['client/src/'],
  'vscode-languageclient': ['client/src/infrastructure/language-server.ts'],
  'vscode-languageserver': ['server/src/lsp/protocol.ts'],
  'vscode-languageserver-textdocument': ['server/src/lsp/'],
  'onnxruntime-node': ['trainer/src/executors/onnx/'],
  '@bufbuild/protobuf': ['trainer/src/'],
  '@duckdb/node-api': ['data/'],
  sharp: ['data/pictures/'],
  'chart.js': ['media/shared/charts/'],
  '@dagrejs/dagre': ['media/architecture/'],
};

/** Rooms that run in a browser as well, or are pure: no part of Node may be used. */
const pure: readonly Room[] = ['contract', 'graph', 'catalog', 'server/src/language', 'media'];

/** Folders whose sub-folders must not know of one another. `report` shows both panels in one page. */
const siblings = /^(?:\.\/)?(client\/src\/features|media)\/([^/]+)\//;
const shared = new Set(['shared', 'report']);

const files = sources.filter(({ path }) => roomOf(path));

function roomOf(path: string): Room | undefined {
  const plain = path.replace(/^\.\//, '');
  return rooms.find((room) => plain === room || plain.startsWith(`${room}/`));
}

const isPath = (name: string): boolean => name.startsWith('./');

describe.each(rooms)('%s', (room) => {
  const own = files.filter(({ path }) => roomOf(path) === room);
  const imports = own.flatMap((file) => importsOf(file).map((name) => ({ path: file.path, name })));

  test('imports only rooms below it', () => {
    const allowed: readonly string[] = [room, ...mayImport[room]];
    const wrong = imports.filter(({ name }) => isPath(name) && !allowed.includes(roomOf(name) ?? name));
    expect(wrong).toEqual([]);
  });

  test('uses only packages that are at home there', () => {
    const wrong = imports
      .filter(({ name }) => !isPath(name) && !name.startsWith('node:'))
      .filter(({ path, name }) => !packageHomes[name]?.some((home) => path.startsWith(home)));
    expect(wrong).toEqual([]);
  });

  test('refers to the same rooms in its tsconfig', () => {
    const config = JSON.parse(readFileSync(join(root, room, 'tsconfig.json'), 'utf8')) as {
      references?: readonly { path: string }[];
    };
    const referred = (config.references ?? []).map(({ path }) => join(room, path).replaceAll('\\', '/'));
    const allowed: readonly string[] = mayImport[room];
    expect(referred.filter((path) => !allowed.includes(path))).toEqual([]);
  });
});

test.each(pure)('%s uses nothing of Node', (room) => {
  const own = files.filter(({ path }) => roomOf(path) === room);
  expect(own.flatMap(importsOf).filter((name) => name.startsWith('node:'))).toEqual([]);
});

test('a feature or panel knows nothing of its siblings', () => {
  const wrong = files.flatMap((file) => {
    const [, folder, name] = siblings.exec(file.path) ?? [];
    if (!folder || !name || shared.has(name)) return [];
    return importsOf(file)
      .filter((other) => {
        const [, otherFolder, otherName] = siblings.exec(other) ?? [];
        return otherFolder === folder && otherName !== name && !shared.has(otherName ?? '');
      })
      .map((other) => ({ path: file.path, other }));
  });
  expect(wrong).toEqual([]);
});

test('nothing imports the tests', () => {
  const wrong = files.flatMap((file) => importsOf(file).filter((name) => name.startsWith('./test/')));
  expect(wrong).toEqual([]);
});
