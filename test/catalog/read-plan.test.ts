/** The border behind which a plan is one: it is read from whatever is in plan.json, and filled where an older version wrote it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { findNamed } from '../../catalog';
import type { Parameters } from '../../catalog/parameter';
import { readPlan } from '../../catalog/plan/read-plan';
import { isObject } from '../../contract/checks';
import type { Call, LayerCall, Plan } from '../../contract/plan';
import { describeProblem } from '../../contract/problem';
import { planText } from '../../runs/plan-text';
import { smallPlan } from '../support/plan';

const file = '/runs/a/plan.json';
const golden = join(import.meta.dirname, '../golden');
const plan = smallPlan();
const { train: _, ...withoutTrain } = plan;

/** What the launcher writes for the examples. */
const written = readdirSync(golden)
  .map((example) => join(golden, example, 'plan.json'))
  .filter((path) => existsSync(path))
  .map((path) => readFileSync(path, 'utf8'))
  .filter((json) => json.trim() !== 'null');

it.each(written)('reads what the launcher writes: %#', (json) => {
  const { value, problems } = readPlan(json, file);
  expect(problems).toEqual([]);
  // To the order of arguments, by which a run that goes on knows its plan.
  expect(JSON.stringify(value)).toBe(JSON.stringify(JSON.parse(json)));
});

it.each(written)('fills what an older version did not write, wherever there is a default: %#', (json) => {
  const older: unknown = JSON.parse(json, (_, value: unknown) =>
    isCall(value) ? withoutDefaults(value) : value,
  );
  expect(JSON.stringify(older).length).toBeLessThan(JSON.stringify(JSON.parse(json)).length);
  expect(readPlan(JSON.stringify(older), file)).toEqual({ value: JSON.parse(json), problems: [] });
});

const isCall = (value: unknown): value is Call => isObject(value) && 'name' in value && 'args' in value;

/** Without the arguments that are what they would be filled with. */
function withoutDefaults(call: Call): Call {
  const [declared] = findNamed(call.name);
  const params: Parameters = declared!.params;
  const told = Object.entries(call.args).filter(([name, value]) => {
    const usual = params[name]?.default;
    return usual === undefined || JSON.stringify(usual) !== JSON.stringify(value);
  });
  return { ...call, args: Object.fromEntries(told) };
}

it.each<[string, Partial<Plan>, string, string]>([
  [
    'an argument without a default',
    { blocks: [block({ name: 'dense', args: { activation: 'relu' } })] },
    'MTL7062',
    '`units` of `dense`',
  ],
  ['a layer of another version', { blocks: [block({ name: 'wavelet', args: {} })] }, 'MTL7063', '`wavelet`'],
  [
    'a layer inside of another one',
    { blocks: [block({ name: 'residual', args: {}, layers: [{ name: 'wavelet', args: {} }] })] },
    'MTL7063',
    '`wavelet`',
  ],
  [
    'an argument of another version',
    { train: { ...plan.train, weighting: { name: 'equal', args: { noise: 1 } } } },
    'MTL7063',
    '`equal(noise: …)`',
  ],
])('refuses %s', (_what, change, code, says) => {
  const { value, problems } = readPlan(planText({ ...plan, ...change }), file);
  expect(value).toBeUndefined();
  expect(problems.map((problem) => problem.code)).toEqual([code]);
  expect(describeProblem(problems[0]!)).toContain(says);
});

function block(layer: LayerCall): Plan['blocks'][number] {
  return { ...plan.blocks[0]!, layers: [layer] };
}

it.each([
  ['nothing', ''],
  ['half of it', planText(plan).slice(0, 200)],
  ['a list', '[]'],
  ['null', 'null'],
  ['no version', JSON.stringify({ ...plan, version: undefined })],
  ['a missing part', JSON.stringify(withoutTrain)],
  ['a task that is a number', JSON.stringify({ ...plan, tasks: [3] })],
  [
    'two fractions',
    JSON.stringify({ ...plan, data: [{ ...plan.data[0], split: { by: 'fractions', fractions: [1, 0] } }] }),
  ],
  ['a batch of half a row', JSON.stringify({ ...plan, train: { ...plan.train, batch: 0.5 } })],
])('%s is no plan', (_what, json) => {
  const { value, problems } = readPlan(json, file);
  expect(value).toBeUndefined();
  expect(problems.map(({ code }) => code)).toEqual(['MTL7001']);
});

it('names both versions of a plan from another MTL Lab', () => {
  const { problems } = readPlan(JSON.stringify({ ...plan, version: 7 }), file);
  expect(problems[0]).toMatchObject({ code: 'MTL7002', message: { args: { found: 7, known: 1 } } });
});
