/** A block of two or more tasks in the way in which a sharing makes it, for tests. */
import { isMisfit, type Misfit } from '../../catalog/declaration';
import { applySharing, type AppliedBlock } from '../../catalog/model/apply-sharing';
import type { Flow } from '../../catalog/model/flow';
import type { ModelParameter } from '../../catalog/model/model';
import { ParameterBook } from '../../catalog/model/parameter-book';
import { render } from '../../contract/text';
import { feed, substitute, type Tensor } from '../../graph';
import { call, layers } from './plans';

export interface Shared extends Omit<AppliedBlock, 'flows'> {
  /** In the order of the tasks, of sources that are all feeds. */
  readonly outputs: readonly Tensor[];
  readonly flows: readonly Flow[];
  readonly parameters: readonly ModelParameter[];
}

type Arguments = readonly [
  sharing: string,
  layers: readonly string[],
  /** Every task reads the same flow, or the one of its name. */
  reading: Flow | Readonly<Record<string, Flow>>,
  tasks?: readonly string[],
];

export function share(...given: Arguments): Shared {
  const made = tryToShare(...given);
  if (isMisfit(made)) throw new Error(`${render(made.misfit)} ${render(made.remedy)}`);
  return made;
}

export function tryToShare(...[sharing, written, reading, tasks = ['a', 'b']]: Arguments): Shared | Misfit {
  const flowOf = (task: string): Flow =>
    'tensor' in reading ? (reading as Flow) : (reading as Readonly<Record<string, Flow>>)[task]!;
  const rows = flowOf(tasks[0]!).tensor.shape[0]!;
  const book = new ParameterBook(true, {
    random: { seed: 1, step: feed('step', [], 'int64') },
    counted: feed('counted', [rows]),
  });
  const block = { name: 'trunk', layers: layers(...written), sharing: call('sharings', sharing) };
  const readings = new Map(tasks.map((task) => [task, [flowOf(task)]]));
  const applied = applySharing(block, readings, tasks, book);
  if (isMisfit(applied)) return applied;
  const { parameters, statistics } = book;
  const states = [...parameters, ...statistics].map(({ name, tensor }) => ({ name, tensor }));
  const fed = new Map(states.map(({ name, tensor }) => [tensor, feed(name, tensor.shape)]));
  const flows = [...applied.flows.values()];
  const made = substitute([...flows.map(({ tensor }) => tensor), ...applied.penalties], fed);
  return {
    ...applied,
    flows,
    outputs: made.slice(0, flows.length),
    penalties: made.slice(flows.length),
    parameters,
  };
}
