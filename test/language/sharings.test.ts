/** Blocks that tasks share in other ways: what the editor counts of them is what is built, and what it says of too little. */
import { describe, expect, test } from 'vitest';
import { catalog } from '../../catalog';
import { analyse, type Analysis } from '../../server/src/language/analyse';
import { usualSchemas } from './support/schemas';

const analyseText = (text: string): Analysis =>
  analyse({ uri: 'file:///a.mtl', directory: '/data', text }, usualSchemas);

const experiment = (sharing: string, more = '') => `
data d { source: "a.csv" }
input x = d[f0..f3] as numbers
shared trunk(x) { sharing: ${sharing}; dense(8, relu); dropout(0.5); dense(6) }
task kind(trunk) { predict: d.label as classes(10) }
task size(trunk) { predict: d[f4, f5] as numbers(2) }
${more}`;

const shapeOf = ({ shapes, tree }: Analysis, name: string) =>
  shapes.get(tree.file.declarations.find((each) => 'name' in each && each.name?.text === name)!)!;

const examples = Object.values(catalog.sharings).map(({ example }) => example);

describe.each(examples)('%s', (sharing) => {
  test.each([
    ['two tasks', ''],
    ['three tasks', 'task third(trunk) { predict: d.f6 as number }'],
    ['a block above', 'shared high(trunk) { dense(3) }\ntask third(high) { predict: d.f6 as number }'],
  ])('counts what is built for %s', (_, more) => {
    const analysis = analyseText(experiment(sharing, more));
    expect(analysis.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    const nodes = analysis.architecture!.nodes;
    for (const { id, parameters, shape } of nodes.filter(({ kind }) => kind !== 'input'))
      expect([id, shapeOf(analysis, id).parameters, shapeOf(analysis, id).text]).toEqual([
        id,
        parameters,
        shape,
      ]);
    const trunk = nodes.find(({ id }) => id === 'trunk')!;
    expect(trunk.layers.reduce((sum, each) => sum + each.parameters, 0)).toBe(trunk.parameters);
    expect(trunk.label === '' ? 'hard' : trunk.label).toBe(sharing.replace(/\(.*/, ''));
  });
});

test('a layer tells how many copies the block has of it, and what one costs', () => {
  const analysis = analyseText(experiment('cgc(shared: 3, own: 2)'));
  const trunk = analysis.tree.file.declarations.find(
    (each) => 'name' in each && each.name?.text === 'trunk',
  )!;
  const layers = 'block' in trunk ? trunk.block.entries.filter(({ kind }) => kind === 'layer') : [];
  const known = layers.map((layer) => analysis.shapes.get(layer)!);
  expect(known.map(({ copies, parameters }) => [copies, parameters])).toEqual([
    [7, 40],
    [7, 0],
    [7, 54],
  ]);
  expect(known[0]!.multiplyAdds()).toBe(4 * 8);
  // Seven experts, the gates of two tasks over five experts each, and what these take of the five.
  expect(shapeOf(analysis, 'trunk').multiplyAdds()).toBe(7 * (4 * 8 + 8 * 6) + 2 * 4 * 5);
});

const codes = (sharing: string) =>
  analyseText(experiment(sharing, 'train { weighting: mgda }')).problems.map(({ code }) => code);

test('no two tasks share a parameter where each has experts of its own alone', () => {
  expect(codes('cgc(shared: 0, own: 2)')).toEqual(['MTL3034']);
  expect(codes('cgc(shared: 1, own: 2)')).toEqual([]);
});

test('a sharing that a constant holds is judged where it is used', () => {
  const text = `let way = dselectK(experts: 2, k: 3)\n${experiment('way')}`;
  expect(analyseText(text).problems.map(({ code, range }) => [code, range?.start.line])).toEqual([
    ['MTL4010', 4],
  ]);
});
