/** How much the class of a row counts in a loss. */
import { constant, multiply, sum } from '../../graph';
import type { Tensor } from '../../graph/tensor';
import { isMisfit, type TargetDeclaration } from '../declaration';
import { numbersOr } from '../parameter';
import { classVectors } from './class-labels';

/** For a loss whose declaration `weighs` by it. */
export const classWeights = numbersOr(['equal', 'balanced'], {
  doc:
    'What the loss of a row is multiplied with: a number for the class of the row, in the order of the classes, or `balanced`, which is ' +
    'n / (k n_c) for a class with n_c of the n training rows and k classes, so that each class counts as much as any other. The mean ' +
    'is still taken over rows.',
  default: 'equal',
  min: 0,
});

/** How many classes a row of such a target may belong to; null where it belongs to none or to several at once. */
export function countClasses(target: TargetDeclaration, args: object, columns: number): number | null {
  if (target.reads === 'numbers') return null;
  if (target.reads === 'truth') return columns === 1 ? 2 : null;
  const widths = target.widths(args as never, columns);
  return isMisfit(widths) || widths.output === 0 ? null : widths.output;
}

/** The factor of each row [rows], from one for each class and the class of each row: float32 [rows, 1]. */
export const factorsOfRows = (factors: readonly number[], label: Tensor): Tensor =>
  sum(multiply(classVectors(label, factors.length), constant([...factors], [factors.length])), [1]);
