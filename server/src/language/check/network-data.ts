/** `data` of a network: the data set whose labelled rows it may learn from. */
import { text } from '../../../../contract/text';
import { networkNotFed, networkUntaught } from '../problems/data-sets';
import { valueOfOtherForm } from '../problems/values';
import { foundationsBehind } from '../resolve/foundations-behind';
import { isBlockDeclaration, type PropertyNode, type Value } from '../syntax/nodes';
import type { CheckedBlock } from './blocks';
import type { CheckedAll } from './checked-all';
import type { CheckedTask } from './checked-task';
import type { CheckContext } from './context';
import type { CheckedInput } from './inputs';
import { dataSetsFeeding, dataSetsTeaching, inputsFeeding, isFedBy } from './feeding';
import { findName } from './find-name';
import { droppingEntry, replacing } from './repairs';

/** The name of the data set; null where it was reported. */
export function readNetworkData(context: CheckContext, value: Value): string | null {
  if (value.kind === 'missing') return null;
  if (value.kind === 'word') return findName(context, value.name, ['data'])?.name ?? null;
  const remedy = text('Write the name of one that is declared with `data`.');
  const names = context.symbols.ofKind('data').map(({ name }) => name);
  const fixes = replacing(context, value, ...names.slice(0, 3));
  context.report(valueOfOtherForm(context.where(value), text('A data set is expected here.'), remedy, fixes));
  return null;
}

/** Its rows must have what the network reads, and a label to learn. */
export function checkNetworkData(
  context: CheckContext,
  inputs: CheckedAll<CheckedInput>,
  blocks: CheckedAll<CheckedBlock>,
  tasks: CheckedAll<CheckedTask>,
): void {
  for (let index = 0; index < blocks.size; index += 1) {
    const data = blocks.foundAt(index).plan?.data;
    if (data !== undefined) checkOne(context, blocks.at(index), data, inputs, tasks);
  }
}

function checkOne(
  context: CheckContext,
  { symbol }: CheckedBlock,
  data: string,
  inputs: CheckedAll<CheckedInput>,
  tasks: CheckedAll<CheckedTask>,
): void {
  const { name } = symbol;
  const { symbols } = context;
  const own = [...tasks.values()].filter((task) => foundationsBehind(symbols, task.symbol.name).has(name));
  // Of a network that nothing stands on, nothing is asked.
  if (own.length === 0 || own.some(({ taken }) => taken.length === 0)) return;
  const property = dataProperty(symbol.declaration);
  if (!property) return;
  const feeding = inputsFeeding(symbols, inputs, name);
  const unfed = feeding.filter(({ taken, sources }) => !isFedBy(taken, data) && sources?.whole === true);
  const where = context.where(property.value);
  const others = dataSetsTeaching(symbols, { inputs, tasks }, name).filter((other) => other !== data);
  const fixes = () => [
    ...replacing(context, property.value, ...others.slice(0, 3)),
    ...(others.length === 0 ? droppingEntry(context, property) : []),
  ];
  if (unfed.length > 0) {
    const names = unfed.map((input) => `\`${input.symbol.name}\``);
    context.report(networkNotFed(where, data, names, fixes()));
  } else if (dataSetsFeeding(feeding).includes(data) && !own.some(({ taken }) => isFedBy(taken, data)))
    context.report(networkUntaught(where, name, data, fixes()));
}

function dataProperty(declaration: CheckedBlock['symbol']['declaration']): PropertyNode | undefined {
  if (!isBlockDeclaration(declaration)) return undefined;
  // The last of two counts.
  const entry = declaration.block.entries.findLast(
    ({ kind, name }) => kind === 'property' && name.text === 'data',
  );
  return entry?.kind === 'property' ? entry : undefined;
}
