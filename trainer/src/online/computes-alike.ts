/** Whether a model computes the same while it is trained as when it predicts, so that what a step reports are its predictions. */
import { buildModel } from '../../../catalog/model/build-model';
import type { Plan } from '../../../contract/plan';
import { feed } from '../../../graph';
import { orderNodes } from '../../../graph/order';
import type { Attribute, Tensor } from '../../../graph/tensor';

/** No layer of it drops, draws or gathers anything then: both programs are the same, op by op. */
export function computesAlike(plan: Plan): boolean {
  const rows = plan.train.batch;
  const step = feed('step', [], 'int64');
  const trains = { rows, training: true, step, counted: feed('counted', [rows]) };
  return describeHeads(plan, trains) === describeHeads(plan, { rows, training: false });
}

function describeHeads(plan: Plan, options: Parameters<typeof buildModel>[1]): string {
  const { heads } = buildModel(plan, options);
  return describe(heads.flatMap(({ output, prediction }) => [output, prediction]));
}

/** All that the tensors are computed by, in the order of computing. */
function describe(outputs: readonly Tensor[]): string {
  const nodes = orderNodes(outputs);
  const placeOf = new Map(nodes.map((node, place) => [node, place]));
  const named = ({ node, output }: Tensor): string => `${placeOf.get(node)}.${output}`;
  const told = nodes.map(({ op, attributes, inputs, outputs: made }) => [
    op,
    Object.entries(attributes).map(([name, value]) => [name, attributeText(value)]),
    inputs.map(named),
    made.map(({ shape, dtype }) => [shape, dtype]),
  ]);
  return JSON.stringify([told, outputs.map(named)]);
}

function attributeText(value: Attribute): string {
  if (typeof value !== 'object') return String(value);
  return 'outputs' in value ? describe(value.outputs) : [...value].join(' ');
}
