/** What a sweep came to in words and as a table, for a terminal and for the editor. */
import { formatDuration } from './format-duration';
import { formatNumber, noNumber } from './format-number';
import { intervalOf } from './interval';
import { writtenSettings, type Settings } from './sweep';
import type { Combination, Spread, SweepResults } from './sweep-results';
import { text, type Text } from './text';

export interface SweepTable {
  /** The first `factors` are names of the text. */
  readonly headings: readonly (string | Text)[];
  readonly rows: readonly (readonly (string | Text)[])[];
  /** So many columns hold values that were varied, the others what came of them. */
  readonly factors: number;
}

/** A row for each combination: its values, its runs, each measure beside the task alone, the gain of sharing, and seconds of training. */
export function sweepTable({ design, measures, combinations }: SweepResults): SweepTable {
  const factors = design.factors.map(({ name }) => name);
  const isCompared = design.baseline !== null;
  const headings = [
    ...factors,
    text('runs'),
    ...measures.flatMap(({ task, name }) => [
      text('{task} {metric}', { task, metric: name === 'loss' ? text('loss') : name }),
      ...(isCompared ? [text('alone')] : []),
    ]),
    ...(isCompared ? [text('gain')] : []),
    text('time'),
  ];
  const rows = combinations.map(({ settings, completed, runs, values, alone, gain, seconds }) => [
    ...factors.map((name) => settings[name]!),
    completed === runs ? String(runs) : text('{completed} of {runs}', { completed, runs }),
    ...measures.flatMap((_, index) => [
      spreadText(values[index]!),
      ...(isCompared ? [spreadText(alone[index]!)] : []),
    ]),
    ...(isCompared ? [shareText(gain)] : []),
    seconds ? formatDuration(seconds.mean) : noNumber,
  ]);
  return { headings, rows, factors: factors.length };
}

/** What the numbers of the table are; `part` is what its rows are called. */
export function sweepCaption({ design }: SweepResults, part: string | Text): Text {
  const seeds = design.seeds.length;
  return seeds > 1
    ? text('On {part} rows; mean ± standard deviation over {seeds} seeds.', { part, seeds })
    : text('On {part} rows, from one seed: how far another would come away from this is not known.', {
        part,
      });
}

/** How many runs are done. */
export function sweepProgress({ states: { completed, total, failed } }: SweepResults): Text {
  return failed > 0
    ? text('{completed} of {total} runs are completed, {failed} failed', { completed, total, failed })
    : text('{completed} of {total} runs are completed', { completed, total });
}

/** `width: 64, seed: 1`, of a task alone with its name. */
export const runInWords = (run: { readonly settings: Settings; readonly alone: string | null }): Text =>
  run.alone === null
    ? text('{settings}', { settings: writtenSettings(run.settings) })
    : text('{task} alone, {settings}', { task: run.alone, settings: writtenSettings(run.settings) });

/** Which combination gains most by sharing, and whether that is more than chance. */
export function sweepVerdict({ combinations }: SweepResults): Text {
  const gains = combinations.filter(
    (one): one is Combination & { readonly gain: Spread } => one.gain !== null,
  );
  const [first, ...others] = gains;
  if (!first) return text('Whether sharing helps is not known: no run and its tasks alone are completed.');
  const { settings, gain } = others.reduce(
    (best, next) => (next.gain.mean > best.gain.mean ? next : best),
    first,
  );
  if (Math.abs(gain.mean) > mostShare)
    return text('Whether sharing helped cannot be told as a share: of a task alone, a metric is almost 0.');
  const half = intervalOf(gain);
  const written = writtenSettings(settings);
  const values = {
    gain: percent(gain.mean),
    settings: written,
    count: gain.count,
    combinations: gains.length,
  };
  if (half === null)
    return written === ''
      ? text(
          'Learning together changes the metrics by {gain} beside each task alone, by a single seed.',
          values,
        )
      : text(
          'Learning together changes the metrics by {gain} beside each task alone with {settings}, the best of {combinations} combinations, by a single seed.',
          values,
        );
  const range = { ...values, least: percent(gain.mean - half), most: percent(gain.mean + half) };
  const outcome =
    gain.mean - half > 0
      ? text('Sharing helped')
      : gain.mean + half < 0
        ? text('Sharing hurt')
        : text('Whether sharing helped cannot be told from these seeds');
  return written === ''
    ? text('{outcome}: {gain} beside each task alone (95 % interval {least} to {most}, {count} seeds).', {
        outcome,
        ...range,
      })
    : text(
        '{outcome}: {gain} beside each task alone with {settings} (95 % interval {least} to {most}, {count} seeds), the best of {combinations} combinations, which flatters it.',
        { outcome, ...range },
      );
}

/** `0.938 ± 0.048`: two digits of the deviation count, and what is finer in the mean says nothing. */
function spreadText(spread: Spread | null): string {
  if (spread === null) return noNumber;
  const { mean, deviation } = spread;
  if (deviation === null || deviation === 0) return formatNumber(mean);
  const decimals = 1 - Math.floor(Math.log10(deviation));
  return decimals < 0 || decimals > 6
    ? `${formatNumber(mean)} ± ${formatNumber(deviation)}`
    : `${mean.toFixed(decimals)} ± ${deviation.toFixed(decimals)}`;
}

/** A share beyond it says that it was taken of almost nothing, and no more. */
export const mostShare = 10;

function shareText(spread: Spread | null): string | Text {
  if (spread === null) return noNumber;
  const { mean, deviation } = spread;
  if (Math.abs(mean) > mostShare)
    return mean < 0
      ? text('below −{most} %', { most: 100 * mostShare })
      : text('above +{most} %', { most: 100 * mostShare });
  const share = percent(mean);
  return deviation === null
    ? share
    : text('{mean} ± {deviation}', { mean: share, deviation: (100 * deviation).toFixed(1) });
}

/** `+1.2 %`. */
function percent(share: number): Text {
  const size = (100 * Math.abs(share)).toFixed(1);
  const sign = Number(size) === 0 ? '' : share < 0 ? '−' : '+';
  return text('{share} %', { share: `${sign}${size}` });
}
