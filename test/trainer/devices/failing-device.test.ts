/** A device that fails in the midst of a run: what was learned is kept, and the run goes on with the processor where that was asked for. */
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { describeProblem } from '../../../contract/problem';
import { render } from '../../../contract/text';
import { runFiles } from '../../../contract/run-log';
import { loadCheckpoint } from '../../../trainer/src/checkpoint/save-checkpoint';
import { ExecutorError, type Executor } from '../../../trainer/src/executors';
import { trainText } from '../train';

const failAt = vi.hoisted(() => ({ run: Infinity, prepare: false, measure: false }));

/** Stands in for a card: the processor, which is lost in a run of the training program. */
vi.mock(import('../../../trainer/src/executors'), async (importActual) => {
  const actual = await importActual();
  const cpu = actual.findExecutor('cpu').value!;
  const card: Executor = {
    ...cpu,
    async prepare(program, options) {
      if (failAt.prepare) throw new actual.ExecutorError('onnxruntime', 'no memory on the card');
      // What nothing is learned by is a program that measures.
      if (failAt.measure && !Object.hasOwn(program.feeds, 'rate'))
        throw new actual.ExecutorError('onnxruntime', 'no such kernel');
      const session = await cpu.prepare(program, options);
      let runs = 0;
      return {
        ...session,
        async run(feeds, steps) {
          if (++runs === failAt.run) throw new actual.ExecutorError('onnxruntime', 'the card is gone');
          return session.run(feeds, steps);
        },
      };
    },
  };
  return {
    ...actual,
    findExecutor: (device: string) =>
      device === 'webgpu' ? { value: card, problems: [] } : actual.findExecutor(device),
  };
});

const rows = Array.from({ length: 40 }, (_, row) => `${(row * 7) % 11},${row % 5}`).join('\n');
const files = { 'd.csv': `x,y\n${rows}\n` };
const text = (device: string) => `
data d { source: "d.csv"; split: [80%, 20%, 0%] }
input x = d.x
shared trunk(x) { dense(4, relu) }
task y(trunk) { predict: d.y as number }
train { optimizer: adam(rate: 0.01); batch: 8; epochs: 6; device: ${device} }
`;
const streamText = (device: string) => text(device).replace('epochs: 6', 'mode: online(window: 12)');
const train = (device: string) => trainText(text(device), files);
const statesOf = (folder: string) => loadCheckpoint(join(folder, runFiles.checkpoint)).value!;

beforeEach(() => {
  failAt.run = Infinity;
  failAt.prepare = false;
  failAt.measure = false;
});
afterEach(() => vi.unstubAllEnvs());

test('the run ends with the device, the step and a checkpoint of all steps that went well', async () => {
  failAt.run = 4;
  const { folder, end, of } = await trainFailing('webgpu');
  expect(end).toBeInstanceOf(ExecutorError);
  const { problem } = end as ExecutorError;
  const steps = of('progress').at(-1)!.step;
  expect(problem!.code).toBe('MTL7058');
  expect(describeProblem(problem!)).toContain(
    `webgpu failed after step ${steps}: onnxruntime: the card is gone.`,
  );
  expect(statesOf(folder).moment.step).toBeGreaterThanOrEqual(steps);
});

test.each([2, 6])('with a fallback it goes on, to the numbers of the processor: call %i', async (call) => {
  const alone = await train('cpu');
  failAt.run = call;
  vi.stubEnv('MTL_FALLBACK', 'cpu');
  const { folder, end, of } = await train('webgpu');
  expect(end.status).toBe('completed');
  const notice = of('notice').at(-1)!.problem;
  const resume = of('resume').at(-1)!;
  expect(notice.code).toBe('MTL7059');
  expect(describeProblem(notice)).toContain(`The run goes on with cpu from step ${resume.step}.`);
  expect(resume).toMatchObject({ device: 'cpu' });
  // The card of this test is the processor, so that not a bit may differ.
  expect(statesOf(folder).states).toEqual(statesOf(alone.folder).states);
  expect(end.results).toEqual(alone.end.results);
});

test.each([2, 5])('over a stream too: call %i', async (call) => {
  const alone = await trainText(streamText('cpu'), files);
  failAt.run = call;
  vi.stubEnv('MTL_FALLBACK', 'cpu');
  const { folder, end, of } = await trainText(streamText('webgpu'), files);
  expect(end.status).toBe('completed');
  expect(of('resume').at(-1)).toMatchObject({ device: 'cpu' });
  expect(statesOf(folder).states).toEqual(statesOf(alone.folder).states);
  expect(end.results).toEqual(alone.end.results);
});

test('with a fallback, a card that cannot begin is left before the first step', async () => {
  failAt.prepare = true;
  vi.stubEnv('MTL_FALLBACK', 'cpu');
  const { end, events } = await train('webgpu');
  expect(end.status).toBe('completed');
  expect(events[0]).toMatchObject({
    kind: 'start',
    device: 'cpu',
    choice: { from: 'fallback' },
    sequence: 0,
  });
  expect(events[1]).toMatchObject({ kind: 'notice', problem: { code: 'MTL7059' } });
});

test('a card that can train and not measure ends the run as soon as the first losses are told', async () => {
  failAt.measure = true;
  const { end, of } = await trainFailing('webgpu');
  const { problem } = end as ExecutorError;
  expect(problem!.code).toBe('MTL7061');
  expect(describeProblem(problem!)).toContain('not measured: onnxruntime: no such kernel.');
  expect(of('progress').map(({ step }) => step)).toEqual([1]);
  expect(of('epoch')).toEqual([]);
});

test('with a fallback, such a card is left before the run has learned anything', async () => {
  const alone = await train('cpu');
  failAt.measure = true;
  vi.stubEnv('MTL_FALLBACK', 'cpu');
  const { folder, end, of } = await train('webgpu');
  expect(of('start').at(-1)).toMatchObject({ device: 'cpu', choice: { from: 'fallback' } });
  expect(end.results).toEqual(alone.end.results);
  expect(statesOf(folder).states).toEqual(statesOf(alone.folder).states);
});

const crashOfCard = JSON.stringify([{ device: 'webgpu', how: 'SIGSEGV' }]);

test('a run whose last process crashed on its device goes on with the fallback', async () => {
  vi.stubEnv('MTL_FALLBACK', 'cpu');
  vi.stubEnv('MTL_CRASHES', crashOfCard);
  const { end, start, of } = await train('webgpu');
  expect([end.status, start.device]).toEqual(['completed', 'cpu']);
  expect(describeProblem(of('notice')[0]!.problem)).toContain(
    'The process that used webgpu crashed (SIGSEGV): its driver does not work. The run goes on with cpu from step 0.',
  );
});

test('a run that left its device open names the one that crashed', async () => {
  vi.stubEnv('MTL_CRASHES', crashOfCard);
  const { end, of } = await train('auto');
  expect(end.status).toBe('completed');
  const { message, remedy } = of('notice')[0]!.problem;
  expect(render(message)).toContain('The process that used webgpu crashed (SIGSEGV)');
  expect(render(remedy)).toContain('a run that webgpu alone had trained');
});

/** The trainer's process turns what is thrown into the end of the run; here it is looked at. */
async function trainFailing(device: string) {
  let thrown: unknown;
  const run = await trainText(
    text(device),
    files,
    (plan) => plan,
    (error) => (thrown = error),
  );
  return { ...run, end: thrown };
}
