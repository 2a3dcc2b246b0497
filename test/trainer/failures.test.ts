/** What cannot be trained fails with one clear problem, and leaves a whole log that says so. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { describeProblem } from '../../contract/problem';
import type { Plan } from '../../contract/plan';
import { parseLog } from '../../runs/parse-log';
import { trainText } from './train';

const rows = Array.from({ length: 20 }, (_, row) => `${row},${row % 7},${row % 2 ? 'a' : 'b'},`).join('\n');
const files = { 'd.csv': `x,y,kind,empty\n${rows}\n` };

const text = `
data d { source: "d.csv"; split: [80%, 20%, 0%] }
input x = d[x, y] as numbers(scale: none)
shared trunk(x) { dense(4) }
task kind(trunk) { predict: d.kind as classes(2) }
task sum(trunk) { predict: d.y as number }
train { optimizer: sgd(rate: 0.01); batch: 8; epochs: 4 }
`;

type Change = (plan: Plan) => Plan;
const train =
  (change: Partial<Plan['train']>): Change =>
  (plan) => ({ ...plan, train: { ...plan.train, ...change } });
const source =
  (path: string): Change =>
  (plan) => ({ ...plan, data: plan.data.map((data) => ({ ...data, source: [path] })) });
const predict =
  (column: string): Change =>
  (plan) => ({
    ...plan,
    tasks: plan.tasks.with(1, { ...plan.tasks[1]!, predict: { data: 'd', columns: [column] } }),
  });

const cases: readonly { what: string; change: Change; code: string; says: readonly string[] }[] = [
  { what: 'a missing file', change: source('e.csv'), code: 'MTL6001', says: ['e.csv', 'd.csv'] },
  {
    what: 'a batch too large',
    change: train({ batch: 64 }),
    code: 'MTL7003',
    says: ['64', '16', 'batch: 16'],
  },
  { what: 'no labels', change: predict('empty'), code: 'MTL7004', says: ['sum', 'empty', 'd.csv'] },
  { what: 'text for numbers', change: predict('kind'), code: 'MTL6013', says: ['kind', 'd.csv', 'row'] },
  {
    what: 'an unknown device',
    change: train({ device: 'abacus' }),
    code: 'MTL7051',
    says: ['abacus', 'cpu'],
  },
  {
    what: 'an infinite loss',
    change: train({
      optimizer: { name: 'sgd', args: { rate: 1e30, momentum: 0, nesterov: false, decay: 0 } },
    }),
    code: 'MTL7005',
    says: ['epoch 1', 'step 2', 'sgd(rate'],
  },
  {
    what: 'an infinite loss that no step shows',
    change: train({
      batch: 16,
      epochs: 1,
      optimizer: { name: 'sgd', args: { rate: 1e30, momentum: 0, nesterov: false, decay: 0 } },
    }),
    code: 'MTL7005',
    says: ['by the last step', 'sgd(rate'],
  },
];

it.each(cases)('$what', async ({ change, code, says }) => {
  const { folder, end, events } = await trainText(text, files, change);
  expect(end.status).toBe('failed');
  expect(end.problem?.code).toBe(code);
  const words = describeProblem(end.problem!);
  for (const word of says) expect(words).toContain(word);

  const log = parseLog(readFileSync(join(folder, 'run.jsonl'), 'utf8'));
  expect(log.unreadable).toEqual([]);
  expect(log.events).toEqual(events);
  expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_, index) => index));
  expect(events[0]!.kind).toBe('start');
  expect(events.at(-1)!.kind).toBe('end');
});
