/** Sharings of blocks, once it is known which tasks there are: whether they are several, and what the block counts for them. */
import { lookUp } from '../../../../catalog';
import { isMisfit } from '../../../../catalog/declaration';
import type { SharedLayers } from '../../../../catalog/model/apply-sharing';
import { formatCount } from '../../../../contract/format-count';
import { countMultiplyAdds } from '../../../../graph';
import { parametersTooMany } from '../problems/shapes';
import { sharedByOne } from '../problems/sharings';
import type { DeclaredSymbol } from '../resolve/symbols';
import type { BlockDeclaration, PropertyNode } from '../syntax/nodes';
import type { CheckedBlock } from './blocks';
import type { Checked } from './checked-all';
import type { CheckContext } from './context';
import type { CheckedInput } from './inputs';
import { mostParameters } from './layers';
import { droppingEntry } from './repairs';
import { nodeShapeOf, rows } from './shape-scope';
import { shareBetween, type CheckedFlow } from './share-layers';
import { withMore } from './shapes';

/**
 * Comes after blocks and tasks. What it says follows from both, so that it is asked anew in each text, of the blocks alone in which a sharing
 * is written.
 */
export function checkSharings(
  context: CheckContext,
  inputs: Checked<CheckedInput>,
  blocks: Checked<CheckedBlock>,
): void {
  const shared = context.symbols.ofKind('shared').flatMap((symbol) => {
    const { block } = symbol.declaration as BlockDeclaration<'shared'>;
    const entry = block.entries.find(({ kind, name }) => kind === 'property' && name.text === 'sharing');
    return entry?.kind === 'property' ? { symbol, entry } : [];
  });
  if (shared.length === 0) return;
  const tasks = tasksOver(context);
  for (const { symbol, entry } of shared) {
    const { plan } = blocks.get(symbol.name) ?? {};
    const declared = plan && lookUp('sharings', plan.sharing.name);
    if (!declared || declared.tasks < 2) continue;
    const flows = flowsInto(plan.on, inputs, blocks);
    if (!flows) continue;
    const names = tasks.get(symbol.name) ?? [];
    if (names.length === 1) reportOne(context, declared.name, names[0]!, entry);
    count(context, symbol, entry, plan, names, flows);
  }
}

/** What leaves the inputs and blocks of these names; null where it is not known of all. */
export function flowsInto(
  names: readonly string[],
  inputs: Checked<CheckedInput>,
  blocks: Checked<CheckedBlock>,
): readonly CheckedFlow[] | null {
  const flows = names.map((name): CheckedFlow | null => {
    const flow = inputs.get(name)?.flow;
    if (flow) return { flow, apart: false };
    const below = blocks.get(name);
    return below?.flow ? { flow: below.flow, apart: below.apart } : null;
  });
  return flows.includes(null) ? null : (flows as readonly CheckedFlow[]);
}

const reportOne = (context: CheckContext, sharing: string, task: string, entry: PropertyNode): void =>
  context.report(sharedByOne(context.where(entry.value), sharing, task, droppingEntry(context, entry)));

/** Replaces what was known of the block and its layers before the tasks were. */
function count(
  context: CheckContext,
  { declaration }: DeclaredSymbol,
  { value }: PropertyNode,
  block: SharedLayers,
  tasks: readonly string[],
  inputs: readonly CheckedFlow[],
): void {
  const applied = shareBetween(block, tasks.length > 0 ? tasks : [block.name], inputs);
  if (isMisfit(applied)) return;
  const outputs = [...applied.flows.values()].map(({ tensor }) => tensor);
  const parameters = applied.layers.reduce((sum, layer) => sum + layer.parameters, applied.sharing);
  if (parameters > mostParameters) {
    const [many, most] = [formatCount(parameters), formatCount(mostParameters)];
    context.report(parametersTooMany(context.where(value), many, most, 'sharing'));
  }
  const layers = (declaration as BlockDeclaration).block.entries.filter(({ kind }) => kind === 'layer');
  for (const [index, layer] of layers.entries()) {
    const shape = context.shapes.get(layer);
    const copies = applied.layers[index]?.copies;
    if (shape && copies !== undefined) context.shapes.set(layer, withMore(shape, { copies }));
  }
  const multiplyAdds = (): number => countMultiplyAdds(outputs, applied.sources) / rows;
  context.shapes.set(declaration, {
    ...nodeShapeOf(outputs[0]!, parameters, multiplyAdds),
    ...(applied.learning < parameters ? { learning: applied.learning } : {}),
    shared: applied.shared,
  });
}

/** Names of the tasks that stand on each block, directly or through others, in the order of the text. */
export function tasksOver({ symbols }: CheckContext): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const { name: task, declaration } of symbols.ofKind('task')) {
    const seen = new Set<string>();
    const visit = ({ on }: BlockDeclaration): void => {
      for (const { text: name } of on) {
        const below = symbols.find(name);
        if (!below || seen.has(name) || (below.kind !== 'shared' && below.kind !== 'network')) continue;
        seen.add(name);
        found.set(name, [...(found.get(name) ?? []), task]);
        visit(below.declaration as BlockDeclaration);
      }
    };
    visit(declaration as BlockDeclaration);
  }
  return found;
}
