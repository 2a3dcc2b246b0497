/** Finds nodes that may go over blocks of rows together, because none of them waits for something that needs all rows of another. */
import { sizeOf, type Node, type Tensor } from '../tensor';
import { sharesOf } from './row-slices';

/** Nodes in an order in which each stands after what it needs, and how many blocks their rows are taken in. */
export interface RowGroup {
  readonly nodes: readonly Node[];
  readonly blocks: number;
  /** What the nodes make that is read by others, or by nobody but the program. */
  readonly results: readonly Tensor[];
}

/** Numbers of the largest tensor in a block for each core: a handful of tensors of this size stay in a core's cache. */
const blockSize = 2 ** 15;
/** Numbers of a tensor with which a chain begins: of smaller ones, most are in a cache anyway when they are read. */
const fewestNumbers = 2 ** 19;
/** With fewer blocks, each is larger than a cache. */
const fewestBlocks = 4;
/** Numbers that stay within the loop. With fewer, starting the loop takes longer than reading and writing them. */
const fewestSpared = 2 ** 19;

/** `nodes` are all that `targets` depend on, in order; `cores` share each block. */
export function findRowGroups(
  nodes: readonly Node[],
  targets: readonly Tensor[],
  cores: number,
): readonly RowGroup[] {
  const groups = gather(nodes).map(withoutOuterShapes);
  const groupOf = new Map(groups.flatMap((group) => group.nodes.map((node) => [node, group] as const)));
  const readOutside = new Set(targets);
  for (const node of nodes) {
    for (const input of node.inputs) {
      if (groupOf.get(node) !== groupOf.get(input.node)) readOutside.add(input);
    }
  }
  return groups.flatMap(({ nodes: members, rows }) => {
    const made = members.map(({ outputs }) => outputs[0]!);
    const results = made.filter((tensor) => readOutside.has(tensor));
    const spared = made.reduce(
      (total, tensor) => total + (readOutside.has(tensor) ? 0 : sizeOf(tensor.shape)),
      0,
    );
    const largest = Math.max(...members.map(largestOf));
    const blocks = largestDivisor(rows, largest / (blockSize * cores));
    return spared >= fewestSpared && blocks >= fewestBlocks ? [{ nodes: members, blocks, results }] : [];
  });
}

/** Nodes that were gathered so far. */
class Gathered {
  readonly nodes: Node[] = [];
  /** Blocks of rows can be as many as a divisor of this number. */
  rows = 0;
  /** Groups that something in this one depends on. */
  readonly needs = new Set<Gathered>();
}

function gather(nodes: readonly Node[]): readonly Gathered[] {
  const groups: Gathered[] = [];
  const groupOf = new Map<Node, Gathered>();
  /** What nodes of no group depend on. */
  const needs = new Map<Node, ReadonlySet<Gathered>>();
  const needsOf = ({ node }: Tensor): Iterable<Gathered> => {
    const group = groupOf.get(node);
    return group ? [group] : (needs.get(node) ?? []);
  };
  for (const node of nodes) {
    const shares = sharesOf(node);
    const group = shares && findGroup(node);
    if (!group) {
      needs.set(node, new Set(node.inputs.flatMap((input) => [...needsOf(input)])));
      continue;
    }
    groupOf.set(node, group);
    group.nodes.push(node);
    group.rows = rowsWith(group, node);
    for (const input of node.inputs) {
      for (const needed of needsOf(input)) if (needed !== group) group.needs.add(needed);
    }
  }
  return groups;

  /** The youngest group that makes an input of the node and can take it, or a new one where there are numbers enough. */
  function findGroup(node: Node): Gathered | undefined {
    const known = new Set(node.inputs.flatMap((input) => groupOf.get(input.node) ?? []));
    const shares = sharesOf(node)!;
    const fitting = [...known].findLast((group) => {
      const others = node.inputs.filter((input) => groupOf.get(input.node) !== group);
      // What is needed whole is there only when the loop is over.
      if (node.inputs.some((input, at) => groupOf.get(input.node) === group && shares[at] === 'whole'))
        return false;
      return (
        rowsWith(group, node) >= fewestBlocks &&
        !isNeeded(
          group,
          others.flatMap((input) => [...needsOf(input)]),
        )
      );
    });
    if (fitting) return fitting;
    const group = new Gathered();
    if (largestOf(node) < fewestNumbers || rowsWith(group, node) < fewestBlocks) return undefined;
    groups.push(group);
    return group;
  }
}

/** Reshaping what goes into the loop or comes out of it costs nothing outside of it, and a copy within. */
function withoutOuterShapes({ nodes, rows }: Gathered): Pick<Gathered, 'nodes' | 'rows'> {
  const inner = new Set(nodes);
  for (const node of nodes) if (isShape(node) && !inner.has(node.inputs[0]!.node)) inner.delete(node);
  const read = new Set<Node>();
  for (const node of [...inner].toReversed()) {
    if (isShape(node) && !read.has(node)) inner.delete(node);
    else for (const input of node.inputs) read.add(input.node);
  }
  return { nodes: [...inner], rows };
}

const isShape = ({ op }: Node): boolean => op === 'reshape';

/** Whether any of these groups depends on `group`, or is it. */
function isNeeded(group: Gathered, by: readonly Gathered[]): boolean {
  const seen = new Set(by);
  for (const one of seen) {
    if (one === group) return true;
    for (const needed of one.needs) seen.add(needed);
  }
  return false;
}

/** What the rows of the node's tensors, which may be of other sizes, and those of the group can be divided by. */
function rowsWith(group: Gathered, node: Node): number {
  const shares = sharesOf(node)!;
  const rows = node.inputs.flatMap(({ shape }, at) => (shares[at] === 'rows' ? [shape[0]!] : []));
  return [...rows, node.outputs[0]!.shape[0]!].reduce(greatestCommonDivisor, group.rows);
}

const largestOf = ({ inputs, outputs }: Node): number =>
  Math.max(...[...inputs, ...outputs].map(({ shape }) => sizeOf(shape)));

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

/** The largest divisor of `whole` that is at most `most`. */
function largestDivisor(whole: number, most: number): number {
  for (let divisor = Math.floor(most); divisor > 1; divisor--) if (whole % divisor === 0) return divisor;
  return 1;
}
