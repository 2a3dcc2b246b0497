/** A chart of what is told round by round. */
import { t } from '../../shared/translate';
import { pointsOf, type ChartModel, type Series } from '../../shared/charts/chart-model';

export interface RoundSeries<E> {
  readonly name: string;
  readonly colour?: Series['colour'];
  readonly value: (round: E) => number | null;
}

export function chartOfRounds<E extends { readonly round: number }>(
  id: string,
  title: string,
  rounds: readonly E[],
  series: readonly RoundSeries<E>[],
): ChartModel {
  const rows = rounds.map((event) => ({ x: event.round, event }));
  return {
    id,
    title,
    along: t('round'),
    series: series.map(({ name, colour, value }, index) => ({
      name,
      colour: colour ?? index,
      lines: [{ style: 'marked', points: pointsOf(rows, ({ event }) => value(event)) }],
    })),
    columns: [''],
    readings: rows.map(({ x, event }) => ({ x, values: series.map(({ value }) => [value(event)]) })),
    marks: [],
  };
}
