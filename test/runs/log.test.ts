/** Logs that are whole, cut, hostile, growing, or full. */
import {
  appendFileSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { describeProblem } from '../../contract/problem';
import { text } from '../../contract/text';
import type { RunEvent } from '../../contract/run-log';
import { closeLog } from '../../runs/close-log';
import { followLog } from '../../runs/follow-log';
import { listRuns } from '../../runs/list-runs';
import { parseLog } from '../../runs/parse-log';
import { readLog } from '../../runs/read-log';
import { readTold } from '../../runs/read-told';
import { fullDisk } from '../support/full-disk';
import { everyEvent } from '../support/run-events';
import { temporaryFolder } from '../support/temporary-folder';

const lineOf = (event: object) => `${JSON.stringify(event)}\n`;
const textOf = (events: readonly object[]) => events.map(lineOf).join('');
const ending = {
  status: 'failed',
  problem: { code: 'MTL8003', severity: 'error', message: text('Gone.'), remedy: text('Again.') },
} as const;

test('every kind of event is read back', () => {
  expect(parseLog(textOf(everyEvent))).toEqual({ events: everyEvent, unreadable: [] });
});

test('a log cut at any byte gives the events before the cut, and is closed without a scar', async () => {
  const whole = Buffer.from(textOf(everyEvent.slice(0, 4)));
  const folder = temporaryFolder();
  const file = join(folder, 'run.jsonl');
  const ends = [...whole.keys()].filter((index) => whole[index] === 10);
  for (let length = 0; length <= whole.length; length++) {
    writeFileSync(file, whole.subarray(0, length));
    // A line without its line end is whole when its last brace is there.
    const count = ends.filter((end) => end <= length).length;
    const { value, problems } = await readLog(folder);
    expect([value, problems]).toEqual([everyEvent.slice(0, count), []]);
    const end = await closeLog(folder, ending);
    expect(end).toMatchObject({ kind: 'end', status: 'failed', sequence: count });
    const closed = readFileSync(file, 'utf8');
    expect(closed).toBe(textOf([...everyEvent.slice(0, count), end]));
  }
});

const kindsOf = (events: readonly RunEvent[]) => events.map(({ kind, sequence }) => `${kind} ${sequence}`);
const isMany = ({ kind }: RunEvent) => kind === 'progress' || kind === 'epoch' || kind === 'checkpoint';

test('of a log of many steps all is told but steps and epochs on the way', async () => {
  const turns = [...everyEvent, ...everyEvent.filter(({ kind }) => kind === 'progress' || kind === 'epoch')];
  const many = Array.from({ length: 9000 }, (_, index) => ({
    ...turns[index % turns.length]!,
    sequence: index,
  }));
  const whole = textOf(many);
  expect(whole.length).toBeGreaterThan(2 * 2 ** 20);
  const folder = temporaryFolder({ 'run.jsonl': whole });
  const kept = many.filter(
    (event) => !isMany(event) || event === many.findLast(({ kind }) => kind === event.kind),
  );
  const { value, problems } = await readTold(folder);
  expect(problems).toEqual([]);
  expect(kindsOf(value!)).toEqual(kindsOf(kept));
});

test('of a log cut in its last lines all before the cut is told, and a broken line by its number', async () => {
  const first = everyEvent.slice(0, 4);
  const whole = Buffer.from(textOf(first));
  const folder = temporaryFolder();
  const file = join(folder, 'run.jsonl');
  for (let length = whole.length - 300; length <= whole.length; length++) {
    writeFileSync(file, whole.subarray(0, length));
    const { value } = await readLog(folder);
    expect(await readTold(folder)).toEqual({ value, problems: [] });
  }
  writeFileSync(file, `${textOf(first)}no event\n{"kind":"progress",\n`);
  const { value, problems } = await readTold(folder);
  expect(value).toEqual(first);
  expect(problems.map((problem) => describeProblem(problem))).toEqual([
    expect.stringContaining('5'),
    expect.stringContaining('6'),
  ]);
  expect((await readTold(join(folder, 'none'))).problems).toEqual(
    (await readLog(join(folder, 'none'))).problems,
  );
});

test('a log that is too long for a text is thinned', async () => {
  const [start, ...others] = everyEvent;
  const progress = others.find(({ kind }) => kind === 'progress')!;
  const many = Array.from({ length: 5000 }, (_, index) => ({ ...progress, sequence: index + 1 }));
  const end = { ...everyEvent.at(-1)!, sequence: many.length + 1 };
  const folder = temporaryFolder({ 'run.jsonl': textOf([start!, ...many, end]) });
  const { value = [], problems } = await readLog(folder, 100_000);
  expect([value[0], value.at(-1), problems]).toEqual([start, end, []]);
  expect(value.length).toBeLessThan(2000);
  expect((await readLog(folder)).value).toHaveLength(5002);
});

test('a log that has an end keeps it', async () => {
  const folder = temporaryFolder({ 'run.jsonl': textOf(everyEvent) });
  expect(await closeLog(folder, ending)).toEqual(everyEvent.at(-1));
  expect(readFileSync(join(folder, 'run.jsonl'), 'utf8')).toBe(textOf(everyEvent));
});

test('what a trainer that was killed has left in its scratch folder goes with the end of its log', async () => {
  const folder = temporaryFolder({ 'run.jsonl': textOf(everyEvent.slice(0, 2)), 'scratch/rows': 'many' });
  await closeLog(folder, ending);
  expect(readdirSync(folder)).toEqual(['run.jsonl']);
});

describe('lines that are no events', () => {
  const good = everyEvent[0]!;
  test.each([
    ['no JSON', '{"kind":'],
    ['another type', '7'],
    ['a list', '[]'],
    ['null', 'null'],
    ['an event without a field', JSON.stringify({ kind: 'checkpoint', file: 'a', sequence: 1, time: 1 })],
    ['a field of another type', JSON.stringify({ ...good, title: 7 })],
    ['a result of text', JSON.stringify({ ...everyEvent[2], results: { train: { a: { loss: 'low' } } } })],
    ['a negative sequence', JSON.stringify({ ...good, sequence: -1 })],
    ['no time', JSON.stringify({ ...good, time: null })],
    ['another version', JSON.stringify({ ...good, version: 99 })],
    ['zero bytes', '\0\0\0'],
  ])('%s', async (_, line) => {
    const folder = temporaryFolder({ 'run.jsonl': `${lineOf(good)}${line}\n\n${lineOf(everyEvent[1]!)}` });
    const { value, problems } = await readLog(folder);
    expect(value).toEqual(everyEvent.slice(0, 2));
    expect(
      problems.map((problem) => `${problem.code} ${problem.severity} ${describeProblem(problem)}`),
    ).toEqual([
      expect.stringMatching(/^MTL8006 warning .*run\.jsonl: Line 2 of the run log is not an event\./),
    ]);
  });

  test.each(['later', '__proto__', 'constructor', 'toString'])(
    'kinds of newer versions are left out: %s',
    async (kind) => {
      const line = JSON.stringify({ ...good, kind });
      const folder = temporaryFolder({ 'run.jsonl': `${line}\n${lineOf(good)}` });
      expect(await readLog(folder)).toEqual({ value: [good], problems: [] });
    },
  );

  test('a missing log', async () => {
    const { value, problems } = await readLog(temporaryFolder());
    expect(value).toBeUndefined();
    expect(problems.map(({ code }) => code)).toEqual(['MTL8007']);
  });
});

test.skipIf(!fullDisk.available)(
  `a full disk: the end says so, and the log has no half line ${fullDisk.why}`,
  async () => {
    const folder = fullDisk.mount(8192);
    const file = join(folder, 'run.jsonl');
    writeFileSync(file, lineOf(everyEvent[0]!));
    try {
      for (;;) appendFileSync(join(folder, 'filler'), Buffer.alloc(1024));
    } catch {
      // Full now.
    }
    appendToTheLast(file);
    const end = await closeLog(folder, ending);
    expect(end).toMatchObject({ kind: 'end', status: 'failed', problem: { code: 'MTL8002' } });
    expect((await readLog(folder)).value![0]).toEqual(everyEvent[0]);
    expect(readFileSync(file, 'utf8').endsWith('\n')).toBe(true);
  },
);

/** Fills the rest of the log's own page, which a disk that is full still has. */
function appendToTheLast(file: string): void {
  try {
    for (;;) appendFileSync(file, '\n'.repeat(64));
  } catch {
    // Full now.
  }
}

/** Follows until the running test is over; `arrived` waits for so many events. */
function follow(folder: string, since = 0) {
  const heard: RunEvent[] = [];
  const follower = followLog(folder, since, (events) => heard.push(...events));
  onTestFinished(() => follower.dispose());
  const arrived = async (count: number) => {
    await vi.waitFor(() => expect(heard.length).toBeGreaterThanOrEqual(count), 10_000);
    return heard;
  };
  return { follower, heard, arrived };
}

describe('following', () => {
  test('a log that is there, then what is added, in halves and characters of many bytes', async () => {
    const folder = temporaryFolder({ 'run.jsonl': textOf(everyEvent.slice(0, 2)) });
    const { arrived } = follow(folder);
    expect(await arrived(2)).toEqual(everyEvent.slice(0, 2));
    const event = { ...everyEvent[0]!, title: '数字 😀', sequence: 2 };
    for (const byte of Buffer.from(lineOf(event))) appendFileSync(join(folder, 'run.jsonl'), Buffer.of(byte));
    expect(await arrived(3)).toEqual([...everyEvent.slice(0, 2), event]);
  });

  test('from a sequence number on', async () => {
    const folder = temporaryFolder({ 'run.jsonl': textOf(everyEvent) });
    expect(await follow(folder, 3).arrived(4)).toEqual(everyEvent.slice(3));
  });

  test('a log that does not exist yet, and one that begins anew', async () => {
    const folder = temporaryFolder();
    const file = join(folder, 'run.jsonl');
    const { arrived } = follow(folder);
    writeFileSync(file, textOf(everyEvent.slice(0, 3)));
    expect(await arrived(3)).toEqual(everyEvent.slice(0, 3));
    truncateSync(file, 0);
    writeFileSync(file, lineOf(everyEvent[0]!));
    expect(await arrived(4)).toEqual([...everyEvent.slice(0, 3), everyEvent[0]!]);
  });

  test('a log whose end was cut off and written anew between two looks', async () => {
    const long = { ...everyEvent[0]!, title: 'long '.repeat(9), sequence: 3 };
    const before = [...everyEvent.slice(0, 3), long];
    const after = [...everyEvent.slice(0, 2), ...everyEvent.slice(0, 9)].map((event, sequence) => ({
      ...event,
      sequence,
    }));
    const folder = temporaryFolder({ 'run.jsonl': textOf(before) });
    const { arrived } = follow(folder);
    expect(await arrived(4)).toEqual(before);
    writeFileSync(join(folder, 'next'), textOf(after));
    renameSync(join(folder, 'next'), join(folder, 'run.jsonl'));
    expect(await arrived(4 + after.length)).toEqual([...before, ...after]);
  });

  test('ends when it is disposed of', async () => {
    const folder = temporaryFolder({ 'run.jsonl': lineOf(everyEvent[0]!) });
    const { follower, heard, arrived } = follow(folder);
    await arrived(1);
    follower.dispose();
    appendFileSync(join(folder, 'run.jsonl'), lineOf(everyEvent[1]!));
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(heard).toHaveLength(1);
  });
});

test('runs of a folder, newest first, with their states', async () => {
  const start = everyEvent.find((event) => event.kind === 'start')!;
  const epoch = everyEvent.find((event) => event.kind === 'epoch')!;
  const end = everyEvent.find((event) => event.kind === 'end')!;
  const log = (time: number, ...more: object[]) => textOf([{ ...start, time, title: `at ${time}` }, ...more]);
  // A process number that is never given out.
  const nobody = { pid: 2 ** 30 };
  const root = temporaryFolder({
    'a/run.jsonl': log(1, epoch, { ...end, status: 'completed' }),
    'b/run.jsonl': log(3, { ...end, status: 'stopped' }),
    'c/run.jsonl': textOf([{ ...start, ...nobody, time: 2 }, epoch]),
    'd/run.jsonl': '',
    'e/other.txt': '',
    'f.txt': '',
  });
  const runs = await listRuns(root);
  expect(runs.map(({ name, state }) => `${name} ${state}`)).toEqual(['b stopped', 'c lost', 'a completed']);
  expect(runs[1]).toMatchObject({ path: join(root, 'c'), started: 2, epochs: 1, results: epoch.results });
  expect(runs[2]).toMatchObject({ title: 'at 1', heard: end.time, results: end.results });
  rmSync(root, { recursive: true });
  expect(await listRuns(root)).toEqual([]);
});
