/** Builds the symbolic model of a plan: inputs, blocks, what networks exchange, and the heads of the tasks. */
import type { BlockPlan, CotrainPlan, InputPlan, LayerCall, Plan, TaskPlan } from '../../contract/plan';
import { render } from '../../contract/text';
import { GraphError, type Tensor } from '../../graph/tensor';
import { lookUp } from '..';
import { isMisfit, type Misfit } from '../declaration';
import { widthOf } from '../opening';
import { applyInput } from './apply-input';
import { layerName, passLayer } from './apply-layer';
import { applyOutput } from './apply-output';
import { applySharing } from './apply-sharing';
import { CommonLayers } from './common-layers';
import { scopeFor, type Flow } from './flow';
import type { Model, ModelBlock, ModelHead, ModelLayer, ModelShare } from './model';
import { inputsUnder } from './inputs-under';
import { ParameterBook } from './parameter-book';
import { tasksOn } from './tasks-on';

export interface ModelOptions {
  /** Rows of a batch, the same in every step. */
  readonly rows: number;
  /** False leaves out what only training does, such as dropout. */
  readonly training: boolean;
  /** int64 scalar that differs in every step; needed where a layer draws random numbers while training. */
  readonly step?: Tensor;
  /** [rows], 1 for each row that counts; needed where a layer gathers statistics while training. */
  readonly counted?: Tensor;
  /** Of each input that not every row has, 1 for each row that does: [rows]. The others count for no layer that stands on it. */
  readonly fed?: Readonly<Record<string, Tensor>>;
}

/** A plan that the language made always fits together. Throws GraphError, which names block and layer, for any other. */
export function buildModel(plan: Plan, { rows, training, step, counted, fed }: ModelOptions): Model {
  const random = { seed: plan.train.seed, ...(step && { step }) };
  const masks = (block: string) => inputsUnder(plan, block).flatMap((input) => fed?.[input] ?? []);
  const book = new ParameterBook(training, { random, ...(counted && { counted }), masks });
  const build = new ModelBuilder(plan, book);
  for (const input of plan.inputs) build.input(input, rows);
  for (const block of plan.blocks) build.block(block);
  for (const [index, pair] of plan.cotrain.entries()) build.share(pair, index);
  for (const task of plan.tasks) build.heads(task);
  return build.model();
}

class ModelBuilder {
  readonly #inputs = new Map<string, Tensor>();
  readonly #lengths = new Map<string, Tensor>();
  readonly #blocks: ModelBlock[] = [];
  readonly #shares: ModelShare[] = [];
  readonly #penalties: Tensor[] = [];
  readonly #heads: ModelHead[] = [];
  /** What leaves each input, by name. */
  readonly #fed = new Map<string, Flow>();
  /** What leaves each block, by its name and the tasks that read it. */
  readonly #flowing = new Map<string, ReadonlyMap<string, Flow>>();
  /** What the heads of a task read instead where networks exchange features, by task and network. */
  readonly #exchanged = new Map<string, Flow>();

  readonly #plan: Plan;
  readonly #book: ParameterBook;
  readonly #common: CommonLayers;

  constructor(plan: Plan, book: ParameterBook) {
    this.#plan = plan;
    this.#book = book;
    this.#common = new CommonLayers(plan, book);
  }

  input(input: InputPlan, rows: number): void {
    const { name, type } = input;
    const { columns, length, flow } = fitting(applyInput(name, type, widthOf(input), rows), name);
    this.#inputs.set(name, columns);
    if (length) this.#lengths.set(name, length);
    this.#fed.set(name, flow);
  }

