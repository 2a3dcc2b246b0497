/** What a weighting of gradients lives by: parameters that several tasks reach. */
import { lookUp } from '../../../../catalog';
import type { TrainPlan } from '../../../../contract/plan';
import { nothingShared } from '../problems/weightings';
import { none } from '../syntax/fitted';
import type { BlockDeclaration } from '../syntax/nodes';
import type { CheckContext } from './context';
import { droppingEntry } from './repairs';

/** Comes after blocks, tasks and `train`. Its answer follows from all of them, so that it is asked anew in each text, of those weightings alone. */
export function checkShared(
  context: CheckContext,
  declaration: BlockDeclaration<'train'> | null,
  plan: TrainPlan | null,
): void {
  const entry = declaration?.block.entries.find(
    ({ kind, name }) => kind === 'property' && name.text === 'weighting',
  );
  if (!plan || entry?.kind !== 'property') return;
  const { name } = plan.weighting;
  const needs = lookUp('weightings', name)?.needs;
  if (needs === undefined || needs === 'losses' || sharesParameters(context)) return;
  context.report(nothingShared(context.where(entry.value), name, droppingEntry(context, entry)));
}

/** A block whose parameters are not known counts as one that has some. */
function sharesParameters({ symbols, shapes, tree }: CheckContext): boolean {
  const places = symbols.names.byKind.get('task') ?? none;
  if (places.length < 2) return true;
  const reached = new Set<string>();
  const reachesAgain = (name: string, own: Set<string>): boolean => {
    const symbol = symbols.find(name);
    if (!symbol || own.has(name) || (symbol.kind !== 'shared' && symbol.kind !== 'network')) return false;
    own.add(name);
    const block = symbol.declaration as BlockDeclaration;
    const known = shapes.get(block);
    if (reached.has(name) && (known?.shared ?? known?.learning ?? known?.parameters) !== 0) return true;
    return block.on.some((foundation) => reachesAgain(foundation.text, own));
  };
  for (const place of places) {
    const own = new Set<string>();
    const task = tree.file.declarations[place] as BlockDeclaration<'task'>;
    if (task.on.some(({ text }) => reachesAgain(text, own))) return true;
    for (const name of own) reached.add(name);
  }
  return false;
}
