/** Columns that hold one value, from which nothing can be learned. */
import type { Fix } from '../../../../contract/problem';
import type { Column } from '../../../../contract/schema';
import { columnConstant } from '../problems/parts';
import type { Where } from '../problems/problem-kind';
import type { CheckContext } from './context';

export function reportConstant(
  context: CheckContext,
  where: Where,
  { name, distinct, values, min }: Column,
  noun: 'input' | 'target',
  fixes: () => readonly Fix[],
): void {
  if (distinct !== 1) return;
  context.report(columnConstant(where, name, String(values?.[0] ?? min), noun, fixes()));
}
