/** Files that grow: whole lines become rows, and what is no row is left out with a word about it. */
import { appendFileSync, renameSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { describeProblem } from '../../../contract/problem';
import { cellsOfLine } from '../../../data/streams/cells-of-line';
import { followFile } from '../../../data/streams/followed-file';
import type { RowStream } from '../../../data/streams/row-stream';
import { temporaryFolder } from '../../support/temporary-folder';

async function follow(content: string, { name = 'd.csv', warmUp = 2 } = {}) {
  const path = join(temporaryFolder({ [name]: content }), name);
  const kind = name.endsWith('.jsonl') ? 'jsonl' : 'csv';
  const wanted = { names: ['x', 'kind'], numbers: new Set(['x']), warmUp };
  const { value, problems } = await followFile(path, kind, wanted);
  if (!value) throw new Error(problems.map((problem) => describeProblem(problem)).join());
  onTestFinished(() => value.close());
  return { path, stream: value };
}

/** All rows that are there, and what is said of others. */
async function rowsOf(stream: RowStream) {
  const rows: (number | string | null)[][] = [];
  const faults: string[] = [];
  for (;;) {
    const answer = await stream.next();
    if (answer.state !== 'rows') {
      const ending = answer.state === 'over' ? answer.problem?.code : undefined;
      return { rows, faults, state: answer.state, ...(ending ? { ending } : {}) };
    }
    const { block } = answer;
    for (let row = 0; row < block.rows; row++) {
      const cells = block.columns.map((column) =>
        column.kind === 'words' ? column.words[row]! : column.missing[row] ? null : column.numbers[row]!,
      );
      rows.push(cells);
    }
    faults.push(...block.faults.map((fault) => describeProblem(fault)));
  }
}

it('gives whole lines, and a line that is cut off when its end comes', async () => {
  const { path, stream } = await follow('x,other,kind\n1,a,red\n2,b,blue\n3,c,gr');
  expect(await rowsOf(stream)).toEqual({
    rows: [
      [1, 'red'],
      [2, 'blue'],
    ],
    faults: [],
    state: 'waiting',
  });
  appendFileSync(path, 'een');
  expect((await rowsOf(stream)).rows).toEqual([]);
  appendFileSync(path, '\r\n4,d,\n');
  expect((await rowsOf(stream)).rows).toEqual([
    [3, 'green'],
    [4, null],
  ]);
});

it('waits for the rows that tell what columns hold', async () => {
  const { path, stream } = await follow('kind,x\n7,1\n', { warmUp: 3 });
  expect((await rowsOf(stream)).rows).toEqual([]);
  appendFileSync(path, '8,NA\n09,2\n');
  // One padded number makes all of them names.
  expect((await rowsOf(stream)).rows).toEqual([
    [1, '7'],
    [null, '8'],
    [2, '09'],
  ]);
});

it('leaves out what is no row, and names its line', async () => {
  const { path, stream } = await follow('x,kind\n1,red\n2,blue\n');
  await rowsOf(stream);
  appendFileSync(path, 'three,red\n4\n5,"re"d\n6,"a ""b"", c"\n\n1e999,red\n7,red\n');
  const { rows, faults } = await rowsOf(stream);
  expect(rows).toEqual([
    [6, 'a "b", c'],
    [7, 'red'],
  ]);
  expect(faults.map((fault) => /Line \d+ is left out: [^.]*/.exec(fault)?.[0])).toEqual([
    'Line 5 is left out: it has 1 cell where the first line has 2 names',
    'Line 6 is left out: a quote is not closed in it, or something follows it before the next separator',
    'Line 4 is left out: column “x” needs a number, and holds “three”',
    'Line 9 is left out: column “x” needs a number, and holds “1e999”',
  ]);
});

it('reads objects, one a line', async () => {
  const { path, stream } = await follow('{"x": 1, "kind": "red"}\n{"kind": "blue", "x": null}\n', {
    name: 'd.jsonl',
  });
  expect((await rowsOf(stream)).rows).toEqual([
    [1, 'red'],
    [null, 'blue'],
  ]);
  appendFileSync(path, '{"x": 2}\n[1]\n{"x": tru\n{"x": true, "kind": 3}\n');
  const { rows, faults } = await rowsOf(stream);
  expect(rows).toEqual([
    [2, null],
    [1, '3'],
  ]);
  expect(faults).toHaveLength(2);
});

describe('ends', () => {
  it('where the file becomes shorter', async () => {
    const { path, stream } = await follow('x,kind\n1,red\n2,blue\n');
    await rowsOf(stream);
    truncateSync(path, 5);
    expect(await rowsOf(stream)).toMatchObject({ state: 'over', ending: 'MTL6081' });
  });

  it('where another file takes its place', async () => {
    const { path, stream } = await follow('x,kind\n1,red\n2,blue\n');
    await rowsOf(stream);
    renameSync(path, `${path}.old`);
    writeFileSync(path, 'x,kind\n9,red\n');
    expect(await rowsOf(stream)).toMatchObject({ rows: [], state: 'over', ending: 'MTL6082' });
  });
});

it('names a column that is not there, and the nearest one', async () => {
  await expect(follow('x,kinds\n1,red\n')).rejects.toThrow('kinds');
});

it.each([
  ['a,b', ['a', 'b']],
  ['"a,b",', ['a,b', '']],
  ['"a""",b', ['a"', 'b']],
  ['a"b,c', ['a"b', 'c']],
  ['"a', undefined],
  ['"a"b,c', undefined],
  ['', ['']],
])('takes %s apart', (line, cells) => {
  expect(cellsOfLine(line, ',')).toEqual(cells);
});
