/** Shows a run while it trains: one line that is redrawn for a person, a line for each epoch (or round) for a file. */
import { formatNumber } from '../contract/format-number';
import { formatCount } from '../contract/format-count';
import { describeDeviceUse } from '../contract/device-use';
import type {
  EpochEvent,
  Part,
  ProgressEvent,
  ResumeEvent,
  Results,
  RoundEvent,
  RunEvent,
  StartEvent,
} from '../contract/run-log';
import { text, type Text } from '../contract/text';
import type { CommandIo } from './command';
import { roundOfParticipants } from './participants-text';
import { problemText } from './problem-text';
import { duration } from './run-numbers';
import { driftText, partNames, passesText } from './run-words';
import { speechIn, type Say } from './speech';
import { cutTo, printable, widthOf } from './terminal-text';

export interface ProgressView {
  show(event: RunEvent): void;
  /** Leaves the terminal on a line of its own. */
  close(): void;
}

export function createProgressView(io: CommandIo): ProgressView {
  let drawn = false;
  let start: Pick<StartEvent, 'epochs' | 'window'> = { epochs: 0 };
  /** Co-training has many short epochs; there the lines of its rounds tell enough. */
  let hasRounds = false;
  const erase = () => {
    if (drawn) io.stdout('\r\x1b[2K');
    drawn = false;
  };
  const say = speechIn(io.language);
  const tell = (line: string) => {
    erase();
    io.stdout(`${line}\n`);
  };
  const draw = (line: string) => {
    io.stdout(`\r\x1b[2K${line}`);
    drawn = true;
  };
  return {
    show(event) {
      switch (event.kind) {
        case 'start':
          start = event;
          hasRounds = event.networks.length > 0;
          // A run that fails before it begins has no engine and no rows to tell of.
          if (event.engine === '') break;
          tell([printable(event.title), say(setupText(event)), ...choiceTexts(event).map(say)].join('\n'));
          break;
        case 'progress':
          if (io.terminal) draw(progressLine(event, start, io.columns - 1, say));
          break;
        case 'epoch':
          if (!io.terminal && !hasRounds) tell(epochLine(event, say));
          break;
        case 'federated':
          tell(roundOfParticipants(event, say));
          break;
        case 'round':
          tell(say(roundText(event)));
          break;
        case 'drift':
          tell(say(driftText(event)));
          break;
        case 'notice':
          tell(
            problemText(event.problem, '', '', {
              colours: io.colours.stdout,
              language: io.language,
            }).trimEnd(),
          );
          break;
        case 'resume':
          tell(say(resumedText(event, start)));
          break;
        case 'checkpoint':
        case 'end':
          break;
      }
    },
    close: erase,
  };
}

const setupText = ({ parameters, rows, window, engine, device, threads }: StartEvent): Text => {
  const told = { parameters: formatCount(parameters), engine, device, threads };
  if (window !== undefined)
    return text(
      '{parameters} {parameters|parameter|parameters}, a stream in windows of {window} rows, {engine} on {device}, {threads} {threads|thread|threads}',
      { ...told, window: formatCount(window) },
    );
  return text(
    '{parameters} {parameters|parameter|parameters}, {rows} {rows|training row|training rows}, {engine} on {device}, {threads} {threads|thread|threads}',
    { ...told, rows: formatCount(rows.train) },
  );
};

/** What was measured for a device that the plan leaves open; the short run that looks no further has nothing to tell. */
function choiceTexts(start: StartEvent): readonly Text[] {
  const tried = start.choice?.tried ?? [];
  const { why } = describeDeviceUse(start);
  if (why === undefined || tried.length < 2) return [];
  const devices = tried
    .map(({ device, step }) =>
      step === undefined
        ? text('{device} cannot', { device })
        : text('{device} {time} ms a step', { device, time: formatNumber(step) }),
    )
    .reduce((first, last) => text('{first}, {last}', { first, last }));
  return [text('{why}: {devices}', { why, devices })];
}

const resumedText = ({ epoch, step }: ResumeEvent, start: Pick<StartEvent, 'window'>): Text =>
  text('resumed after {epochs} (step {step})', { epochs: passesText(epoch, start), step: formatCount(step) });

