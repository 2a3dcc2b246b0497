/** What a run is in words: when it was started, and what its blocks are. Shown by hover and completion. */
import { sayListed, text } from '../../../contract/text';
import type { TrainedRun } from '../../../contract/trained-run';
import type { Service } from './feature';

export function describeRun({ say }: Service, { title, started, blocks }: TrainedRun): string {
  const about = say(text('Run of {title}, {time}.', { title, time: minuteOf(new Date(started)) }));
  const lines = blocks.map(
    ({ name, layers }) =>
      `- \`${name}\`: ${sayListed(
        layers.map((layer) => `\`${layer}\``),
        say,
      )}`,
  );
  return [about, lines.join('\n')].filter((part) => part !== '').join('\n\n');
}

/** `2026-11-23 21:44`, in local time. */
function minuteOf(time: Date): string {
  const date = [time.getFullYear(), pad(time.getMonth() + 1), pad(time.getDate())].join('-');
  return `${date} ${pad(time.getHours())}:${pad(time.getMinutes())}`;
}

const pad = (value: number): string => String(value).padStart(2, '0');
