/** `mtl train`: the protocol, the folder, exit codes, settings, and what is said to wrong input. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runFiles, type RunEvent } from '../../contract/run-log';
import { parseRunEvent } from '../../contract/parse-run-event';
import { temporaryFolder } from '../support/temporary-folder';
import { smallFiles, smallText } from './experiments';
import { endOf, eventsOf, mtl, shared } from './mtl';

const kept = [
  runFiles.experiment,
  runFiles.plan,
  runFiles.log,
  runFiles.model,
  runFiles.checkpoint,
  runFiles.report,
];

it('with --json prints the run log and nothing else, and keeps the run', async () => {
  const folder = temporaryFolder(smallFiles());
  const answer = await mtl(['train', 'small.mtl', '--json', '--out', 'kept'], folder);
  expect({ code: answer.code, stderr: answer.stderr }).toEqual({ code: 0, stderr: '' });
  const events = eventsOf(answer);
  expect(events.every((event) => parseRunEvent(event) !== undefined)).toBe(true);
  expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_, index) => index));
  expect(readFileSync(join(folder, 'kept', runFiles.log), 'utf8')).toBe(answer.stdout);
  const end = endOf(answer);
  expect(end.status).toBe('completed');
  expect(Object.keys(end.results)).toEqual(['train', 'validation', 'test']);
  expect(end.results.test!['kind']).toEqual({ loss: expect.any(Number), accuracy: expect.any(Number) });
  expect(readdirSync(join(folder, 'kept'))).toEqual(expect.arrayContaining(kept));
  expect(readFileSync(join(folder, 'kept', runFiles.experiment), 'utf8')).toBe(smallText());
});

it('for a person prints epochs, a table of all parts, and where the run is', async () => {
  const folder = temporaryFolder(smallFiles());
  const { code, stdout } = await mtl(['train', 'small.mtl'], folder);
  expect(code).toBe(0);
  expect(stdout).toMatch(/epoch 1\/3 .*kind .*sums /);
  expect(stdout).toMatch(/task +measure +train +validation +test/);
  expect(stdout).toMatch(/kind +loss +[\d.]+ +[\d.]+ +[\d.]+\n +accuracy/);
  const [run] = readdirSync(join(folder, 'runs'));
  expect(run).toMatch(/^\d{4}-\d\d-\d\dT[\d-]+-sums-and-kinds$/);
  expect(stdout).toContain(join('runs', run!));
  expect(existsSync(join(folder, 'runs', run!, runFiles.report))).toBe(true);
});

it('takes other values for constants and properties of train', async () => {
  const folder = temporaryFolder(smallFiles());
  const settings = [
    '--set',
    'width=3',
    '--set',
    'epochs=2',
    '--set',
    'optimizer=sgd(rate: 0.1)',
    '--device',
    'reference',
  ];
  const [start] = eventsOf(await mtl(['train', 'small.mtl', '--json', '--out', 'run', ...settings], folder));
  // 2 x 3 + 3, then 3 x 2 + 2 for each task.
  expect(start).toMatchObject({ kind: 'start', parameters: 25, epochs: 2, engine: 'reference' });
});

it('reads rows from disk where they may not take enough memory, with the same results', async () => {
  const folder = temporaryFolder(smallFiles());
  const train = (out: string, ...more: string[]) =>
    mtl(['train', 'small.mtl', '--json', '--out', out, ...more], folder);
  const [held, stored] = [await train('held'), await train('stored', '--memory', '1KB')];
  expect([eventsOf(held)[0], eventsOf(stored)[0]]).toMatchObject([{ rowsIn: 'memory' }, { rowsIn: 'disk' }]);
  expect(endOf(stored).results).toEqual(endOf(held).results);
  const model = (run: string) => readFileSync(join(folder, run, runFiles.model));
  expect(model('stored').equals(model('held'))).toBe(true);
  expect(readdirSync(join(folder, 'stored'))).not.toContain(runFiles.scratch);
});

it('does not write into a folder that holds something', async () => {
  const folder = temporaryFolder({ ...smallFiles(), 'run/mine.txt': 'mine' });
  const { code, stderr } = await mtl(['train', 'small.mtl', '--out', 'run'], folder);
  expect(code).toBe(1);
  expect(stderr).toContain('not empty');
  expect(readdirSync(join(folder, 'run'))).toEqual(['mine.txt']);
});

describe('wrong input is told with place and remedy, and ends with 1', () => {
  const cases: readonly { what: string; files: Record<string, string>; says: readonly string[] }[] = [
    {
      what: 'a missing data file',
      files: { 'small.mtl': smallText(), 'e.csv': 'a\n1\n' },
      says: ['d.csv', 'small.mtl:7:'],
    },
    { what: 'an empty data file', files: { ...smallFiles(), 'd.csv': '' }, says: ['empty', 'd.csv'] },
    {
      what: 'text where numbers are needed',
      files: smallFiles('epochs: 1', 'd[sum, words] as numbers(2)'),
      says: ['words', 'small.mtl:'],
    },
    { what: 'all labels missing', files: smallFiles('epochs: 1', 'd.empty as number'), says: ['empty'] },
    { what: 'a batch larger than the data', files: edited('batch: 12', 'batch: 64'), says: ['64', '36'] },
    {
      what: 'an infinite loss',
      files: edited('adam(rate: 0.05)', 'sgd(rate: 1e30)'),
      says: ['epoch 1', 'step 2', 'rate', 'task kind'],
    },
  ];
  it.each(cases)('$what', async ({ files, says }) => {
    const folder = temporaryFolder(files);
    const { code, stderr } = await mtl(['train', 'small.mtl', '--out', 'run'], folder);
    expect(code).toBe(1);
    for (const word of says) expect(stderr).toContain(word);
    const log = join(folder, 'run', runFiles.log);
    if (!existsSync(log)) return;
    const events = readFileSync(log, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as RunEvent);
    expect(events.at(-1)).toMatchObject({ kind: 'end', status: 'failed', problem: { severity: 'error' } });
  });
});

it('with --json a text with errors ends with one event that says so', async () => {
  const folder = temporaryFolder({ 'bad.mtl': 'task x(y) { predict: d.z as number }\n' });
  const answer = await mtl(['train', 'bad.mtl', '--json'], folder);
  expect(answer.code).toBe(1);
  expect(eventsOf(answer)).toHaveLength(1);
  expect(endOf(answer)).toMatchObject({ status: 'failed', problem: { severity: 'error' } });
  expect(parseRunEvent(eventsOf(answer)[0])).toBeDefined();
});

describe('the shared examples', () => {
  it('lowers both losses of the founding document', async () => {
    const answer = await trainShared('founding');
    const epochs = eventsOf(answer).flatMap((event) =>
      event.kind === 'epoch' ? [event.results.train!] : [],
    );
    for (const task of ['classification', 'detection']) {
      expect(epochs.at(-1)![task]!.loss).toBeLessThan(epochs[0]![task]!.loss! / 2);
    }
    const { test } = endOf(answer).results;
    expect(test!['classification']!['accuracy']).toBeGreaterThan(0.5);
    expect(test!['detection']!['mse']).toBeLessThan(0.3);
  });

  it('learns numerals and their morphology, the same to the last digit on a second run', async () => {
    const [first, second] = [endOf(await trainShared('numerals')), endOf(await trainShared('numerals'))];
    expect(first.results.test!['numeral']!['accuracy']).toBeGreaterThanOrEqual(0.95);
    expect(first.results.test!['morphology']!['mse']).toBeLessThan(0.35);
    expect(second.results).toEqual(first.results);
  });

  it('co-trains two views, with one event a round', async () => {
    const answer = await trainShared('two-views');
    const rounds = eventsOf(answer).filter((event) => event.kind === 'round');
    expect(rounds.map(({ round }) => round)).toEqual(rounds.map((_, index) => index));
    expect(rounds[0]).toMatchObject({ accepted: 0, precision: null, pool: 1280, rounds: 12 });
    expect(rounds[1]!.accepted).toBe(100);
    for (const { round, pool, acceptedInAll, precision, precisionRows } of rounds.slice(1)) {
      expect(pool).toBe(1280 - rounds[round - 1]!.acceptedInAll);
      expect(acceptedInAll).toBeGreaterThanOrEqual(rounds[round - 1]!.acceptedInAll);
      expect(precision).toBeGreaterThan(0.9);
      expect(precisionRows).toBeGreaterThan(100);
    }
    expect(rounds.at(-1)!.disagreement).toBeLessThan(rounds[0]!.disagreement);
    const of = (index: number, network: string) =>
      rounds.at(index)!.networks[network]!.test!['numeral']!['accuracy']!;
    for (const network of ['byOutline', 'byProfile']) expect(of(-1, network)).toBeGreaterThan(of(0, network));
    expect(endOf(answer).results.test!['numeral']!['accuracy']).toBe(of(-1, 'all'));
  });
});

/** The small experiment with one thing written otherwise. */
function edited(from: string, to: string): Record<string, string> {
  const files = smallFiles();
  return { ...files, 'small.mtl': files['small.mtl']!.replace(from, to) };
}

const trainShared = (example: string) =>
  mtl(['train', join(shared, `examples/${example}.mtl`), '--json', '--out', join(temporaryFolder(), 'run')]);
