/** The trainer's border: a plan is parsed from whatever is in plan.json. */
import { expect, it } from 'vitest';
import { planText } from '../../runs/plan-text';
import { parsePlan } from '../../trainer/src/parse-plan';
import { smallPlan } from '../support/plan';

const file = '/runs/a/plan.json';
const plan = smallPlan();
const { train: _, ...withoutTrain } = plan;

it('reads what the launcher writes', () => {
  expect(parsePlan(planText(plan), file)).toEqual({ value: plan, problems: [] });
});

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
  const { value, problems } = parsePlan(json, file);
  expect(value).toBeUndefined();
  expect(problems.map(({ code }) => code)).toEqual(['MTL7001']);
});

it('names both versions of a plan from another MTL Lab', () => {
  const { problems } = parsePlan(JSON.stringify({ ...plan, version: 7 }), file);
  expect(problems[0]).toMatchObject({ code: 'MTL7002', message: { args: { found: 7, known: 1 } } });
});