  block(block: BlockPlan): void {
    const { name, on } = block;
    const tasks = tasksOn(this.#plan, name);
    const readers = tasks.length > 0 ? tasks : [name];
    const readings = new Map(readers.map((task) => [task, on.map((source) => this.#read(source, task))]));
    const applied = applySharing(block, readings, tasks, this.#book, this.#common);
    if (isMisfit(applied)) throw unfit(applied, applied.place);
    const { flows, layers, sharing, penalties } = applied;
    this.#flowing.set(name, flows);
    this.#penalties.push(...penalties);
    this.#blocks.push({ name, output: firstOf(flows).tensor, layers, sharing });
  }

  share({ networks, task, share }: CotrainPlan, cotrain: number): void {
    if (share === null) return;
    const declared = lookUp('exchanges', share.name);
    if (declared === undefined) throw new GraphError(share.name, 'the catalog has no such exchange');
    if (declared.shares !== 'features') return;
    const block = networks.join(' <-> ');
    const scope = this.#book.scope(`${block}/${share.name}`, { block, tasks: [task] });
    const features = networks.map((network) => this.#read(network, task).tensor);
    const args = share.args as Parameters<typeof declared.build>[0];
    const mixed = fitting(declared.build(args, features, scope), block);
    for (const [k, network] of networks.entries()) {
      this.#exchanged.set(exchangeKey(task, network), { tensor: mixed.features[k]! });
    }
    this.#shares.push({ cotrain, networks, weights: mixed.weights });
  }

  heads(task: TaskPlan): void {
    const networks = headNetworks(this.#plan, task);
    for (const network of networks ?? [null]) {
      const sources = network === null ? task.on : [network];
      const inputs = sources.map(
        (source) => this.#exchanged.get(exchangeKey(task.name, source)) ?? this.#read(source, task.name),
      );
      const path = network === null ? task.name : `${task.name}/${network}`;
      this.#heads.push({ task: task.name, network, ...this.#head(task, inputs, path) });
    }
  }

  model(): Model {
    return {
      inputs: Object.fromEntries(this.#inputs),
      lengths: Object.fromEntries(this.#lengths),
      parameters: this.#book.parameters,
      frozen: this.#book.frozen,
      statistics: this.#book.statistics,
      blocks: this.#blocks,
      heads: this.#heads,
      shares: this.#shares,
      penalties: this.#penalties,
    };
  }

  #head(task: TaskPlan, inputs: readonly Flow[], path: string): Omit<ModelHead, 'task' | 'network'> {
    const owner = { block: task.name, tasks: [task.name] };
    const { output: features, layers } = this.#layers(task.layers, inputs, path, owner);
    const before = this.#book.count;
    const place = `${path}/output`;
    const scope = scopeFor(features, this.#book.scope(place, owner));
    const columns = task.predict.columns.length;
    const tensors = features.map(({ tensor }) => tensor);
    const { layer, ...made } = fitting(applyOutput(task.target, columns, tensors, scope), place);
    const last = { shape: layer.shape.slice(1), parameters: this.#book.count - before };
    return { ...made, layers: [...layers, last] };
  }

  /** Layers one after the other; without any, what goes in comes out. */
  #layers(
    calls: readonly LayerCall[],
    inputs: readonly Flow[],
    path: string,
    owner: { readonly block: string; readonly tasks: readonly string[] },
  ): { readonly output: readonly Flow[]; readonly layers: readonly ModelLayer[] } {
    const layers: ModelLayer[] = [];
    let output = inputs;
    for (const [i, call] of calls.entries()) {
      const before = this.#book.count;
      const place = `${path}/${layerName(i, call)}`;
      const flow = fitting(passLayer(call, output, this.#book.scope(place, owner)), place);
      output = [flow];
      layers.push({ call, shape: flow.tensor.shape.slice(1), parameters: this.#book.count - before });
    }
    return { output, layers };
  }

  /** What `task` reads of an input or block; a block that no task reads takes that of the first. */
  #read(source: string, task: string): Flow {
    const flows = this.#flowing.get(source);
    const flow = this.#fed.get(source) ?? flows?.get(task) ?? (flows && firstOf(flows));
    if (flow === undefined) throw new GraphError(source, 'no input or earlier block has this name');
    return flow;
  }
}

/** The networks with a head each, or null where the task has a single head. */
function headNetworks(plan: Plan, { on }: TaskPlan): readonly string[] | null {
  const isNetwork = (name: string) =>
    plan.blocks.some((block) => block.name === name && block.kind === 'network');
  return on.length > 1 && on.every(isNetwork) ? on : null;
}

const firstOf = (flows: ReadonlyMap<string, Flow>): Flow => [...flows.values()][0]!;

const exchangeKey = (task: string, network: string): string => `${task}/${network}`;

function fitting<T extends object>(value: T | Misfit, place: string): T {
  if (isMisfit(value)) throw unfit(value, place);
  return value;
}

const unfit = ({ misfit, remedy }: Misfit, place: string): GraphError =>
  new GraphError(place, `${render(misfit)} ${render(remedy)}`);
