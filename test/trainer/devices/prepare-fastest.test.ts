/** `device: auto`: short runs look no further than the processor, long ones measure, and the same program takes the same device again. */
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Crash } from '../../../contract/crash';
import type { DeviceName } from '../../../contract/devices';
import type { Plan } from '../../../contract/plan';
import type { DeviceTrial } from '../../../contract/run-log';
import { temporaryFolder } from '../../support/temporary-folder';
import { openDeviceMemory } from '../../../trainer/src/devices/device-memory';
import { prepareFastest, type Trials } from '../../../trainer/src/devices/prepare-training';
import { planOf } from '../train';

const text = `
data d { source: "d.csv" }
input x = d.x
shared trunk(x) { dense(4, relu) }
task c(trunk) { predict: d.c as number }
train { batch: 2 }
`;
const small = (): Promise<Plan> => planOf(text, temporaryFolder({ 'd.csv': 'x,c\n1,2\n3,5\n4,7\n' }));

/** A task with a label in every row. */
const rows = {
  tasks: [{ name: 'c', width: 1, scaling: null, classes: null }],
  patterns: { train: [{ labelled: [true], rows: 320 }], validation: [], test: [] },
};
const jobOf = (plan: Plan) => ({ plan, rows, threads: 1 });

/** The reference interpreter plays the other device: it is there on every machine. */
function fakeTrials(folder: string, trial: Partial<DeviceTrial>, other: DeviceName = 'reference') {
  const attempts: (readonly number[])[] = [];
  const trials: Trials = {
    memory: ({ plan, threads }, runtime) => openDeviceMemory(plan, threads, runtime, folder),
    candidates: () => [other],
    async attempt(device, _job, expected) {
      attempts.push(expected);
      return { device, ...trial };
    },
    announce: () => undefined,
  };
  return { trials, attempts };
}

async function settle(
  plan: Plan,
  steps: number,
  trials: Trials,
  crashes: readonly Crash[] = [],
): Promise<[DeviceName, string | undefined]> {
  const { device, choice, session } = await prepareFastest(jobOf(plan), steps, crashes, trials);
  await session.dispose();
  return [device, choice?.from];
}

const short = 20;
const long = 1e9;

test('a short run tries nothing and remembers nothing', async () => {
  const folder = temporaryFolder();
  const { trials, attempts } = fakeTrials(folder, { start: 0, step: 0 });
  expect(await settle(await small(), short, trials)).toEqual(['cpu', 'measurement']);
  expect(attempts).toEqual([]);
  expect(readdirSync(folder)).toEqual([]);
});

test('a long run takes the fastest, and takes it again without measuring', async () => {
  const { trials, attempts } = fakeTrials(temporaryFolder(), { start: 1, step: 1e-9 });
  expect(await settle(await small(), long, trials)).toEqual(['reference', 'measurement']);
  const renamed = { ...(await small()), title: 'Another title' };
  expect(await settle(renamed, long, trials)).toEqual(['reference', 'memory']);
  expect(attempts).toHaveLength(1);
  expect(attempts[0]).toHaveLength(3);
  expect(attempts[0]!.every((loss) => Number.isFinite(loss))).toBe(true);
});

test('a long run stays on the processor where nothing is faster, and remembers that', async () => {
  const { trials, attempts } = fakeTrials(temporaryFolder(), { start: 1, step: 1e9 });
  expect(await settle(await small(), long, trials)).toEqual(['cpu', 'measurement']);
  expect(await settle(await small(), long, trials)).toEqual(['cpu', 'memory']);
  expect(attempts).toHaveLength(1);
});

test('another program is measured anew', async () => {
  const { trials, attempts } = fakeTrials(temporaryFolder(), { start: 1, step: 1e9 });
  const plan = await small();
  await settle(plan, long, trials);
  await settle({ ...plan, train: { ...plan.train, batch: 3 } }, long, trials);
  expect(attempts).toHaveLength(2);
});

test('a memory that is broken is none', async () => {
  const folder = temporaryFolder();
  const { trials, attempts } = fakeTrials(folder, { start: 1, step: 1e9 });
  for (const broken of ['', '{', '[]', '[{"device":7}]', '{"device":"cpu"}']) {
    await settle(await small(), long, trials);
    const [file, ...others] = readdirSync(folder);
    expect(others).toEqual([]);
    writeFileSync(join(folder, file!), broken);
  }
  expect(attempts).toHaveLength(5);
});

test('a folder that cannot be written is no reason not to train', async () => {
  const file = join(temporaryFolder({ file: '' }), 'file', 'below');
  const { trials } = fakeTrials(file, { start: 1, step: 1e9 });
  expect(await settle(await small(), long, trials)).toEqual(['cpu', 'measurement']);
});

test('a device that cannot be prepared after all leaves the run to the processor, and says why', async () => {
  // One that this system does not have.
  const missing = process.platform === 'darwin' ? 'directml' : 'coreml';
  const { trials } = fakeTrials(temporaryFolder(), { start: 1, step: 1e-9 }, missing);
  const { device, choice, session } = await prepareFastest(jobOf(await small()), long, [], trials);
  await session.dispose();
  expect(device).toBe('cpu');
  expect(choice?.tried).toMatchObject([
    { device: 'cpu' },
    { device: missing, problem: { severity: 'error' } },
  ]);
});

test('a device that has crashed the run is not tried, and remembered as one that cannot train', async () => {
  const { trials, attempts } = fakeTrials(temporaryFolder(), { start: 1, step: 1e-9 });
  const plan = await small();
  const crashes = [{ device: 'reference', how: 'SIGABRT' }];
  expect(await settle(plan, long, trials, crashes)).toEqual(['cpu', 'measurement']);
  expect(await settle(plan, long, trials)).toEqual(['cpu', 'memory']);
  expect(attempts).toEqual([]);
});

test('what was remembered of a device that crashes the run is corrected', async () => {
  const { trials, attempts } = fakeTrials(temporaryFolder(), { start: 1, step: 1e-9 });
  const plan = await small();
  expect(await settle(plan, long, trials)).toEqual(['reference', 'measurement']);
  const crashes = [{ device: 'reference', how: 'SIGABRT' }];
  const { device, choice, session } = await prepareFastest(jobOf(plan), long, crashes, trials);
  await session.dispose();
  expect([device, choice?.from, choice?.tried[1]?.problem?.code]).toEqual(['cpu', 'memory', 'MTL7056']);
  expect(await settle(plan, long, trials)).toEqual(['cpu', 'memory']);
  expect(attempts).toHaveLength(1);
});
