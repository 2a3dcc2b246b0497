/** The gradient that one step of training goes along. */
import type { NamedValues } from '../../../trainer/src/executors/executor';
import { executors, openTraining, twoTasks } from './two-tasks';

const rate = 0.125;
const optimizer = `sgd(rate: ${rate})`;

/** By parameter, the gradient that one step went along, each from the same start. */
export async function slopesOf(
  weighting: string,
  executor: (typeof executors)[number],
  labelled: { readonly left: number; readonly right: number },
) {
  const { step, states } = await openTraining(await twoTasks({ optimizer, weighting }), executor);
  const before = await states();
  const outputs = await step(labelled);
  const after = await states();
  const of = (name: string) => numbers(before, name).map((x, i) => (x - numbers(after, name)[i]!) / rate);
  return { outputs, after, slopes: Object.fromEntries(Object.keys(before).map((name) => [name, of(name)])) };
}

export const numbers = (values: NamedValues, name: string) => [...(values[name] as Float32Array)];
export const isShared = (name: string): boolean => name.startsWith('trunk/');
