/** One number of several designs, a row for each: its runs, their mean and how sure that is, and what they are compared with. */
import { formatNumber } from '../format';
import { t } from '../translate';
import type { Cell, DataTable } from './data-table';

export interface IntervalModel {
  /** Stable between updates. */
  readonly id: string;
  readonly title: string;
  /** On which rows it was measured, and which way is better. */
  readonly note: string;
  /** Values are shares, to be read as percent, and 0 stands out. */
  readonly isShare: boolean;
  readonly rows: readonly IntervalRow[];
}

export interface IntervalRow {
  /** The values that were varied; empty where nothing was but the seed. */
  readonly name: string;
  readonly runs: readonly MeasuredRun[];
  readonly mean: Estimate | null;
  /** Null without a baseline, and before it is measured. */
  readonly alone: Estimate | null;
}

export interface MeasuredRun {
  readonly folder: string;
  readonly seed: string | null;
  readonly value: number;
}

/** A mean over seeds. */
export interface Estimate {
  readonly mean: number;
  /** Ends of its 95 % interval; null of a single value. */
  readonly interval: readonly [least: number, most: number] | null;
}

/** `0.9767`, or `−1.1 %` of a share. */
export function valueText({ isShare }: Pick<IntervalModel, 'isShare'>, value: number): string {
  if (!isShare) return formatNumber(value);
  const percent = (100 * value).toFixed(1);
  const sign = Number(percent) > 0 ? '+' : '';
  return t('{share} %', { share: `${sign}${percent}`.replace('-', '−') });
}

/** `0.9767 (0.9702 to 0.9833)`. */
export function estimateText(model: IntervalModel, { mean, interval }: Estimate): string {
  const value = valueText(model, mean);
  if (interval === null) return value;
  const [least, most] = interval.map((end) => valueText(model, end));
  return t('{value} ({least} to {most})', { value, least: least!, most: most! });
}

/** A row for each combination: its mean with the ends of its interval, the tasks alone, and each run. */
export function intervalTable({ rows }: IntervalModel): DataTable {
  const hasAlone = rows.some(({ alone }) => alone !== null);
  const most = Math.max(0, ...rows.map(({ runs }) => runs.length));
  const seeds = rows.find(({ runs }) => runs.length === most)?.runs ?? [];
  return {
    headings: [
      t('combination'),
      t('mean'),
      t('from'),
      t('to'),
      ...(hasAlone ? [t('alone'), t('from'), t('to')] : []),
      ...seeds.map(({ seed }) => (seed === null ? t('run') : t('seed {seed}', { seed }))),
    ],
    rows: rows.map(({ name, mean, alone, runs }) => [
      name === '' ? t('as written') : name,
      ...cellsOf(mean),
      ...(hasAlone ? cellsOf(alone) : []),
      ...seeds.map(({ seed }) => runs.find((run) => run.seed === seed)?.value ?? null),
    ]),
  };
}

const cellsOf = (estimate: Estimate | null): readonly Cell[] => [
  estimate?.mean ?? null,
  ...(estimate?.interval ?? [null, null]),
];

/** What the picture says, for who does not see it. */
export function summaryOf(model: IntervalModel): string {
  const told = model.rows.flatMap(({ name, mean, alone }) => {
    if (!mean) return [];
    const words = estimateText(model, mean);
    const value = alone
      ? t('{value}, alone {alone}', { value: words, alone: estimateText(model, alone) })
      : words;
    return [name === '' ? value : `${name}: ${value}`];
  });
  return [`${model.title}, ${model.note}.`, ...told.map((each) => `${each}.`)].join(' ');
}
