/** What a text means, without the names of its blocks and constants, its positions, and where layers are cut into blocks. */
import { buildModel } from '../../../catalog/model/build-model';
import type { Plan } from '../../../contract/plan';
import type { SchemaProvider } from '../../../contract/schema';
import { analyse } from '../../../server/src/language/analyse';

export const analyseText = (text: string, schemas: SchemaProvider, directory = '/data') =>
  analyse({ uri: 'file:///data/test.mtl', directory, text }, schemas);

/** Two texts mean the same where these are equal. Throws for a text that cannot be trained. */
export function meaningOf(text: string, schemas: SchemaProvider, directory?: string): unknown {
  const { plan, problems } = analyseText(text, schemas, directory);
  if (!plan) throw new Error(`${problems.map(({ message }) => message.template).join('\n')}\n\n${text}`);
  const { parameters, statistics, inputs } = buildModel(plan, { rows: 2, training: false });
  return withoutPlaces({
    data: plan.data,
    inputs: plan.inputs,
    train: plan.train,
    cotrain: plan.cotrain,
    tasks: plan.tasks.map((task) => ({ ...task, on: null, layers: null, way: wayTo(plan, task) })),
    // The layers of one block are trained by the same tasks, wherever they are written.
    parameters: parameters
      .map(({ tensor, tasks, initial }) => ({ shape: tensor.shape, tasks, initial }))
      .map((one) => JSON.stringify(one))
      .toSorted(),
    statistics: statistics.map(({ tensor, tasks }) => JSON.stringify([tensor.shape, tasks])).toSorted(),
    reads: Object.entries(inputs).map(([name, { shape }]) => [name, shape]),
  });
}

interface Way {
  readonly on: readonly (Way | string)[];
  readonly layers: readonly unknown[];
}

/** The layers from the inputs to an end; a block on one other goes on where that one stops. */
function wayTo(
  plan: Plan,
  end: { readonly on: readonly string[]; readonly layers: readonly unknown[] },
): Way {
  const below = end.on.map((name) => {
    const block = plan.blocks.find((one) => one.name === name);
    return block ? wayTo(plan, block) : name;
  });
  const [only] = below;
  if (below.length === 1 && typeof only === 'object')
    return { on: only.on, layers: [...only.layers, ...end.layers] };
  return { on: below, layers: end.layers };
}

const withoutPlaces = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (key, part: unknown) => (key === 'at' ? undefined : part)));
