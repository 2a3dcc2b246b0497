/** What goes without saying: the usual choice of each kind, and how a column is usually read and predicted. */
import { isMedia, type FileFacts } from '../contract/media';
import type { Column } from '../contract/schema';
import { inputOpening } from './opening';
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

/** Words are categories, and files are read by what opens them. */
export const usualInput = ({ type, ...files }: Pick<Column, 'type'> & FileFacts): string => {
  const opening = isMedia(type) ? inputOpening(type, files) : undefined;
  return opening ?? (type === 'text' ? 'category' : usualNames.input);
};

/** Layers that make features of what an input of each kind feeds, for so many training rows: few rows do not fill many units. */
export const usualLayers = {
  numbers: (rows: number): readonly string[] => [`dense(${unitsFor(rows)}, relu)`],
  images: (rows: number): readonly string[] => [
    'conv(16, kernel: 3, activation: relu)',
    'maxpool(2)',
    'conv(32, kernel: 3, activation: relu)',
    'maxpool(2)',
    'flatten',
    `dense(${unitsFor(rows)}, relu)`,
  ],
  sounds: (rows: number): readonly string[] => [
    'gru(32)',
    'globalAveragePool',
    `dense(${unitsFor(rows)}, relu)`,
  ],
  categories: (): readonly string[] => ['embedding(8)', 'flatten'],
  texts: (): readonly string[] => ['embedding(32)', 'globalAveragePool'],
} as const;

const unitsFor = (rows: number): number => (rows < 200 ? 16 : rows < 2000 ? 32 : rows < 20_000 ? 64 : 128);
