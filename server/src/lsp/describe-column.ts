/** A column of the data in words: its type, its values, and what is missing. Shown by hover and completion. */
import { isMedia, type PictureFacts, type SoundFacts } from '../../../contract/media';
import type { Column } from '../../../contract/schema';
import { firstOf, listed, sayListed, text, type Text } from '../../../contract/text';
import type { CheckedData } from '../language/check/data';
import type { Service } from './feature';

const shownValues = 12;

/** Characters of a value. */
const longest = 60;

export function describeColumn({ say }: Service, name: string, data: CheckedData): string {
  const title = `**${escapeMarkdown(name)}**`;
  if (data.state === 'pending') return `${title}\n\n${say(text('The data is being read.'))}`;
  if (data.state === 'unread') return `${title}\n\n${say(text('Data is read only for files on disk.'))}`;
  const column = data.schema?.columns.find((candidate) => candidate.name === name);
  if (!column || !data.schema) return title;
  const facts = [typeInWords[column.type], ...countsOf(column, data.schema.rows)];
  const values = column.values?.slice(0, shownValues + 1).map(showValue);
  return [
    say(text('{name}: {values}', { name: title, values: listed(facts) })),
    ...(values ? [sayListed(firstOf(values, shownValues), say)] : []),
  ].join('\n\n');
}

/** A value may be anything: what is shown of it stays on its line and between its marks. */
function showValue(value: string | number): string {
  const [...characters] = String(value);
  const shown = characters.slice(0, longest).join('').replaceAll(/\s+/g, ' ').replaceAll('`', "'");
  if (characters.length > longest) return `\`${shown}…\``;
  return shown === '' ? '`""`' : `\`${shown}\``;
}

/** On one line, for a list. */
export const summariseColumn = ({ say }: Service, column: Column): string =>
  column.min === undefined || column.max === undefined
    ? say(typeInWords[column.type])
    : `${say(typeInWords[column.type])} ${column.min}..${column.max}`;

const typeInWords: Readonly<Record<Column['type'], Text>> = {
  integer: text('whole numbers'),
  number: text('numbers'),
  text: text('text'),
  boolean: text('true or false'),
  time: text('times'),
  image: text('pictures'),
  audio: text('recordings'),
  other: text('another type'),
};

function countsOf(column: Column, rows: number): readonly (Text | string)[] {
  const { type, min, max, distinct, missing, pictures, sounds } = column;
  return [
    ...(min === undefined || max === undefined ? [] : [text('{min} to {max}', { min, max })]),
    isMedia(type)
      ? text('{distinct} {distinct|file|files}', { distinct })
      : text('{distinct} {distinct|different value|different values}', { distinct }),
    ...(pictures ? factsOf(pictures) : []),
    ...(sounds ? soundFacts(sounds) : []),
    ...(missing > 0 ? [text('{missing} of {rows} {rows|row|rows} without a value', { missing, rows })] : []),
  ];
}

/** How large they are, height first, and what they are kept as. */
function factsOf({
  smallest,
  largest,
  kinds,
  channels,
  looked,
  unreadable,
}: PictureFacts): readonly (Text | string)[] {
  const [least, most] = [smallest, largest].map(({ height, width }) => `${height}x${width}`);
  return [
    least === most
      ? text('{size} pixels', { size: least! })
      : text('{smallest} to {largest} pixels', { smallest: least!, largest: most! }),
    channels === 1 ? text('grey') : text('colour'),
    ...kinds.map((kind) => kind.toUpperCase()),
    ...unreadableOf({ looked, unreadable }),
  ];
}

function soundFacts({
  kinds,
  rates,
  channels,
  seconds: [least, , most],
  ...counts
}: SoundFacts): readonly Text[] {
  return [
    text('{kinds} of {least} to {most} s', {
      kinds: listed(kinds),
      least: roundedSeconds(least),
      most: roundedSeconds(most),
    }),
    text('{rates} samples a second', { rates: listed(rates) }),
    text('channels: {channels}', { channels: listed(channels) }),
    ...unreadableOf(counts),
  ];
}

const roundedSeconds = (seconds: number): number => Number(seconds.toPrecision(3));

const unreadableOf = ({ looked, unreadable }: Pick<SoundFacts, 'looked' | 'unreadable'>): readonly Text[] =>
  unreadable > 0
    ? [text('{count} of {looked} cannot be read', { count: unreadable, looked: looked + unreadable })]
    : [];

const escapeMarkdown = (name: string): string => name.replace(/[\\`*_{}[\]()#+!|<>~-]/g, '\\$&');
