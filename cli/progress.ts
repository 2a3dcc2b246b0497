/** Shows a run while it trains: one line that is redrawn for a person, a line for each epoch (or round) for a file. */
import type { EpochEvent, ProgressEvent, RoundEvent, RunEvent, StartEvent } from '../contract/run-log';
import type { CommandIo } from './command';
import { problemText } from './problem-text';
import { count, counted, duration, shortNumber } from './run-numbers';
import { cutTo, printable, widthOf } from './terminal-text';

export interface ProgressView {
  show(event: RunEvent): void;
  /** Leaves the terminal on a line of its own. */
  close(): void;
}

export function createProgressView(io: CommandIo): ProgressView {
  let drawn = false;
  let epochs = 0;
  /** Co-training has many short epochs; there the lines of its rounds tell enough. */
  let hasRounds = false;
  const erase = () => {
    if (drawn) io.stdout('\r\x1b[2K');
    drawn = false;
  };
  const say = (line: string) => {
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
          epochs = event.epochs;
          hasRounds = event.networks.length > 0;
          // A run that fails before it begins has no engine and no rows to tell of.
          if (event.engine === '') break;
          say(
            `${printable(event.title)}\n${count(event.parameters)} parameters, ${count(event.rows.train)} training rows, ` +
              `${event.engine} on ${event.device}, ${event.threads} threads${choiceText(event)}`,
          );
          break;
        case 'progress':
          if (io.terminal) draw(progressLine(event, epochs, io.columns - 1));
          break;
        case 'epoch':
          if (!io.terminal && !hasRounds) say(epochLine(event));
          break;
        case 'round':
          say(roundLine(event));
          break;
        case 'notice':
          say(
            problemText(event.problem, '', '', {
              colours: io.colours.stdout,
              language: io.language,
            }).trimEnd(),
          );
          break;
        case 'resume':
          say(`resumed after ${counted(event.epoch, 'epoch')} (step ${count(event.step)})`);
          break;
        case 'checkpoint':
        case 'end':
          break;
      }
    },
    close: erase,
  };
}

/** What was measured for a device that the plan leaves open; the short run that looks no further has nothing to tell. */
function choiceText({ choice }: StartEvent): string {
  if (!choice || choice.tried.length < 2) return '';
  const tried = choice.tried.map(({ device, step }) =>
    step === undefined ? `${device} cannot` : `${device} ${shortNumber(step)} ms a step`,
  );
  return `\ndevice chosen by ${choice.from}: ${tried.join(', ')}`;
}

const longestBar = 20;
/** A shorter one tells nothing. */
const shortestBar = 6;

/** What matters first comes first, and losses are the last to go: the bar takes what room they leave, and then the rate goes. */
function progressLine(event: ProgressEvent, epochs: number, columns: number): string {
  const { epoch, step, steps, losses, rowsPerSecond, secondsLeft } = event;
  const begin = `epoch ${epoch}/${epochs}`;
  const left = `${duration(secondsLeft)} left`;
  const rest = [left, `${count(rowsPerSecond)} rows/s`, lossesText(losses)];
  const room = columns - widthOf([begin, ...rest].join(gap)) - gap.length;
  if (room >= shortestBar) {
    return [begin, bar(step / Math.max(steps, 1), Math.min(room, longestBar)), ...rest].join(gap);
  }
  const line = room >= -gap.length ? [begin, ...rest] : [begin, left, lossesText(losses)];
  return cutTo(line.join(gap), columns);
}

function bar(done: number, width: number): string {
  const full = Math.min(width, Math.max(0, Math.round(width * done)));
  return '━'.repeat(full) + '─'.repeat(width - full);
}

const gap = '  ';

function epochLine({ epoch, epochs, results, total }: EpochEvent): string {
  const parts = Object.entries(results).map(([part, tasks]) => {
    const losses = Object.fromEntries(Object.entries(tasks).map(([task, { loss }]) => [task, loss]));
    return `${part} ${lossesText(losses)}`;
  });
  return [`epoch ${epoch}/${epochs}`, ...parts, `total ${shortNumber(total)}`].join('  ');
}

const lossesText = (losses: Readonly<Record<string, number | null>>): string =>
  Object.entries(losses)
    .map(([task, loss]) => `${task} ${shortNumber(loss)}`)
    .join('  ');

function roundLine({ round, rounds, task, accepted, precision, disagreement }: RoundEvent): string {
  const right = precision === null ? '' : `, precision ${shortNumber(precision)}`;
  return `round ${round}/${rounds} of ${task}: ${counted(accepted, 'label')} passed on${right}, disagreement ${shortNumber(disagreement)}`;
}
