/** A run over a stream that goes on from its checkpoint comes to the same, to the last bit. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runFiles, type RunEvent } from '../../../contract/run-log';
import { loadCheckpoint } from '../../../trainer/src/checkpoint/save-checkpoint';
import { temporaryFolder } from '../../support/temporary-folder';
import { planOf, resumeRun, trainPlan } from '../train';
import { changingStream, csvOf, onlineText } from './changing-stream';

const files = { 'd.csv': csvOf(changingStream({ rows: 1700, change: 1100 })) };
const train =
  'mode: online(window: 300); optimizer: adam(rate: 0.02); schedule: onPlateau(patience: 1); batch: 20; device: cpu';

it.each([
  ['', 1],
  ['dropout(0.3)', 1],
])('with layers %s', async (layers, drifts) => {
  const plan = await planOf(onlineText(train, { layers }), temporaryFolder(files));
  const whole = await trainPlan(plan);
  // What watches for it goes on from the checkpoint too.
  expect(whole.of('drift').length).toBe(drifts);
  const stopped = await trainPlan(plan, 'progress');
  expect(stopped.end.status).toBe('stopped');
  expect(stopped.end.steps).toBeLessThan(whole.end.steps);
  expect(await resumeRun(stopped.folder, plan)).toBe('completed');
  const [one, other] = [whole, stopped].map(({ folder }) => endOf(folder));
  expect(other).toEqual(one);
  // Once it is over there is nothing to learn, and what it came to is still known.
  expect(await resumeRun(stopped.folder, plan)).toBe('completed');
  expect(endOf(stopped.folder)).toEqual(one);
});

function endOf(folder: string) {
  const { value } = loadCheckpoint(join(folder, runFiles.checkpoint));
  const events = readFileSync(join(folder, runFiles.log), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as RunEvent);
  const told = events.filter(({ kind }) => kind === 'epoch' || kind === 'drift' || kind === 'end');
  return {
    states: value!.states,
    moment: value!.moment,
    told: told.slice(-8).map((event) => ({ ...event, sequence: 0, time: 0, seconds: 0 })),
  };
}
