/** What a run leaves on the terminal: its tables, how it ended, and where it lies. */
import type { EndEvent, RoundEvent, RunEvent, StartEvent } from '../contract/run-log';
import { text, type Text } from '../contract/text';
import type { CommandIo } from './command';
import { gradientsText } from './gradients-text';
import { participantsTable } from './participants-text';
import { resultsTable, roundsTable } from './results-tables';
import { duration } from './run-numbers';
import { passesText, stateNames } from './run-words';
import { shownPath } from './shown-path';
import { speechIn } from './speech';

/** `report` is absent where none could be written. */
export function closingText(
  events: readonly RunEvent[],
  folder: string,
  report: string | undefined,
  io: CommandIo,
): string {
  const say = speechIn(io.language);
  const start = events.find((event): event is RunEvent & StartEvent => event.kind === 'start');
  const end = events.findLast((event) => event.kind === 'end');
  const rounds = events.filter((event): event is RunEvent & RoundEvent => event.kind === 'round');
  const tables =
    start && end
      ? [
          roundsTable(start, rounds, say),
          resultsTable(start, end.results, say),
          participantsTable(events, say),
          gradientsText(events, say),
        ]
      : [];
  const path = (file: string): string => shownPath(file, io.cwd);
  return [
    '',
    ...tables.filter((table) => table !== ''),
    [
      ...(end ? [say(endText(end, start))] : []),
      // Translators align the two.
      say(text('Run:    {path}', { path: path(folder) })),
      ...(report === undefined ? [] : [say(text('Report: {path}', { path: path(report) }))]),
      '',
    ].join('\n'),
  ].join('\n');
}

const endText = ({ status, seconds, epochs }: EndEvent, start: StartEvent | undefined): Text =>
  text('{state} after {time}, {epochs}', {
    state: stateNames[status],
    time: duration(seconds),
    epochs: passesText(epochs, start),
  });
