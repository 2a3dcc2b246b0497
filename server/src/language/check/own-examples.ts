/** What a fix writes where something is missing: made of the names and columns that the file has. */
import { isMisfit } from '../../../../catalog/declaration';
import { applyOutput } from '../../../../catalog/model/apply-output';
import { scopeFor, type Flow } from '../../../../catalog/model/flow';
import { usualTarget } from '../../../../catalog/usual';
import { isMedia } from '../../../../contract/media';
import type { Column, TableSchema } from '../../../../contract/schema';
import { freeName } from '../edits/free-name';
import type { Checked } from './checked-all';
import type { CheckedBlock } from './blocks';
import type { CheckContext } from './context';
import type { CheckedData } from './data';
import { defaultCall } from './default-call';
import { columnText } from './find-column';
import { foundationsOf } from './foundations';
import type { CheckedInput } from './inputs';
import { createShapeScope } from './shape-scope';

/** What a target is read beside. */
export interface Known {
  readonly data: ReadonlyMap<string, CheckedData>;
  readonly inputs: Checked<CheckedInput>;
}

/** `digits.label as classes(10)`: a column that no input reads, as what its values are; null without any data. */
export function targetExample({ data, inputs }: Known): string | null {
  const [first] = [...inputs.values()].map(({ sources }) => sources?.all[0]!.data);
  const set = first ?? [...data.values()][0];
  if (!set) return null;
  const { name } = set.symbol;
  if (!set.schema) return `${name}.label as ${usualTarget({ type: 'text', distinct: 10 })}`;
  const free = unreadColumns(name, set.schema, inputs);
  const column = free.find((candidate) => /label|class|target/i.test(candidate.name)) ?? free.at(-1);
  return column ? `${columnText(name, column.name)} as ${usualTarget(column)}` : null;
}

/** Columns of a data set that no input reads and that have values. */
export function unreadColumns(
  data: string,
  { columns, rows }: TableSchema,
  inputs: Known['inputs'],
): readonly Column[] {
  const sets = [...inputs.values()].flatMap(({ taken }) => taken.filter((set) => set.data === data));
  const read = new Set(sets.flatMap(({ names }) => names));
  return columns.filter(({ name, type, missing }) => !read.has(name) && missing < rows && !isMedia(type));
}

/** A whole task, to be put behind everything else; null where nothing is there to stand on. */
export function taskExample(
  context: CheckContext,
  known: Known,
  blocks: Checked<CheckedBlock>,
): string | null {
  const [on] = foundationsOf(context);
  const target = targetExample(known);
  if (on === undefined || target === null) return null;
  const layer = layerBefore(blocks.get(on)?.flow ?? known.inputs.get(on)?.flow);
  const name = context.symbols.find('prediction')
    ? freeName(context.tree.tokens, 'prediction')
    : 'prediction';
  return `task ${name}(${on}) {\n${layer ? `  ${layer}\n` : ''}  predict: ${target}\n}`;
}

/** What an output layer misses behind this. */
function layerBefore(flow: Flow | null | undefined): string | undefined {
  if (!flow) return undefined;
  const scope = scopeFor([flow], createShapeScope());
  const output = applyOutput(defaultCall('target', 'number'), 1, [flow.tensor], scope);
  return isMisfit(output) ? output.insert : undefined;
}
