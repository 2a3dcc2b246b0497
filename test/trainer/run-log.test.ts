/** The run log on disk: every line whole, whatever happens to the disk. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { RunEvent } from '../../contract/run-log';
import { openRunLog } from '../../trainer/src/run-log';
import { fullDisk } from '../support/full-disk';
import { temporaryFolder } from '../support/temporary-folder';

const checkpoint = (step: number) => ({ kind: 'checkpoint', file: 'x'.repeat(500), step }) as const;
const linesOf = (file: string) =>
  readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as RunEvent);

it('numbers events, flushes each, and tells each to the listener', () => {
  const file = join(temporaryFolder(), 'run.jsonl');
  const heard: RunEvent[] = [];
  const log = openRunLog(file, (event) => heard.push(event));
  log.write(checkpoint(1));
  expect(linesOf(file)).toEqual(heard);
  log.write(checkpoint(2));
  log.close();
  expect(linesOf(file).map(({ sequence }) => sequence)).toEqual([0, 1]);
  expect(linesOf(file)).toEqual(heard);
});

it.skipIf(!fullDisk.available)(`keeps room for the end on a disk that gets full ${fullDisk.why}`, () => {
  const folder = fullDisk.mount(65_536);
  const log = openRunLog(join(folder, 'run.jsonl'), () => undefined);
  const fill = () => {
    for (let step = 0; step < 1000; step++) log.write(checkpoint(step));
  };
  expect(fill).toThrow(expect.objectContaining({ code: 'ENOSPC' }));
  log.write({
    kind: 'end',
    status: 'failed',
    ...log.reached(),
    results: { train: { ['x'.repeat(9000)]: { loss: null } } },
  });
  expect(linesOf(join(folder, 'run.jsonl')).at(-1)).toMatchObject({ kind: 'end', status: 'failed' });
  expect(readdirSync(folder)).toEqual(['run.jsonl']);
});

it.skipIf(!fullDisk.available)(`leaves no half line on a full disk ${fullDisk.why}`, () => {
  const file = join(fullDisk.mount(16_384), 'run.jsonl');
  const heard: RunEvent[] = [];
  const log = openRunLog(file, (event) => heard.push(event));
  const fill = () => {
    for (let step = 0; step < 1000; step++) log.write(checkpoint(step));
  };
  expect(fill).toThrow(expect.objectContaining({ code: 'ENOSPC', path: file }));
  expect(linesOf(file)).toEqual(heard);
  // The end cannot be written, but it is told with the next number.
  const end = log.tell({ kind: 'end', status: 'failed', ...log.reached() });
  expect(end.sequence).toBe(linesOf(file).length);
  expect(heard.at(-1)).toEqual(end);
});
