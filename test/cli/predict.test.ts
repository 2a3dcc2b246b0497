/** `mtl predict`: tables in, predictions out, as a trained run makes them. */
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/temporary-folder';
import { smallFiles, smallTable, smallText } from './experiments';
import { mtl } from './mtl';

/** One run serves all tests. */
const home = mkdtempSync(join(tmpdir(), 'mtl-predict-'));
const run = join(home, 'run');
const data = join(home, 'd.csv');
const trainerFile = join(import.meta.dirname, '../../dist/trainer.cjs');

beforeAll(async () => {
  for (const [file, content] of Object.entries(smallFiles('epochs: 80')))
    writeFileSync(join(home, file), content);
  await mtl(['train', 'small.mtl', '--out', 'run'], home);
  return () => rmSync(home, { recursive: true });
});

/** Rows of a table whose cells may be quoted. */
function rowsOf(csv: string): string[][] {
  expect(csv.endsWith('\r\n')).toBe(true);
  return csv
    .trimEnd()
    .split('\r\n')
    .map((line) =>
      [...line.matchAll(/(?:^|,)(?:"([^"]*)"|([^,]*))/g)].map(([, quoted, plain]) => quoted ?? plain!),
    );
}

const truth = () =>
  smallTable()
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => line.split(',').slice(0, 2).map(Number) as [number, number]);

