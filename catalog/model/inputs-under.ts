/** Which inputs a block or a task stands on. */
import type { Plan } from '../../contract/plan';

/** Names of inputs, each once, that `name` (an input, a block or a task) reads, directly or through other blocks. */
export function inputsUnder(
  plan: Pick<Plan, 'inputs' | 'blocks' | 'tasks'>,
  name: string,
): readonly string[] {
  if (plan.inputs.some((input) => input.name === name)) return [name];
  const reader = [...plan.blocks, ...plan.tasks].find((one) => one.name === name);
  return [...new Set(reader?.on.flatMap((source) => inputsUnder(plan, source)))];
}
