/** A run as its log tells it, for a terminal: how far it came, where it trained and why there, what it learned, what went wrong. */
import { describeDeviceUse } from '../contract/device-use';
import { render, type Text } from '../contract/text';
import type { DeviceTrial, ResumeEvent, RoundEvent, RunEvent, StartEvent } from '../contract/run-log';
import { runState } from '../runs/list-runs';
import type { CommandIo } from './command';
import { problemText } from './problem-text';
import { resultsTable, roundsTable } from './results-tables';
import { count, counted, duration, shortNumber } from './run-numbers';
import { shownPath } from './shown-path';
import { tableText } from './table';
import { printable } from './terminal-text';

/** `events` are those of the log in `folder`. */
export function runText(folder: string, events: readonly RunEvent[], io: CommandIo): string {
  const last = <K extends RunEvent['kind']>(kind: K) =>
    events.findLast((event): event is Extract<RunEvent, { kind: K }> => event.kind === kind);
  const [start, resume, end] = [last('start'), last('resume'), last('end')];
  const state = runState(events, folder) ?? 'not begun';
  const told = [
    `run      ${shownPath(folder, io.cwd)}`,
    `state    ${state}${reachedText(events)}`,
    ...(start && start.engine !== '' ? [modelText(start), ...deviceTexts(start, resume, io)] : []),
  ];
  const problems = [
    ...events.flatMap((event) => (event.kind === 'notice' ? event.problem : [])),
    ...(end?.problem ? [end.problem] : []),
  ];
  const rounds = events.filter((event): event is RunEvent & RoundEvent => event.kind === 'round');
  const results = end?.results ?? last('epoch')?.results;
  return [
    `${printable(start?.title ?? '')}\n\n${told.join('\n')}\n`,
    start ? trialsTable(start.choice?.tried ?? [], io) : '',
    start ? roundsTable(start, rounds) : '',
    start && results ? resultsTable(start, results) : '',
    problems
      .map((problem) => problemText(problem, '', '', { colours: io.colours.stdout, language: io.language }))
      .join('\n'),
  ]
    .filter((part) => part !== '')
    .join('\n');
}

/** Of a run that is not over, what its latest event says. */
function reachedText(events: readonly RunEvent[]): string {
  const latest = events.findLast(({ kind }) => kind === 'end' || kind === 'progress');
  if (latest?.kind === 'end') {
    const { seconds, epochs, steps } = latest;
    return ` after ${duration(seconds)}, ${counted(epochs, 'epoch')}, ${counted(steps, 'step')}`;
  }
  return latest?.kind === 'progress' ? `, epoch ${count(latest.epoch)}, step ${count(latest.step)}` : '';
}

const modelText = ({ parameters, rows, weighting, seed }: StartEvent): string =>
  `model    ${count(parameters)} parameters, ${count(rows.train)} training rows, weighting ${weighting}, seed ${seed}`;

function deviceTexts(start: StartEvent, resume: ResumeEvent | undefined, io: CommandIo): readonly string[] {
  const { device, why } = describeDeviceUse(start, resume);
  const reason = why ? ` (${say(why, io)})` : '';
  return [
    `device   ${device}${reason}, ${counted(start.threads, 'thread')}; begun with ${start.engine} on ${start.device}`,
    ...(resume ? [`resumed  after ${counted(resume.epoch, 'epoch')} (step ${count(resume.step)})`] : []),
  ];
}

/** What was measured before the run began; empty where nothing was. */
function trialsTable(tried: readonly DeviceTrial[], io: CommandIo): string {
  if (tried.length === 0) return '';
  const rows = tried.map(({ device, step, start, problem }) => [
    device,
    problem ? printable(say(problem.message, io)) : '',
    step === undefined ? '–' : shortNumber(1000 / step),
    start === undefined ? '–' : shortNumber(start),
  ]);
  return tableText(['measured', '', 'steps a second', 'ms to get ready'], rows, 2);
}

const say = (sentence: Text, { language }: CommandIo): string => render(sentence, language?.translate);