it('predicts classes with their confidence, and numbers in the unit of the data', async () => {
  const { code, stdout, stderr } = await mtl(['predict', run, join(home, 'd.csv')]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const [headings, ...rows] = rowsOf(stdout);
  expect(headings).toEqual(['kind', 'kind.confidence', 'sum', 'difference']);
  const data = truth();
  expect(rows).toHaveLength(data.length);
  const right = rows.filter(
    ([kind], row) => kind === (data[row]![0] > data[row]![1] ? 'more, much' : 'less'),
  );
  expect(right.length / rows.length).toBeGreaterThan(0.85);
  const error = rows.reduce((sum, [, , , difference], row) => {
    const [a, b] = data[row]!;
    return sum + Math.abs(Number(difference) - 100 * (a - b)) / rows.length;
  }, 0);
  // Differences reach from -100 to 100.
  expect(error).toBeLessThan(8);
  for (const [, confidence] of rows) expect(Number(confidence)).toBeGreaterThanOrEqual(0.5);
});

it('writes the same to a file', async () => {
  const file = join(temporaryFolder(), 'out.csv');
  const { code, stdout } = await mtl(['predict', run, join(home, 'd.csv'), '--out', file]);
  expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
  expect(readFileSync(file, 'utf8')).toBe((await mtl(['predict', run, join(home, 'd.csv')])).stdout);
});

it('waits for a reader that takes its time', async () => {
  const rows = 20_000;
  const folder = temporaryFolder({ 'rows.csv': `a,b\n${'0.25,0.75\n'.repeat(rows)}` });
  const predictor = spawn(process.execPath, [trainerFile, '--predict', run, join(folder, 'rows.csv')]);
  let [said, complaints] = ['', ''];
  predictor.stderr.on('data', (bytes) => (complaints += String(bytes)));
  // What the system holds between two processes is full by then.
  setTimeout(() => predictor.stdout.on('data', (bytes) => (said += String(bytes))), 1500);
  const code = await new Promise((resolve) => predictor.once('close', resolve));
  expect({ code, complaints }).toEqual({ code: 0, complaints: '' });
  expect(rowsOf(said)).toHaveLength(rows + 1);
});

it('reads other kinds of files, other orders of columns, and takes the mean for what is missing', async () => {
  const folder = temporaryFolder({ 'rows.jsonl': '{"b": 0.9, "a": 0.1}\n{"b": 0.5, "a": null}\n' });
  const { code, stdout } = await mtl(['predict', run, 'rows.jsonl'], folder);
  expect(code).toBe(0);
  const [, first, second] = rowsOf(stdout);
  expect(first![0]).toBe('less');
  expect(second!.every((cell) => cell !== '')).toBe(true);
});

const changed = (change: (folder: string) => void) => {
  const folder = temporaryFolder();
  cpSync(run, folder, { recursive: true });
  change(folder);
  return mtl(['predict', folder, data]);
};

describe('a run folder that was changed by hand', () => {
  it.each([
    {
      what: 'half a model',
      file: 'model.onnx',
      says: 'error[MTL7016]: The model cannot be read: Protobuf parsing failed.',
    },
    { what: 'half a plan', file: 'plan.json', says: 'error[MTL7001]' },
  ])('$what', async ({ file, says }) => {
    const { code, stderr } = await changed((folder) => truncateSync(join(folder, file), 500));
    expect(code).toBe(1);
    expect(stderr).toContain(says);
    expect(stderr).not.toContain('    at ');
  });

  it('no log: classes are numbered, and it says so', async () => {
    const { code, stdout, stderr } = await changed((folder) => rmSync(join(folder, 'run.jsonl')));
    expect(code).toBe(0);
    expect(rowsOf(stdout)[1]![0]).toMatch(/^[01]$/);
    expect(stderr).toContain('warning[MTL7018]');
  });
});

it('tells tasks apart from columns that are called like them', async () => {
  const text = smallText().replace('task kind(', 'task sum(').replace('epochs: 3', 'epochs: 1');
  const folder = temporaryFolder({ ...smallFiles(), 'small.mtl': text });
  await mtl(['train', 'small.mtl', '--out', 'run'], folder);
  const { stdout } = await mtl(['predict', 'run', 'd.csv'], folder);
  expect(rowsOf(stdout)[0]).toEqual(['sum', 'sum.confidence', 'sums.sum', 'difference']);
});

it.skipIf(!existsSync('/dev/full'))('a full disk', async () => {
  const { code, stderr } = await mtl(['predict', run, data, '--out', '/dev/full']);
  expect(code).toBe(1);
  expect(stderr).toContain('error[MTL7017]: The disk is full.');
});

describe('what cannot be predicted is said', () => {
  const files = {
    'good.csv': 'a,b\n1,2\n',
    'c.csv': 'a,B\n1,2\n',
    'w.csv': 'a,b\n1,2\n3,high\n',
    'empty.csv': '',
  };
  it.each([
    { what: 'a missing column', args: [run, 'c.csv'], says: ['“b”', 'B', 'c.csv'] },
    { what: 'text for numbers', args: [run, 'w.csv'], says: ['high', 'w.csv', 'b'] },
    { what: 'an empty file', args: [run, 'empty.csv'], says: ['empty.csv'] },
    { what: 'a missing file', args: [run, 'cc.csv'], says: ['cc.csv', 'c.csv'] },
    { what: 'no run', args: ['nowhere', 'w.csv'], says: ['error[MTL7015]', 'nowhere', 'no such run folder'] },
    { what: 'a folder that is no run', args: ['.', 'w.csv'], says: ['error[MTL7013]', 'no trained model'] },
    {
      what: 'a folder to write to',
      args: [run, data, '--out', '.'],
      says: ['error[MTL7017]', 'folder, not'],
    },
    {
      what: 'the file of the rows to write to',
      args: [run, 'good.csv', '--out', './good.csv'],
      says: ['error[MTL7017]', 'the file of the rows'],
    },
    {
      what: 'no folder to write in',
      args: [run, data, '--out', 'no/a.csv'],
      says: ['error[MTL7017]', 'not exist'],
    },
  ])('$what', async ({ args, says }) => {
    const { code, stdout, stderr } = await mtl(['predict', ...args], temporaryFolder(files));
    expect(code).toBe(1);
    expect(stdout).toBe('');
    for (const word of says) expect(stderr).toContain(word);
  });
});
