/** Files do not import each other in circles: what one of them says can be read before the other. */
import { describe, expect, test } from 'vitest';
import { importsOf, sources } from './sources';

/** Also where types alone are imported, which makes no difference to a reader. */
const rooms = [...new Set(sources.map(({ path }) => path.split('/')[0]!))];

describe.each(rooms)('%s', (room) => {
  const own = sources.filter(({ path }) => path.startsWith(`${room}/`));
  const paths = new Set(own.map(({ path }) => path));
  const imports = new Map(
    own.map((file) => [file.path, importsOf(file).flatMap((name) => fileOf(name, paths) ?? [])]),
  );

  test('has no circle of imports', () => {
    expect(findCircles(imports)).toEqual([]);
  });
});

function fileOf(name: string, paths: ReadonlySet<string>): string | undefined {
  const path = name.replace(/^\.\//, '');
  return [path, `${path}.ts`, `${path}/index.ts`].find((each) => paths.has(each));
}

/** Strongly connected sets of more than one file, by Tarjan's algorithm, each in the order of its names. */
function findCircles(imports: ReadonlyMap<string, readonly string[]>): readonly (readonly string[])[] {
  const circles: string[][] = [];
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const open: string[] = [];
  function visit(path: string): number {
    const number = order.size;
    order.set(path, number);
    lowest.set(path, number);
    open.push(path);
    for (const next of imports.get(path) ?? []) {
      if (!order.has(next)) lowest.set(path, Math.min(lowest.get(path)!, visit(next)));
      else if (open.includes(next)) lowest.set(path, Math.min(lowest.get(path)!, order.get(next)!));
    }
    if (lowest.get(path) === number) {
      const circle = open.splice(open.indexOf(path));
      if (circle.length > 1) circles.push(circle.toSorted());
    }
    return lowest.get(path)!;
  }
  for (const path of imports.keys()) if (!order.has(path)) visit(path);
  return circles;
}

test('a circle is found, and what only hangs on it is not part of it', () => {
  const imports = { a: ['b'], b: ['c', 'd'], c: ['b'], d: [] };
  expect(findCircles(new Map(Object.entries(imports)))).toEqual([['b', 'c']]);
});
