/** A run as its log tells it, for a terminal: how far it came, where it trained and why there, what it learned, what went wrong. */
import { formatNumber } from '../contract/format-number';
import { formatCount } from '../contract/format-count';
import type { RunState } from '../contract/comparison';
import { describeDeviceUse } from '../contract/device-use';
import { listed, text, type Text } from '../contract/text';
import type { DeviceTrial, ResumeEvent, RoundEvent, RunEvent, StartEvent } from '../contract/run-log';
import { runState } from '../runs/list-runs';
import type { CommandIo } from './command';
import { problemText } from './problem-text';
import { gradientsText } from './gradients-text';
import { participantsTable } from './participants-text';
import { resultsTable, roundsTable } from './results-tables';
import { duration } from './run-numbers';
import { driftsText, passesText, stateNames } from './run-words';
import { shownPath } from './shown-path';
import { speechIn, type Say } from './speech';
import { tableText } from './table';
import { padRight, printable, widthOf } from './terminal-text';

/** `events` are those of the log in `folder`. */
export function runText(folder: string, events: readonly RunEvent[], io: CommandIo): string {
  const last = <K extends RunEvent['kind']>(kind: K) =>
    events.findLast((event): event is Extract<RunEvent, { kind: K }> => event.kind === kind);
  const [start, resume, end] = [last('start'), last('resume'), last('end')];
  const say = speechIn(io.language);
  const told = [
    { label: text('run'), words: text('{path}', { path: shownPath(folder, io.cwd) }) },
    { label: text('state'), words: stateText(runState(events, folder), events, start) },
    ...(start && start.engine !== '' ? factsOf(start, resume) : []),
  ];
  const width = Math.max(...told.map(({ label }) => widthOf(say(label))));
  const lines = told.map(({ label, words }) => `${padRight(say(label), width)}  ${say(words)}\n`);
  const problems = [
    ...events.flatMap((event) => (event.kind === 'notice' ? event.problem : [])),
    ...(end?.problem ? [end.problem] : []),
  ];
  const rounds = events.filter((event): event is RunEvent & RoundEvent => event.kind === 'round');
  const results = end?.results ?? last('epoch')?.results;
  return [
    `${printable(start?.title ?? '')}\n\n${lines.join('')}`,
    start ? trialsTable(start.choice?.tried ?? [], say) : '',
    start ? roundsTable(start, rounds, say) : '',
    start && results ? resultsTable(start, results, say) : '',
    driftsText(events, say),
    participantsTable(events, say),
    gradientsText(events, say),
    problems
      .map((problem) => problemText(problem, '', '', { colours: io.colours.stdout, language: io.language }))
      .join('\n'),
  ]
    .filter((part) => part !== '')
    .join('\n');
}

/** Of a run that is not over, how far its latest event is. */
function stateText(
  state: RunState | undefined,
  events: readonly RunEvent[],
  start: StartEvent | undefined,
): Text {
  const name = state === undefined ? text('not begun') : stateNames[state];
  const latest = events.findLast(({ kind }) => kind === 'end' || kind === 'progress');
  if (latest?.kind === 'end') {
    const { seconds, epochs, steps } = latest;
    return text('{state} after {time}, {epochs}, {steps}', {
      state: name,
      time: duration(seconds),
      epochs: passesText(epochs, start),
      steps: text('{count} {count|step|steps}', { count: formatCount(steps) }),
    });
  }
  if (latest?.kind !== 'progress') return name;
  const reached = { epoch: formatCount(latest.epoch), step: formatCount(latest.step) };
  return start?.window === undefined
    ? text('{state}, epoch {epoch}, step {step}', { state: name, ...reached })
    : text('{state}, window {epoch}, step {step}', { state: name, ...reached });
}

const dataText = (sets: NonNullable<StartEvent['data']>): Text =>
  text('{sets}', {
    sets: listed(
      sets.map(({ name, rows: { train } }) =>
        text('{name}: {rows} {rows|training row|training rows}', { name, rows: formatCount(train) }),
      ),
    ),
  });

interface Fact {
  readonly label: Text;
  readonly words: Text;
}

function factsOf(start: StartEvent, resume: ResumeEvent | undefined): readonly Fact[] {
  const { parameters, learning, rows, weighting, seed } = start;
  const frozen =
    learning === undefined
      ? []
      : [
          {
            label: text('frozen'),
            words: text('{learning} of the parameters learn', { learning: formatCount(learning) }),
          },
        ];
  const told = { parameters: formatCount(parameters), weighting, seed };
  const model =
    start.window === undefined
      ? text(
          '{parameters} {parameters|parameter|parameters}, {rows} {rows|training row|training rows}, weighting {weighting}, seed {seed}',
          { ...told, rows: formatCount(rows.train) },
        )
      : text(
          '{parameters} {parameters|parameter|parameters}, a stream in windows of {window} rows, weighting {weighting}, seed {seed}',
          { ...told, window: formatCount(start.window) },
        );
  return [
    { label: text('model'), words: model },
    ...frozen,
    ...(start.data ? [{ label: text('data'), words: dataText(start.data) }] : []),
    { label: text('device'), words: deviceText(start, resume) },
    ...(resume ? [{ label: text('resumed'), words: resumedText(resume, start) }] : []),
  ];
}

function deviceText(start: StartEvent, resume: ResumeEvent | undefined): Text {
  const { device, why } = describeDeviceUse(start, resume);
  const told = {
    device: why ? text('{device} ({why})', { device, why }) : device,
    threads: text('{count} {count|thread|threads}', {
      count: formatCount(start.threads),
    }),
    engine: start.engine,
    first: start.device,
  };
  return text('{device}, {threads}; begun with {engine} on {first}', told);
}

const resumedText = ({ epoch, step }: ResumeEvent, start: StartEvent): Text =>
  text('after {epochs} (step {step})', { epochs: passesText(epoch, start), step: formatCount(step) });

/** What was measured before the run began; empty where nothing was. */
function trialsTable(tried: readonly DeviceTrial[], say: Say): string {
  if (tried.length === 0) return '';
  const rows = tried.map(({ device, step, start, problem }) => [
    device,
    problem ? say(problem.message) : '',
    step === undefined ? '–' : formatNumber(1000 / step),
    start === undefined ? '–' : formatNumber(start),
  ]);
  const headings = [say(text('measured')), '', say(text('steps a second')), say(text('ms to get ready'))];
  return tableText(headings, rows, 2);
}
