/** The runs of a sweep as they are when their turn comes, whatever they were when it was read. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createSweep } from '../../runs/sweep/create-sweep';
import { readSweep } from '../../runs/sweep/read-sweep';
import { trainSweep } from '../../runs/sweep/train-sweep';
import { planText } from '../../runs/plan-text';
import { smallPlan } from '../support/plan';
import { numeralsRun } from '../support/synthetic-runs';
import { temporaryFolder } from '../support/temporary-folder';

const plan = smallPlan();
const log = numeralsRun({ epochs: 2, stepsPerEpoch: 4, every: 2, end: { status: 'completed' } })
  .map((event) => `${JSON.stringify(event)}\n`)
  .join('');

test('a run that somebody else has completed since is left as it is', async () => {
  const runs = [{ settings: {}, alone: null, plan, baselines: {} }];
  const planned = { text: 'text', design: { factors: [], seeds: [], baseline: null }, runs };
  const { value: made } = await createSweep({ root: join(temporaryFolder(), 'runs'), planned });
  const { value: sweep } = await readSweep(made!.path);
  const run = join(made!.path, '01');
  mkdirSync(run);
  writeFileSync(join(run, 'plan.json'), planText(plan));
  writeFileSync(join(run, 'run.jsonl'), log);
  const ends: unknown[] = [];
  const onEnd = (_: unknown, { status, problem }: { status: string; problem?: { code: string } }) => {
    ends.push([status, problem?.code]);
    return Promise.resolve();
  };
  await trainSweep(sweep!, { trainerFile: 'nowhere', whenParentLeaves: 'stop', jobs: 1, onEnd }).done;
  expect(ends).toEqual([['failed', 'MTL8022']]);
  expect(readFileSync(join(run, 'run.jsonl'), 'utf8')).toBe(log);
  expect(existsSync(join(run, 'trainer.pid'))).toBe(false);
});
