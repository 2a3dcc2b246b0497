/** What is kept of logs for curves: bounded, the best and the latest among it, also of logs that are cut, damaged or empty. */
import { spawn } from 'node:child_process';
import { appendFileSync, chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { RunEvent } from '../../contract/run-log';
import { comparableRuns } from '../../runs/comparable-runs';
import { followLog } from '../../runs/follow-log';
import { readThinned } from '../../runs/read-thinned';
import { ThinnedLog } from '../../runs/thinned-log';
import { isTrainerAtWork, keepPid } from '../../runs/trainer-pid';
import { everyEvent } from '../support/run-events';
import { numeralsRun } from '../support/synthetic-runs';
import { temporaryFolder } from '../support/temporary-folder';

const textOf = (events: readonly object[]) => events.map((event) => `${JSON.stringify(event)}\n`).join('');
const kindsOf = (events: readonly RunEvent[]) => {
  const counts: Record<string, number> = {};
  for (const { kind } of events) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
};
const thinned = (events: readonly RunEvent[]): ThinnedLog => {
  const log = new ThinnedLog();
  log.receive(events);
  return log;
};
const accuracyOf = (event: RunEvent): number =>
  event.kind === 'epoch' ? (event.results.validation?.['numeral']?.['accuracy'] ?? -1) : -1;

test('of a short log everything is kept that is drawn', () => {
  const events = numeralsRun({ epochs: 12, stepsPerEpoch: 20, every: 2, end: { status: 'completed' } });
  const log = thinned(events);
  expect(log.since(0)).toEqual(events);
  expect(log.since(40)).toEqual(events.slice(40));
  expect([log.next, log.isOver, log.beginnings]).toEqual([events.length, true, 0]);
  expect(
    thinned(everyEvent)
      .since(0)
      .map(({ kind }) => kind),
  ).toEqual(
    everyEvent
      .map(({ kind }) => kind)
      .filter((kind) => !['notice', 'checkpoint', 'federated'].includes(kind)),
  );
});

test('of a log of 100,000 steps so much is kept as a chart has room for, the best epoch and the latest events among it', () => {
  const events = numeralsRun({ epochs: 5_000, stepsPerEpoch: 20, every: 1 });
  // An epoch in the midst that no other comes near.
  const best = events.findIndex((event) => event.kind === 'epoch' && event.epoch === 1_733);
  const marked = events.with(best, {
    ...events[best]!,
    results: { validation: { numeral: { loss: 1, accuracy: 0.999_999 } } },
  } as RunEvent);
  const kept = thinned(marked).since(0);
  const { progress, epoch } = kindsOf(kept);
  expect(progress).toBeGreaterThan(500);
  expect(progress).toBeLessThanOrEqual(1_001);
  expect(epoch).toBeLessThanOrEqual(1_050);
  expect(kept.at(-1)).toBe(marked.at(-1));
  expect(kept.findLast(({ kind }) => kind === 'progress')).toBe(
    marked.findLast(({ kind }) => kind === 'progress'),
  );
  expect(kept.toSorted((a, b) => accuracyOf(b) - accuracyOf(a))[0]).toBe(marked[best]);
  const numbers = kept.map(({ sequence }) => sequence);
  expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
});

test('a log that is read again from its first event takes the place of what was told before', () => {
  const events = numeralsRun({ epochs: 4, stepsPerEpoch: 10, every: 5 });
  const log = thinned(events);
  log.receive(events.slice(3));
  expect([log.next, log.beginnings]).toEqual([events.length, 0]);
  log.receive(events.slice(0, 5));
  expect([log.next, log.beginnings]).toEqual([5, 1]);
  expect(log.since(0)).toEqual(events.slice(0, 5));
});

test.each<[string, (whole: string) => string, number, readonly string[]]>([
  ['whole', (whole) => whole, 14, []],
  ['cut in its last line', (whole) => whole.slice(0, -9), 13, []],
  ['without a last line end', (whole) => whole.trimEnd(), 14, []],
  ['with a line of zeros', (whole) => whole.replace('\n', '\n\0\0\0\n'), 14, ['MTL8006']],
  ['empty', () => '', 0, ['MTL8029']],
  ['of something else', () => 'hello\n'.repeat(1000), 0, ['MTL8029']],
  ['without its first line', (whole) => whole.slice(whole.indexOf('\n') + 1), 0, ['MTL8029']],
])('a log that is %s', async (_, change, count, codes) => {
  const events = numeralsRun({ epochs: 4, stepsPerEpoch: 10, every: 5, end: { status: 'stopped' } });
  const folder = temporaryFolder({ 'run.jsonl': change(textOf(events)) });
  const { value, problems } = await readThinned(folder);
  expect([value?.since(0).length ?? 0, problems.map(({ code }) => code)]).toEqual([count, codes]);
});

test('a log that is not there, or closed to us, says so', async () => {
  const folder = temporaryFolder();
  expect((await readThinned(folder)).problems[0]?.message.template).toBe('There is no run log {log}.');
  writeFileSync(join(folder, 'run.jsonl'), '');
  chmodSync(join(folder, 'run.jsonl'), 0o000);
  const { problems } = await readThinned(folder);
  // Root reads everything.
  const expected =
    process.getuid?.() === 0
      ? 'The run log {log} does not tell how the run began.'
      : 'The run log {log} cannot be read ({code}).';
  expect(problems[0]?.message.template).toBe(expected);
});

test('a log larger than what is read at once is read and followed in pieces, each event once', async () => {
  const events = numeralsRun({ epochs: 330, stepsPerEpoch: 40, every: 2, end: { status: 'completed' } });
  const text = textOf(events);
  expect(text.length).toBeGreaterThan(2 * 1024 * 1024);
  const folder = temporaryFolder({ 'run.jsonl': text.slice(0, -30) });
  expect((await readThinned(folder)).value?.next).toBe(events.length - 1);
  const heard: RunEvent[] = [];
  let calls = 0;
  const follower = followLog(folder, 0, (news) => {
    calls += 1;
    heard.push(...news);
  });
  onTestFinished(() => follower.dispose());
  await vi.waitFor(() => expect(heard).toHaveLength(events.length - 1), { timeout: 10_000 });
  expect(calls).toBeGreaterThan(2);
  appendFileSync(join(folder, 'run.jsonl'), text.slice(-30));
  await vi.waitFor(() => expect(heard).toHaveLength(events.length), { timeout: 10_000 });
  expect(heard).toEqual(events);
});

test('a damaged line in a later piece of a log is passed over once, and what follows is heard', async () => {
  const events = numeralsRun({ epochs: 300, stepsPerEpoch: 40, every: 2 });
  const lines = textOf(events).split('\n');
  const damaged = lines.with(4_000, 'no event').join('\n');
  const folder = temporaryFolder({ 'run.jsonl': damaged });
  const heard: number[] = [];
  const follower = followLog(folder, 0, (news) => heard.push(...news.map(({ sequence }) => sequence)));
  onTestFinished(() => follower.dispose());
  await vi.waitFor(() => expect(heard).toHaveLength(events.length - 1), { timeout: 10_000 });
  expect(new Set(heard).size).toBe(heard.length);
});

test('runs that can be compared: those at work first that have not said a word, silent ones last', async () => {
  const files = (name: string, events: readonly RunEvent[]) => ({
    [`runs/${name}/plan.json`]: JSON.stringify({ file: 'a.mtl' }),
    [`runs/${name}/run.jsonl`]: textOf(events),
  });
  const whole = numeralsRun({ epochs: 1, stepsPerEpoch: 2, every: 1, end: { status: 'completed' } });
  const folder = temporaryFolder({
    ...files('one', whole),
    ...files(
      'two',
      whole.map((event) => ({ ...event, time: event.time + 5_000 })),
    ),
    ...files('silent', []),
    ...files('begun', []),
    'runs/other/plan.json': JSON.stringify({ file: 'b.mtl' }),
    'runs/other/run.jsonl': textOf(whole),
    'runs/nothing/readme.txt': '',
  });
  const begun = join(folder, 'runs/begun');
  const trainer = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)', begun]);
  onTestFinished(() => void trainer.kill('SIGKILL'));
  keepPid(begun, trainer.pid!);
  await vi.waitFor(() => expect(isTrainerAtWork(begun)).toBe(true));
  const found = await comparableRuns(join(folder, 'a.mtl'));
  expect(found.map((run) => [run.folder, run.state])).toEqual([
    ['begun', 'preparing'],
    ['two', 'completed'],
    ['one', 'completed'],
    ['silent', 'lost'],
  ]);
  expect(await comparableRuns(join(folder, 'c.mtl'))).toEqual([]);
});
