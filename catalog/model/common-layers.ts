/** Layers that networks of a pair have in common: which these are, and their parameters, of which there is one set. */
import type { Plan } from '../../contract/plan';
import { lookUp } from '..';
import { LayerHome } from './layer-home';
import { Owner } from './owner';
import type { ParameterBook } from './parameter-book';

type Paired = Pick<Plan, 'blocks' | 'cotrain'>;

/**
 * All networks that have layer number `layer`, from 0, of `network` in common with it, itself among them, in the order of the plan; none where it is the
 * network's own. Pairs that name the same network make one set of all their networks.
 */
export function networksWith({ blocks, cotrain }: Paired, network: string, layer: number): readonly string[] {
  const pairs = cotrain.filter(({ share }) => commonLayersOf(share) > layer);
  const together = new Set([network]);
  for (let before = 0; before < together.size;) {
    before = together.size;
    for (const { networks } of pairs)
      if (networks.some((name) => together.has(name))) for (const name of networks) together.add(name);
  }
  return together.size < 2 ? [] : blocks.map(({ name }) => name).filter((name) => together.has(name));
}

/** What the names of parameters of layer number `layer`, from 0, begin with where networks have it in common: `left <-> right`; undefined where it is the block's own. */
export function commonOwner(plan: Paired, block: string, layer: number): string | undefined {
  const networks = networksWith(plan, block, layer);
  return networks.length === 0 ? undefined : networks.join(' <-> ');
}

/** How many of the first layers a pair has in common. Throws for a name that is none: names are checked before. */
function commonLayersOf(share: Plan['cotrain'][number]['share']): number {
  if (share === null) return 0;
  const declared = lookUp('exchanges', share.name);
  if (declared === undefined) throw new Error(`the catalog has no exchange ${share.name}`);
  return declared.shares === 'layers' ? (share.args[declared.counts] as number) : 0;
}

export class CommonLayers {
  readonly #plan: Plan;
  readonly #book: ParameterBook;
  readonly #homes = new Map<string, LayerHome>();

  constructor(plan: Plan, book: ParameterBook) {
    this.#plan = plan;
    this.#book = book;
  }

  /** Where layer number `layer` of a block has its parameters, and `path` is its name in the block; undefined where they are the block's own. */
  home(block: string, layer: number, path: string): LayerHome | undefined {
    const owner = commonOwner(this.#plan, block, layer);
    if (owner === undefined) return undefined;
    const place = `${owner}/${path}`;
    const tasks = this.#plan.tasks.map(({ name }) => name);
    const home = this.#homes.get(place) ?? new LayerHome(place, new Owner(owner, tasks), this.#book);
    this.#homes.set(place, home);
    return home;
  }
}
