/** `device: auto` measures the driver in a process of its own. One that computes on the processor is slower than the processor. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openDeviceMemory } from '../../trainer/src/devices/device-memory';
import { prepareFastest, type Trials } from '../../trainer/src/devices/prepare-training';
import { tryInChild } from '../../trainer/src/devices/try-device';
import { temporaryFolder } from '../support/temporary-folder';
import { planOf } from '../trainer/train';

const trainer = join(import.meta.dirname, '../../dist/trainer.cjs');

const text = `
data d { source: "d.csv" }
input x = d.x
shared trunk(x) { dense(64, relu); dense(64, relu) }
task c(trunk) { predict: d.c as number }
train { batch: 32 }
`;
const table = `x,c\n${Array.from({ length: 400 }, (_, row) => `${row % 17},${row % 5}`).join('\n')}\n`;
/** As the trainer has them: beside what is data, with functions, which cannot be sent to another process. */
const rows = {
  tasks: [{ name: 'c', width: 1, scaling: null, classes: null, encode: () => undefined }],
  patterns: { train: [{ labelled: [true], rows: 320 }], validation: [], test: [] },
};

test('a long run stays on the processor, and says what it measured', async () => {
  const plan = await planOf(text, temporaryFolder({ 'd.csv': table }));
  const folder = temporaryFolder();
  const trials: Trials = {
    memory: (job, runtime) => openDeviceMemory(job.plan, job.threads, runtime, folder),
    candidates: () => ['webgpu', 'cuda'],
    attempt: (device, job, expected) => tryInChild(trainer, device, job, expected),
    announce: () => undefined,
  };
  const settle = () => prepareFastest({ plan, rows, threads: 1 }, 1e7, [], trials);
  const { device, choice, session } = await settle();
  await session.dispose();
  const [processor, card, missing] = choice!.tried;
  expect(device).toBe('cpu');
  // The losses agreed, or there would be a problem instead of a time.
  expect(card).toEqual({ device: 'webgpu', start: expect.any(Number), step: expect.any(Number) });
  expect(card!.step).toBeGreaterThan(processor!.step!);
  expect(missing).toMatchObject({ device: 'cuda', problem: { code: 'MTL7054' } });

  const again = await settle();
  await again.session.dispose();
  expect([again.device, again.choice]).toEqual(['cpu', { ...choice, from: 'memory' }]);
});