/** Where a run is; of a stream without an end nobody knows of how many windows. */
function placeText(epoch: number, { epochs, window }: Pick<StartEvent, 'epochs' | 'window'>): Text {
  if (window === undefined) return text('epoch {epoch}/{epochs}', { epoch, epochs });
  return epochs > 0 ? text('window {epoch}/{epochs}', { epoch, epochs }) : text('window {epoch}', { epoch });
}

const longestBar = 20;
/** A shorter one tells nothing. */
const shortestBar = 6;

/** What matters first comes first, and losses are the last to go: the bar takes what room they leave, and then the rate goes. */
function progressLine(
  event: ProgressEvent,
  start: Pick<StartEvent, 'epochs' | 'window'>,
  columns: number,
  say: Say,
): string {
  const { epoch, step, steps, losses, rowsPerSecond, secondsLeft } = event;
  const begin = say(placeText(epoch, start));
  const left = steps > 0 ? [say(text('{time} left', { time: duration(secondsLeft) }))] : [];
  const rest = [
    ...left,
    say(text('{count} rows/s', { count: formatCount(rowsPerSecond) })),
    lossesText(losses),
  ];
  const room = columns - widthOf([begin, ...rest].join(gap)) - gap.length;
  if (room >= shortestBar && steps > 0) {
    return [begin, bar(step / Math.max(steps, 1), Math.min(room, longestBar)), ...rest].join(gap);
  }
  const line = room >= -gap.length ? [begin, ...rest] : [begin, ...left, lossesText(losses)];
  return cutTo(line.join(gap), columns);
}

function bar(done: number, width: number): string {
  const full = Math.min(width, Math.max(0, Math.round(width * done)));
  return '━'.repeat(full) + '─'.repeat(width - full);
}

const gap = '  ';

function epochLine({ epoch, epochs, window, results, total }: EpochEvent, say: Say): string {
  const told = Object.entries(results).map(([part, tasks]) => {
    const shown = window ? measuresText(tasks) : lossesText(lossesOf(tasks));
    return `${say(partNames[part as Part])} ${shown}`;
  });
  const begin = placeText(epoch, { epochs, ...(window ? { window: window.rows } : {}) });
  const rows = window ? [say(rowsText(window))] : [];
  return [say(begin), ...rows, ...told, say(text('total {total}', { total: formatNumber(total) }))].join(gap);
}

const lossesOf = (tasks: Results): Readonly<Record<string, number | null>> =>
  Object.fromEntries(Object.entries(tasks).map(([task, { loss }]) => [task, loss]));

/** Losses and metrics, because a stream has no validation to look at later. */
const measuresText = (tasks: Results): string =>
  Object.entries(tasks)
    .map(([task, { loss, ...metrics }]) =>
      [
        `${task} ${formatNumber(loss)}`,
        ...Object.entries(metrics).map(([name, value]) => `${name} ${formatNumber(value ?? null)}`),
      ].join(' '),
    )
    .join(gap);

const rowsText = ({ rows, skipped }: NonNullable<EpochEvent['window']>): Text =>
  skipped === 0
    ? text('{rows} {rows|row|rows}', { rows: formatCount(rows) })
    : text('{rows} {rows|row|rows}, {skipped} left out', {
        rows: formatCount(rows),
        skipped: formatCount(skipped),
      });

const lossesText = (losses: Readonly<Record<string, number | null>>): string =>
  Object.entries(losses)
    .map(([task, loss]) => `${task} ${formatNumber(loss)}`)
    .join(gap);

function roundText({ round, rounds, task, accepted, precision, disagreement }: RoundEvent): Text {
  const told = {
    round,
    rounds,
    task,
    labels: text('{count} {count|label|labels}', { count: formatCount(accepted) }),
    precision: formatNumber(precision),
    disagreement: formatNumber(disagreement),
  };
  // Networks that teach each other in every step have no rounds.
  if (rounds === 0) return text('{task}: the networks are {disagreement} apart', told);
  return precision === null
    ? text('round {round}/{rounds} of {task}: {labels} passed on, disagreement {disagreement}', told)
    : text(
        'round {round}/{rounds} of {task}: {labels} passed on, precision {precision}, disagreement {disagreement}',
        told,
      );
}
