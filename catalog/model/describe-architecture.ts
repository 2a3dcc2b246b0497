/** Describes the design of a plan for pictures and summaries: what stands on what, shapes, and counts of parameters. */
import type {
  Architecture,
  ArchitectureEdge,
  ArchitectureLayer,
  ArchitectureNode,
} from '../../contract/architecture';
import type { BlockPlan, Call, InputPlan, Plan, TaskPlan } from '../../contract/plan';
import type { Position } from '../../contract/problem';
import { sizeOf } from '../../graph/tensor';
import { lookUp, type Kind } from '..';
import { showCall } from '../show-call';
import { showLayer } from '../show-layer';
import { usualNames } from '../usual';
import { buildModel } from './build-model';
import { networksWith } from './common-layers';
import { describeShape, shapeOfRow } from './describe-shape';
import type { Model, ModelLayer } from './model';
import { tasksOn } from './tasks-on';

/** Throws GraphError for a plan that does not fit together, as `buildModel` does. */
export function describeArchitecture(plan: Plan): Architecture {
  const model = buildModel(plan, { rows: 1, training: false });
  const nodes = [
    ...plan.inputs.map((input) => inputNode(plan, model, input)),
    ...plan.blocks.map((block) => blockNode(plan, model, block)),
    ...plan.tasks.map((task) => taskNode(model, task)),
  ];
  const learning = sizeOfAll(model.parameters);
  const frozen = sizeOfAll(model.frozen);
  return {
    title: plan.title,
    parameters: learning + frozen,
    ...(frozen > 0 ? { learning } : {}),
    nodes,
    edges: [...flows(plan, nodes), ...exchanges(plan)],
  };
}

function inputNode(plan: Plan, model: Model, { name, type, at }: InputPlan): ArchitectureNode {
  return {
    id: name,
    kind: 'input',
    label: labelOf('inputs', type),
    shape: shapeOfRow(model.inputs[name]!),
    parameters: 0,
    tasks: tasksOn(plan, name),
    layers: [],
    ...placed(at),
  };
}

/** What the sharing has beside the layers stands behind them, so that the rows add up. */
function blockNode(plan: Plan, model: Model, block: BlockPlan): ArchitectureNode {
  const { name, kind, sharing, from, freeze, data, at } = block;
  const built = model.blocks.find((one) => one.name === name)!;
  const shape = shapeOfRow(built.output);
  const kept = freeze === 'all' ? { frozen: true as const } : {};
  const own = { label: 'sharing', shape, parameters: built.sharing, ...kept, ...placed(sharing.at) };
  return {
    id: name,
    kind,
    label: data === undefined ? sharingLabel(sharing) : `data: ${data}`,
    shape,
    parameters: countOf(built.layers) + built.sharing,
    ...(from === undefined ? {} : { from }),
    ...kept,
    tasks: tasksOn(plan, name),
    layers: [
      ...built.layers.map((layer, index) => ({
        ...describeLayer(layer),
        ...commonTo(networksWith(plan, name, index), index, model),
      })),
      ...(built.sharing > 0 ? [own] : []),
    ],
    ...placed(at),
  };
}

/** Of the usual way to share nothing is said. */
const sharingLabel = (sharing: Call): string =>
  sharing.name === usualNames.sharing ? '' : labelOf('sharings', sharing);

/** Layers without parameters have none in common. */
function commonTo(
  networks: readonly string[],
  index: number,
  model: Model,
): Pick<ArchitectureLayer, 'sharedBy'> {
  const first = model.blocks.find(({ name }) => name === networks[0])?.layers[index];
  return first && first.parameters > 0 ? { sharedBy: networks } : {};
}

/** The heads of a task on several networks are alike; the first stands for all, and their parameters add up. */
function taskNode(model: Model, task: TaskPlan): ArchitectureNode {
  const heads = model.heads.filter((head) => head.task === task.name);
  const [head] = heads;
  return {
    id: task.name,
    kind: 'task',
    label: labelOf('targets', task.target),
    shape: describeShape(head!.layers.at(-1)!.shape),
    parameters: heads.reduce((total, { layers }) => total + countOf(layers), 0),
    tasks: [task.name],
    layers: head!.layers.map(describeLayer),
    ...placed(task.at),
  };
}

const sizeOfAll = (parameters: Model['parameters']): number =>
  parameters.reduce((total, { tensor }) => total + sizeOf(tensor.shape), 0);

const countOf = (layers: readonly ModelLayer[]): number =>
  layers.reduce((total, { parameters }) => total + parameters, 0);

/** A layer of which the block has several says how many: `dense(64, relu) × 4`. */
function describeLayer({ call, shape, parameters, copies = 1, frozen }: ModelLayer): ArchitectureLayer {
  return {
    label: call ? `${showLayer(call)}${copies > 1 && parameters > 0 ? ` × ${copies}` : ''}` : 'output',
    shape: describeShape(shape),
    parameters,
    ...(frozen ? { frozen } : {}),
    ...placed(call?.at),
  };
}

/** As written, defaults left out. */
const labelOf = (kind: Kind, call: Call): string => showCall(call, lookUp(kind, call.name)!.params);

const placed = (at: Position | undefined): { readonly at?: Position } => (at ? { at } : {});

function flows(plan: Plan, nodes: readonly ArchitectureNode[]): readonly ArchitectureEdge[] {
  const shapes = new Map(nodes.map(({ id, shape }) => [id, shape]));
  return [...plan.blocks, ...plan.tasks].flatMap(({ name, on }) =>
    on.map((from) => ({ from, to: name, kind: 'flow' as const, label: shapes.get(from)! })),
  );
}

/** Every two networks that teach each other; the label says by which method. */
function exchanges(plan: Plan): readonly ArchitectureEdge[] {
  return plan.cotrain.flatMap(({ networks, method }) =>
    networks.flatMap((from, i) =>
      networks
        .slice(i + 1)
        .map((to) => ({ from, to, kind: 'cotrain' as const, label: labelOf('cotraining', method) })),
    ),
  );
}
