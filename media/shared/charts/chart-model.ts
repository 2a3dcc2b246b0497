/** What a chart shows, before anything is drawn: lines, and the numbers behind them for legend, table, CSV and summary. */
import { formatDuration } from '../../../contract/format-duration';
import { formatCell } from '../format';
import { list, t } from '../translate';
import type { DataTable } from './data-table';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Line {
  /** Raw lines stand `behind` smoothed ones; `dashed` and `marked` ones carry markers. */
  readonly style: 'solid' | 'dashed' | 'marked' | 'behind';
  readonly points: readonly Point[];
}

/** One row of the legend. */
export interface Series {
  readonly name: string;
  /** Index of its colour and marker; `total` stands out from all of them. */
  readonly colour: number | 'total';
  /** Lengths of dashes and gaps, in pixels, of lines that are not dashed by their style: tells series of one colour apart. */
  readonly dash?: readonly number[];
  readonly lines: readonly Line[];
}

/** The numbers of all series at one moment. */
export interface Reading {
  readonly x: number;
  /** By series, then by column; null where a number is missing, undefined where there cannot be one. */
  readonly values: readonly (readonly (number | null | undefined)[])[];
}

/** Two moments and what lies between them. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export interface ChartModel {
  /** Stable between updates. */
  readonly id: string;
  readonly title: string;
  /** What the horizontal axis counts: `epoch`, `round`. */
  readonly along: string;
  readonly series: readonly Series[];
  /** Names of what a reading holds of each series: `train`, `validation`, …; one empty name where it is one number. */
  readonly columns: readonly string[];
  /** In order of x. */
  readonly readings: readonly Reading[];
  /** Moments to mark with a vertical line. */
  readonly marks: readonly number[];
  /** Moments to mark with a vertical line that says what happened there. */
  readonly notes?: readonly { readonly x: number; readonly words: string }[];
  /** The moments are seconds, to be read as a clock shows them. */
  readonly clock?: boolean;
  /** The numbers to show while nobody points at a moment, as in a reading; without them, those of the last reading. */
  readonly latest?: Reading['values'];
  /** The point to mark, and what it is in words. */
  readonly best?: Point & { readonly words: string };
  /** Ends of the vertical axis; without them it spans what is drawn. */
  readonly bounds?: readonly [least: number, most: number];
  /** A height to mark with a horizontal line. */
  readonly level?: number;
}

/** The readings as a table: one row a moment, one column for each series and number of it. */
export function tableOf({ along, clock, series, columns, readings }: ChartModel): DataTable {
  const last = readings.at(-1)?.values;
  const names = series.flatMap(({ name }, index) =>
    columns
      .filter((_, place) => last?.[index]?.[place] !== undefined)
      .map((column) => `${name} ${column}`.trim()),
  );
  return {
    headings: [clock ? `${along} (s)` : along, ...names],
    rows: readings.map(({ x, values }) => [
      roundMoment(x),
      ...values.flat().filter((value) => value !== undefined),
    ]),
  };
}

/** The chart in a sentence, for those who cannot see it: `Losses. Epoch 12. numeral: train 0.1, validation 0.2; …`. */
export function summaryOf(model: ChartModel): string {
  const last = model.readings.at(-1);
  if (!last) return t('{title}.', { title: model.title });
  const shown = model.latest ?? last.values;
  const numbers = model.series.map(({ name }, index) => {
    const values = model.columns.flatMap((column, place) => {
      const value = shown[index]?.[place];
      return value === undefined ? [] : [`${column} ${formatCell(value)}`.trim()];
    });
    return t('{name}: {values}', { name, values: list(values) });
  });
  const notes = (model.notes ?? []).map(({ x, words }) =>
    t('{what} at {moment}', { what: words, moment: momentValue(model, x) }),
  );
  const told = [...numbers, ...(model.best ? [model.best.words] : []), ...notes];
  return t('{title}. {along} {moment}. {numbers}.', {
    title: model.title,
    along: model.along,
    moment: momentValue(model, last.x),
    numbers: told.reduce((all, next) => (all === '' ? next : t('{all}; {next}', { all, next })), ''),
  });
}

/** `epoch 12`, `time 1:02:03`. */
export const momentName = (model: ChartModel, x: number): string => `${model.along} ${momentValue(model, x)}`;

const momentValue = ({ clock }: ChartModel, x: number): string | number =>
  clock ? formatDuration(x) : roundMoment(x);

/** Moments between epochs to two decimals, so that `2.25` is not `2.2500000000000004`. */
export function roundMoment(x: number): number {
  return Math.round(x * 100) / 100;
}

/** The reading nearest to `x`. */
export function readingAt(readings: readonly Reading[], x: number): Reading | undefined {
  let nearest: Reading | undefined;
  for (const reading of readings) {
    if (nearest && Math.abs(reading.x - x) > Math.abs(nearest.x - x)) break;
    nearest = reading;
  }
  return nearest;
}

/** The points of those moments that have a number. */
export function pointsOf<T extends { readonly x: number }>(
  rows: readonly T[],
  value: (row: T) => number | null | undefined,
): readonly Point[] {
  return rows.flatMap((row) => {
    const y = value(row);
    return y === null || y === undefined ? [] : [{ x: row.x, y }];
  });
}
