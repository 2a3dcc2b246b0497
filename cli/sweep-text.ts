/** What a sweep says on a terminal: each run as it ends, and what all came to. */
import { formatNumber } from '../contract/format-number';
import type { SweepResults } from '../contract/sweep-results';
import { runInWords, sweepCaption, sweepProgress, sweepTable, sweepVerdict } from '../contract/tell-sweep';
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
  run: Pick<SweepRun, 'settings' | 'alone'>,
  { status }: Pick<TrainerEnd, 'status'>,
  summary: RunSummary | undefined,
): Text {
  const came = (summary ? headlinesOf(summary) : []).map(({ task, name, value }) =>
    text('{task} {metric} {value}', { task, metric: name, value: formatNumber(value) }),
  );
  return text('{run}: {state} after {time}, {results}', {
    run: runInWords(run),
    state: stateNames[status],
    time: duration(summary?.seconds ?? 0),
    results: came.length > 0 ? listed(came) : text('without results'),
  });
}

/** Several lines that end with a line break; `report` is the path of the page, where one was written. */
export function sweepText(results: SweepResults, folder: string, io: CommandIo, report?: string): string {
  const say = speechIn(io.language);
  const [first] = results.measures;
  return [
    ...(first ? [writeTable(results, say), say(sweepCaption(results, partNames[first.part])), ''] : []),
    ...(results.design.baseline ? [printable(say(sweepVerdict(results))), ''] : []),
    say(sweepProgress(results)),
    say(text('Sweep:  {path}', { path: shownPath(folder, io.cwd) })),
    ...(report === undefined ? [] : [say(text('Report: {path}', { path: shownPath(report, io.cwd) }))]),
    '',
  ].join('\n');
}

function writeTable(results: SweepResults, say: Say): string {
  const { headings, rows, factors } = sweepTable(results);
  const write = (cells: readonly (string | Text)[]): readonly string[] =>
    cells.map((cell) => printable(typeof cell === 'string' ? cell : say(cell)));
  return tableText(write(headings), rows.map(write), factors);
}
