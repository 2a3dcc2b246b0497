/** What a sweep says on a terminal: each run as it ends, and what all came to. */
import { formatNumber, noNumber } from '../contract/format-number';
import { intervalOf } from '../contract/interval';
import { writtenSettings } from '../contract/sweep';
import type { Combination, Spread, SweepResults } from '../contract/sweep-results';
import { listed, text, type Text } from '../contract/text';
import { headlinesOf } from '../runs/headlines';
import type { RunSummary } from '../runs/list-runs';
import type { TrainerEnd } from '../runs/start-trainer';
import type { SweepRun } from '../runs/sweep/read-sweep';
import type { CommandIo } from './command';
import { duration } from './run-numbers';
import { partNames, stateNames } from './run-words';
import { shownPath } from './shown-path';
import { speechIn, type Say } from './speech';
import { tableText } from './table';
import { printable } from './terminal-text';

/** `width: 64, seed: 1: completed after 3 s, digit accuracy .93`. */
export function endedText(
  { settings, alone }: Pick<SweepRun, 'settings' | 'alone'>,
  { status }: Pick<TrainerEnd, 'status'>,
  summary: RunSummary | undefined,
): Text {
  const varied = printable(writtenSettings(settings));
  const which = alone === null ? varied : text('{task} alone, {settings}', { task: alone, settings: varied });
  const came = (summary ? headlinesOf(summary) : []).map(({ task, name, value }) =>
    text('{task} {metric} {value}', { task, metric: name, value: formatNumber(value) }),
  );
  return text('{run}: {state} after {time}, {results}', {
    run: which,
    state: stateNames[status],
    time: duration(summary?.seconds ?? 0),
    results: came.length > 0 ? listed(came) : text('without results'),
  });
}

/** Several lines that end with a line break. */
export function sweepText(results: SweepResults, folder: string, io: CommandIo): string {
  const say = speechIn(io.language);
  const { completed, total, failed } = results.states;
  const ended =
    failed > 0
      ? text('{completed} of {total} runs are completed, {failed} failed', { completed, total, failed })
      : text('{completed} of {total} runs are completed', { completed, total });
  return [
    ...(results.measures.length > 0 ? [resultsOf(results, say), captionOf(results, say), ''] : []),
    ...(results.design.baseline ? [say(gainText(results)), ''] : []),
    say(ended),
    say(text('Sweep: {path}', { path: shownPath(folder, io.cwd) })),
    '',
  ].join('\n');
}

function resultsOf({ design, measures, combinations }: SweepResults, say: Say): string {
  const factors = design.factors.map(({ name }) => name);
  const isCompared = design.baseline !== null;
  const headings = [
    ...factors,
    say(text('runs')),
    ...measures.flatMap(({ task, name }) => [
      `${task} ${name === 'loss' ? say(text('loss')) : name}`,
      ...(isCompared ? [say(text('alone'))] : []),
    ]),
    ...(isCompared ? [say(text('gain'))] : []),
    say(text('time')),
  ];
  const rows = combinations.map(({ settings, completed, runs, values, alone, gain, seconds }) => [
    ...factors.map((name) => printable(settings[name]!)),
    completed === runs ? String(runs) : say(text('{completed} of {runs}', { completed, runs })),
    ...measures.flatMap((_, index) => [
      spreadText(values[index]!),
      ...(isCompared ? [spreadText(alone[index]!)] : []),
    ]),
    ...(isCompared ? [shareText(gain, say)] : []),
    seconds ? say(duration(seconds.mean)) : noNumber,
  ]);
  return tableText(headings, rows, factors.length);
}

function captionOf({ measures, design }: SweepResults, say: Say): string {
  const part = partNames[measures[0]!.part];
  const seeds = design.seeds.length;
  return say(
    seeds > 1
      ? text('On {part} rows; mean ± standard deviation over {seeds} seeds.', { part, seeds })
      : text('On {part} rows, from one seed: how far another would come away from this is not known.', {
          part,
        }),
  );
}

/** Which combination gains most by sharing, and whether that is more than chance. */
function gainText({ combinations }: SweepResults): Text {
  const gains = combinations.filter(
    (one): one is Combination & { readonly gain: Spread } => one.gain !== null,
  );
  const [first, ...others] = gains;
  if (!first) return text('Whether sharing helps is not known: no run and its tasks alone are completed.');
  const { settings, gain } = others.reduce(
    (best, next) => (next.gain.mean > best.gain.mean ? next : best),
    first,
  );
  const half = intervalOf(gain);
  const written = writtenSettings(settings);
  const values = {
    gain: percent(gain.mean),
    settings: printable(written),
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

function shareText(spread: Spread | null, say: Say): string {
  if (spread === null) return noNumber;
  const { mean, deviation } = spread;
  const written = say(percent(mean));
  return deviation === null ? written : `${written} ± ${(100 * deviation).toFixed(1)}`;
}

/** `+1.2 %`. */
const percent = (share: number): Text =>
  text('{share} %', { share: `${share < 0 ? '−' : '+'}${(100 * Math.abs(share)).toFixed(1)}` });
