/** The layers of a block as its sharing applies them: to several readings, and in copies with parameters of their own. */
import type { BlockPlan, LayerCall } from '../../contract/plan';
import type { Tensor } from '../../graph/tensor';
import { isMisfit, type Scope } from '../declaration';
import { within } from '../scope';
import type { Reader, Reading, SharedBlock } from '../shared-block';
import { layerName, passLayer } from './apply-layer';
import type { CommonLayers } from './common-layers';
import type { Flow } from './flow';
import { LayerHome } from './layer-home';
import type { ModelLayer } from './model';
import { Owner } from './owner';
import type { ParameterBook } from './parameter-book';
import { singleOutput } from './single-output';

export class BlockCopies implements SharedBlock {
  readonly readers: readonly Reader[];
  readonly #name: string;
  readonly #calls: readonly LayerCall[];
  readonly #freeze: BlockPlan['freeze'];
  /** The tasks that may reach the block, in the order of the plan. */
  readonly #tasks: readonly string[];
  readonly #book: ParameterBook;
  /** Layers whose parameters other networks have too, of a plan that may have some. */
  readonly #common: CommonLayers | undefined;
  /** By the full name of a layer within its copy. */
  readonly #copies = new Map<string, LayerCopy>();
  readonly #penalties: Tensor[] = [];
  #trained: readonly boolean[] | undefined;
  #unfit: string | undefined;

  constructor(
    { name, layers, freeze }: Pick<BlockPlan, 'name' | 'layers'> & { readonly freeze: BlockPlan['freeze'] },
    readers: readonly Reader[],
    tasks: readonly string[],
    book: ParameterBook,
    common?: CommonLayers,
  ) {
    this.#name = name;
    this.#calls = layers;
    this.#freeze = freeze;
    this.readers = readers;
    this.#tasks = tasks;
    this.#book = book;
    this.#common = common;
  }

  /** Found by applying the layers once, for nothing else. */
  get trained(): readonly boolean[] {
    return (this.#trained ??= findTrained(this.#calls, this.readers[0]!.reading, this.#book.blank()));
  }

  readonly layers: SharedBlock['layers'] = (path, reading, tasks) => {
    let output = reading;
    for (const index of this.#calls.keys()) {
      const flow = this.layer(index, path, output, tasks);
      if (isMisfit(flow)) return flow;
      output = [flow];
    }
    return singleOutput(output);
  };

  readonly layer: SharedBlock['layer'] = (index, path, reading, tasks) => {
    const call = this.#calls[index]!;
    const inBlock = [...(path === '' ? [] : [path]), layerName(index, call)].join('/');
    const place = `${this.#name}/${inBlock}`;
    const isFrozen = this.#freezes(index);
    const copy = this.#copies.get(place) ?? new LayerCopy(index, this.#home(index, inBlock, isFrozen));
    copy.home.owner.add(tasks);
    const known = copy.uses.find((use) => sameReading(use.reading, reading));
    if (known) {
      known.owner.add(tasks);
      return known.flow;
    }
    // What layers gather of a reading belongs to the tasks of this use.
    const owner = this.#ownedBy(tasks, isFrozen);
    const before = this.#book.count;
    const flow = passLayer(call, reading, copy.scope(this.#book.scope(place, owner)));
    if (isMisfit(flow)) {
      this.#unfit ??= place;
      return flow;
    }
    copy.parameters += this.#book.count - before;
    copy.uses.push({ reading, flow, owner });
    this.#copies.set(place, copy);
    return flow;
  };

  readonly scope: SharedBlock['scope'] = (path, tasks) =>
    this.#book.scope(`${this.#name}/${path}`, this.#ownedBy(tasks, this.#freeze === 'all'));

  readonly penalise: SharedBlock['penalise'] = (penalty) => {
    this.#penalties.push(penalty);
  };

  get penalties(): readonly Tensor[] {
    return this.#penalties;
  }

  /** The first layer that does not fit what it is applied to, by its full name; undefined where all do. */
  get unfit(): string | undefined {
    return this.#unfit;
  }

  /** Each layer once, with the shape that it gives first, and the parameters of all its copies. */
  get described(): readonly ModelLayer[] {
    return this.#calls.map((call, index) => {
      const copies = [...this.#copies.values()].filter((copy) => copy.index === index);
      return {
        call,
        shape: copies[0]!.uses[0]!.flow.tensor.shape.slice(1),
        parameters: copies.reduce((sum, { parameters }) => sum + parameters, 0),
        ...(copies.length > 1 ? { copies: copies.length } : {}),
        ...(this.#freezes(index) ? { frozen: true as const } : {}),
      };
    });
  }

  readonly #home = (index: number, inBlock: string, frozen: boolean): LayerHome =>
    this.#common?.home(this.#name, index, inBlock) ??
    new LayerHome(`${this.#name}/${inBlock}`, this.#ownedBy([], frozen), this.#book);

  readonly #ownedBy = (tasks: readonly string[], frozen: boolean): Owner =>
    new Owner(this.#name, this.#tasks, frozen).add(tasks);

  readonly #freezes = (index: number): boolean =>
    this.#freeze === 'all' || (this.#freeze !== undefined && index < this.#freeze);
}

/** One layer with its parameters, wherever the block applies it. */
class LayerCopy {
  readonly index: number;
  readonly home: LayerHome;
  readonly uses: { readonly reading: Reading; readonly flow: Flow; readonly owner: Owner }[] = [];
  parameters = 0;

  constructor(index: number, home: LayerHome) {
    this.index = index;
    this.home = home;
  }

  /** The parameters are the same in every use; what it draws at random and gathers has names of its own in each but the first. */
  scope(first: Scope): Scope {
    const use = this.uses.length === 0 ? first : within(first, `use${this.uses.length + 1}`);
    return { ...use, parameter: this.home.parameter };
  }
}

const sameReading = (a: Reading, b: Reading): boolean =>
  a.length === b.length && a.every((flow, index) => flow === b[index]);

/** Those behind a layer that does not fit are taken for layers without parameters: whoever applies them is told. */
function findTrained(calls: readonly LayerCall[], reading: Reading, book: ParameterBook): readonly boolean[] {
  const owner = new Owner('', []);
  let output: Reading | undefined = reading;
  return calls.map((call, index) => {
    if (!output) return false;
    const before = book.count;
    const flow = passLayer(call, output, book.scope(layerName(index, call), owner));
    output = isMisfit(flow) ? undefined : [flow];
    return book.count > before;
  });
}
