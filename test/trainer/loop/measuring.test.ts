/** When the engine's memory is taken for measuring: as late as can be, and not between the steps of a run that measures nothing there. */
import { beforeEach, expect, test, vi } from 'vitest';
import type { Executor } from '../../../trainer/src/executors';
import { trainText } from '../train';

const acts = vi.hoisted((): string[] => []);

const act = (what: string): void => {
  if (what !== acts.at(-1)) acts.push(what);
};

/** The processor under two names, which tells what it is asked to do. */
vi.mock(import('../../../trainer/src/executors'), async (importActual) => {
  const actual = await importActual();
  const cpu = actual.findExecutor('cpu').value!;
  const watched: Executor = {
    ...cpu,
    async prepare(program, options) {
      const session = await cpu.prepare(program, options);
      // What nothing is learned by is a program that measures.
      const learns = Object.hasOwn(program.feeds, 'rate');
      if (!learns) act('open');
      return {
        ...session,
        run(feeds, steps) {
          act(learns ? 'learn' : 'measure');
          return session.run(feeds, steps);
        },
        dispose() {
          if (!learns) act('close');
          return session.dispose();
        },
      };
    },
  };
  return { ...actual, findExecutor: () => ({ value: watched, problems: [] }) };
});

const rows = Array.from({ length: 40 }, (_, row) => `${(row * 7) % 11},${row % 5}`).join('\n');

beforeEach(() => {
  acts.length = 0;
});

test.each([
  ['cpu', '[80%, 20%, 0%]', 'learn open measure learn measure learn measure close'],
  ['cpu', '[80%, 0%, 20%]', 'learn open measure close'],
  // Whether a card can measure is found out before much is learned.
  ['webgpu', '[80%, 20%, 0%]', 'learn open measure learn measure learn measure learn measure close'],
  ['webgpu', '[80%, 0%, 20%]', 'learn open measure close learn open measure close'],
])('on %s, with rows split %s', async (device, split, expected) => {
  const { end } = await trainText(
    `
data d { source: "d.csv"; split: ${split} }
input x = d.x
shared trunk(x) { dense(4, relu) }
task y(trunk) { predict: d.y as number }
train { batch: 16; epochs: 3; device: ${device} }
`,
    { 'd.csv': `x,y\n${rows}\n` },
  );
  expect(end.status).toBe('completed');
  expect(acts.join(' ')).toBe(expected);
});
