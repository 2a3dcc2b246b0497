/** Whether a network can learn from the data set that its `data` names. */
import { networkNotFed, networkUntaught } from '../problems/data-sets';
import { foundationsBehind } from '../resolve/foundations-behind';
import type { DeclaredSymbol } from '../resolve/symbols';
import { none } from '../syntax/fitted';
import { originOf } from '../syntax/moved-declaration';
import { isBlockDeclaration, type DeclarationNode, type PropertyNode } from '../syntax/nodes';
import type { CheckedAll } from './checked-all';
import type { CheckedTask } from './checked-task';
import type { CheckContext } from './context';
import type { CheckedInput } from './inputs';
import { dataSetsFeeding, dataSetsTeaching, inputsFeeding, isFedBy, type Fed } from './feeding';
import { droppingEntry, replacing } from './repairs';

/** Its rows must have what the network reads, and a label to learn. */
export function checkNetworkData(
  context: CheckContext,
  inputs: CheckedAll<CheckedInput>,
  tasks: CheckedAll<CheckedTask>,
): void {
  const { symbols, tree } = context;
  const { byKind, nameAt } = symbols.names;
  for (const place of byKind.get('network') ?? none) {
    // Where it stands does not matter yet.
    if (!dataProperty(originOf(tree.file.declarations[place]!))) continue;
    const symbol = symbols.find(nameAt[place]!)!;
    const property = dataProperty(symbol.declaration)!;
    const { value } = property;
    const data = value.kind === 'word' ? symbols.find(value.name.text) : undefined;
    if (data?.kind === 'data') checkOne(context, symbol, property, data.name, { inputs, tasks });
  }
}

function checkOne(
  context: CheckContext,
  { name }: DeclaredSymbol,
  property: PropertyNode,
  data: string,
  fed: Fed,
): void {
  const { symbols } = context;
  const { inputs, tasks } = fed;
  const own = [...tasks.values()].filter((task) => foundationsBehind(symbols, task.symbol.name).has(name));
  // Of a network that nothing stands on, nothing is asked.
  if (own.length === 0 || own.some(({ taken }) => taken.length === 0)) return;
  const feeding = inputsFeeding(symbols, inputs, name);
  const unfed = feeding.filter(({ taken, sources }) => !isFedBy(taken, data) && sources?.whole === true);
  const where = context.where(property.value);
  const others = dataSetsTeaching(symbols, fed, name).filter((other) => other !== data);
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

function dataProperty(declaration: DeclarationNode): PropertyNode | undefined {
  if (!isBlockDeclaration(declaration)) return undefined;
  // The last of two counts.
  const entry = declaration.block.entries.findLast(
    ({ kind, name }) => kind === 'property' && name.text === 'data',
  );
  return entry?.kind === 'property' ? entry : undefined;
}
