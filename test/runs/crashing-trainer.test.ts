/** A trainer that crashes takes no run with it: the device is named, and the run goes on without it where that was asked for. */
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { describeProblem } from '../../contract/problem';
import type { RunEvent } from '../../contract/run-log';
import { createRun } from '../../runs/create-run';
import { readLog } from '../../runs/read-log';
import { startTrainer, type TrainerHandle } from '../../runs/start-trainer';
import { smallPlan } from '../support/plan';
import { temporaryFolder } from '../support/temporary-folder';

/** The funnel: runs a trainer that behaves so, and answers all that is known of its end. */
async function watch(
  behaviour: string,
  environment: Readonly<Record<string, string>> = {},
  device = 'webgpu',
  act: (trainer: TrainerHandle, event: RunEvent) => void = () => undefined,
) {
  const { train } = smallPlan();
  const plan = smallPlan({ title: behaviour, train: { ...train, device } });
  const folder = (await createRun({ root: temporaryFolder(), text: '', plan })).value!.path;
  const heard: RunEvent[] = [];
  const trainer = startTrainer({
    trainerFile: resolve('test/runs/fixtures/trainer.mjs'),
    folder,
    whenParentLeaves: 'stop',
    environment,
    onEvent: (event) => {
      heard.push(event);
      act(trainer, event);
    },
  });
  const end = await trainer.done;
  return {
    heard,
    logged: (await readLog(folder)).value ?? [],
    end,
    kinds: heard.map(({ kind }) => kind).join(' '),
    said: end.problem ? describeProblem(end.problem) : '',
  };
}

/** What the last process was told of those before it. */
const crashes = (...devices: readonly string[]): string =>
  JSON.stringify(devices.map((device) => ({ device, how: 'SIGABRT' })));

test('by its driver: the device is named, and what to do', async () => {
  const { end, said, kinds } = await watch('crash on a card');
  expect([end.status, kinds]).toEqual(['failed', 'start epoch end']);
  expect(said).toMatch(/The trainer crashed on the device webgpu \(SIGABRT\) before the run was over\./);
  expect(said).toMatch(
    /Train with `device: cpu`, or go on with `mtl train --resume` and `--fallback cpu`\.$/,
  );
});

test('by a fault of its own', async () => {
  const { said } = await watch('crash on the processor');
  expect(said).toMatch(/The trainer crashed \(SIGSEGV\) before the run was over\. .*smaller batch/);
});

test('by its driver, with a fallback: the run goes on in another process', async () => {
  const environment = { MTL_FALLBACK: 'cpu' };
  const { end, heard, logged } = await watch('crash on a card, then go on', environment);
  expect(end).toEqual({ status: 'completed' });
  expect(heard.map((event) => (event.kind === 'start' ? `start ${event.device}` : event.kind))).toEqual([
    'start webgpu',
    'epoch',
    'start cpu',
    'end',
  ]);
  expect(logged).toMatchObject([
    { kind: 'start', device: 'cpu', engine: crashes('webgpu') },
    { kind: 'end' },
  ]);
});

test('by its driver, before the first word: the device is the one that it turned to', async () => {
  const { said } = await watch('crash before the start', {}, 'webgpu');
  expect(said).toMatch(/The trainer crashed on the device webgpu \(SIGABRT\)/);
  const { end, logged } = await watch('crash before the start', { MTL_FALLBACK: 'cpu' }, 'webgpu');
  expect(end).toEqual({ status: 'completed' });
  expect(logged[0]).toMatchObject({ kind: 'start', device: 'cpu', engine: crashes('webgpu') });
});

describe('where the plan leaves the device open', () => {
  test('the run goes on, asked or not', async () => {
    for (const environment of [{}, { MTL_FALLBACK: 'cpu' }]) {
      const { end, heard, logged } = await watch('crash before the start', environment, 'auto');
      expect(end).toEqual({ status: 'completed' });
      expect(heard).toEqual(logged);
      expect(logged[0]).toMatchObject({ kind: 'start', engine: crashes('webgpu') });
    }
  });

  test('it goes on as often as another device is left', async () => {
    const { end, logged } = await watch('crash on one card after the other', {}, 'auto');
    expect(end).toEqual({ status: 'completed' });
    expect(logged[0]).toMatchObject({ engine: crashes('webgpu', 'cuda') });
  });

  test('a device crashes it once', async () => {
    const { end, said, kinds } = await watch('crash before the start, every time', {}, 'auto');
    expect([end.status, kinds]).toEqual(['failed', 'end']);
    expect(said).toMatch(/The trainer crashed on the device webgpu \(SIGABRT\)/);
  });

  test('what crashed before any device was at work is no device’s fault', async () => {
    const { end, said } = await watch('crash before any device', { MTL_FALLBACK: 'cpu' }, 'auto');
    expect(end.status).toBe('failed');
    expect(said).toMatch(/The trainer crashed \(SIGABRT\) before the run was over\./);
  });

  test('what was learned is not learned again on another device', async () => {
    const { end, kinds } = await watch('crash on a card', {}, 'auto');
    expect([end.status, kinds]).toEqual(['failed', 'start epoch end']);
  });

  test('a run that was to stop does not go on', async () => {
    const { end, kinds } = await watch(
      'crash before the start, but slowly',
      {},
      'auto',
      (trainer, { kind }) => {
        if (kind === 'start') trainer.stop();
      },
    );
    expect([end.status, kinds]).toEqual(['failed', 'start end']);
  });
});

test('by its driver, twice: it is not tried again and again', async () => {
  const environment = { MTL_FALLBACK: 'cpu' };
  const { end, heard } = await watch('crash on every device', environment);
  expect(end).toMatchObject({ status: 'failed', problem: { code: 'MTL8003' } });
  expect(heard.filter(({ kind }) => kind === 'start')).toHaveLength(2);
});
