/** What goes without saying: the usual choice of each kind, and how a column is usually read and predicted. */
import type { Column } from '../contract/schema';
import type { Declaration } from './declaration';

/** Taken where a text says nothing, or something that cannot be had yet. */
export const usualNames = {
  input: 'numbers',
  optimizer: 'adam',
  schedule: 'constant',
  weighting: 'equal',
  sharing: 'hard',
  cotraining: 'propagation',
  exchange: 'features',
} as const satisfies Partial<Record<Declaration['kind'], string>>;

/** Layers that bring several things together, likeliest first. */
export const usualJoins = ['concat', 'add'] as const;

const mostClasses = 20;

/** Words and few whole numbers are classes, everything else is a number. */
export function usualTarget({ type, distinct }: Pick<Column, 'type' | 'distinct'>): string {
  if (type === 'number' || (type === 'integer' && distinct > mostClasses)) return 'number';
  return `classes(${Math.max(2, distinct)})`;
}

/** Words are categories. */
export const usualInput = ({ type }: Pick<Column, 'type'>): string =>
  type === 'text' ? 'category' : usualNames.input;
