/** The fix that gives validation rows to a split that leaves none: a tenth of all, out of those to train on. */
import type { Fix } from '../../../../contract/problem';
import { isBlockDeclaration } from '../syntax/nodes';
import type { CheckContext } from './context';
import { replacing } from './repairs';
import type { TrainingRows } from './train';
import { writeShares } from './write-shares';

export function widenValidation(context: CheckContext, rows: TrainingRows): readonly Fix[] {
  const data = context.symbols.all.find(({ nameNode }) => nameNode === rows.span)?.declaration;
  if (!data || !isBlockDeclaration(data) || rows.split?.by !== 'fractions') return [];
  const split = data.block.entries.find(({ name }) => name.text === 'split');
  if (split?.kind !== 'property') return [];
  const [train, , test] = rows.split.fractions;
  const validation = Math.min(0.1, train / 2);
  return replacing(context, split.value, writeShares([train - validation, validation, test]));
}
