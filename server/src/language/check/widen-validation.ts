/** The fix that gives validation rows to a split that leaves none: a tenth of all, out of those to train on. */
import type { SplitPlan } from '../../../../contract/plan';
import type { Fix } from '../../../../contract/problem';
import { isBlockDeclaration, type Span } from '../syntax/nodes';
import type { CheckContext } from './context';
import { replacing } from './repairs';
import { writeShares } from './write-shares';

/** `span` is the name of the data that is split. */
export function widenValidation(context: CheckContext, shares: SplitPlan | null, span: Span): readonly Fix[] {
  const data = context.symbols.all.find(({ nameNode }) => nameNode === span)?.declaration;
  if (!data || !isBlockDeclaration(data) || shares?.by !== 'fractions') return [];
  const split = data.block.entries.find(({ name }) => name.text === 'split');
  if (split?.kind !== 'property') return [];
  const [train, , test] = shares.fractions;
  const validation = Math.min(0.1, train / 2);
  return replacing(context, split.value, writeShares([train - validation, validation, test]));
}
