/**
 * Data parallelism: several workers take a step together, each with its own rows of the batch. A worker's program has all of what does not
 * depend on rows, its rows of what does, and summands of what is summed over rows, such as losses and gradients, which are
 * added up when all are done. What is made of whole gradients, such as updates and the norm that clips them, is left to whoever adds
 * them up. A program in which workers would have to meet before, as batch normalisation needs the mean of all rows, is not shared.
 */
import { feed } from '../ops';
import { orderNodes } from '../order';
import type { Program } from '../program';
import type { Node, Tensor } from '../tensor';
import { isRows, shapeOfRows, sharedAxis, type Rows, type Share, type Worker } from './placement';
import { shareNodes } from './share-nodes';

/** What one worker computes. */
export interface ProgramShard {
  readonly program: Program;
  /** Outputs of which the program makes a summand; the others are the same for all workers. */
  readonly partial: ReadonlySet<string>;
  /** Feeds that take the worker's rows alone: their names, and those of the feeds that have all rows. */
  readonly rowsOf: ReadonlyMap<string, string>;
}

/** Undefined where workers would have to meet within a step. A feed's rows are along its first axis, and all feeds have as many. */
export function shardProgram(program: Program, worker: Worker): ProgramShard | undefined {
  const rows = rowsOfFeeds(program);
  if (rows === undefined || rows % worker.count !== 0) return undefined;
  const states = Object.entries(program.states);
  const outputs = Object.entries(program.outputs);
  const nodes = orderNodes([...states.map(([, { next }]) => next), ...outputs.map(([, output]) => output)]);

  const shares = new Map<Tensor, Share>();
  const rowsOf = new Map<string, string>();
  for (const [name, source] of Object.entries(program.feeds)) {
    if (source.shape.length === 0) continue;
    const share = rowsFeed(`${name}/rows`, source, worker);
    shares.set(source, share);
    rowsOf.set(`${name}/rows`, name);
  }
  const standsOnStates = findThoseOnStates(nodes);
  /** What follows from feeds alone, each worker can make of all rows. */
  const whole = (tensor: Tensor) =>
    shares.get(tensor)?.placement === 'whole' || !standsOnStates.has(tensor.node) ? tensor : undefined;
  if (!shareNodes(nodes, shares, { ...worker, whole, shareNodes })) return undefined;

  const partial = new Set<string>();
  const made = outputs.map(([name, output]) => {
    const share = shares.get(output)!;
    const all = whole(output);
    if (!all && share.placement === 'partial') partial.add(name);
    return [name, all ?? (isRows(share.placement) ? undefined : share.tensor)] as const;
  });
  const next = states.map(([name, { source, next: after }]) => [name, source, whole(after)] as const);
  if (made.some(([, tensor]) => !tensor) || next.some(([, , tensor]) => !tensor)) return undefined;
  const targets = [...made.map(([, tensor]) => tensor!), ...next.map(([, , tensor]) => tensor!)];
  const feeds = Object.fromEntries(
    orderNodes(targets).flatMap((node) =>
      node.op === 'feed' ? [[String(node.attributes['name']), node.outputs[0]!] as const] : [],
    ),
  );
  return {
    program: {
      feeds,
      states: Object.fromEntries(next.map(([name, source, tensor]) => [name, { source, next: tensor! }])),
      outputs: Object.fromEntries(made.map(([name, tensor]) => [name, tensor!])),
    },
    partial,
    rowsOf: new Map([...rowsOf].filter(([name]) => name in feeds)),
  };
}

/** How many rows the feeds have; undefined where some have other numbers of them, or none has any. */
function rowsOfFeeds({ feeds }: Program): number | undefined {
  const sizes = new Set(Object.values(feeds).flatMap(({ shape }) => shape.slice(0, 1)));
  return sizes.size === 1 ? [...sizes][0] : undefined;
}

const leadingRows: Rows = { outer: 1 };

function rowsFeed(name: string, { shape, dtype }: Tensor, worker: Worker): Share {
  const axis = sharedAxis(shape, leadingRows, worker)!;
  return { tensor: feed(name, shapeOfRows(shape, axis, worker), dtype), placement: leadingRows };
}

/** Nodes that depend on what steps change. */
function findThoseOnStates(nodes: readonly Node[]): ReadonlySet<Node> {
  const found = new Set<Node>();
  for (const node of nodes)
    if (node.op === 'state' || node.inputs.some((input) => found.has(input.node))) found.add(node);
  return found;
}
