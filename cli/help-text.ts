/** What `--help` prints: how a command is called, what it does, its options and exit codes, as wide as the terminal. */
import { text, type Text } from '../contract/text';
import { formOf, type Option, type Options } from './options';
import type { Say } from './speech';
import { padRight, widthOf } from './terminal-text';
import { unbroken, wrap } from './wrapped-text';

export interface Help {
  /** How the command is called, one way each: `mtl check FILE... [--fix]`. */
  readonly forms: readonly string[];
  readonly about: Text;
  readonly options: Options;
  /** What is said after the options. */
  readonly notes?: readonly Text[];
  /** What the exit codes of the command mean; 2 is the same for all. */
  readonly exits: Readonly<Record<number, Text>>;
}

export function helpText(
  { forms, about, options, notes = [], exits }: Help,
  say: Say,
  columns: number,
): string {
  const width = textWidth(columns);
  const rows = Object.entries(options).flatMap(([name, option]) => optionRows(name, option, say));
  const codes = { ...exits, 2: text('the command line is wrong') };
  return [
    usageText(forms, say, width),
    paragraph(say(about), width),
    ...(rows.length > 0 ? [`${say(text('Options:'))}\n${listText(rows, width)}`] : []),
    ...notes.map((note) => paragraph(say(note), width)),
    exitsText(codes, say, width),
  ].join('\n');
}

/** A fault of a command line, and how the command is called. */
export function faultText(fault: Text, name: string, { forms }: Help, say: Say, columns: number): string {
  const more = say(text('“mtl {name} --help” says more.', { name }));
  return `${say(fault)}\n\n${usageText(forms, say, textWidth(columns))}${more}\n`;
}

/** Longer lines are hard to read, also where there is room for them. */
export const textWidth = (columns: number): number => Math.min(columns, 100);

export const paragraph = (words: string, width: number): string => `${wrap(words, width).join('\n')}\n`;

/** Two columns under a heading, the second one wrapped. */
export function listText(rows: readonly (readonly [string, string])[], width: number): string {
  const first = Math.max(...rows.map(([name]) => widthOf(name)));
  return rows.map(([name, words]) => hanging(`  ${padRight(name, first)}  `, words, width)).join('');
}

export function exitsText(exits: Readonly<Record<number, Text>>, say: Say, width: number): string {
  const rows = Object.entries(exits).map(([code, means]) => [code, say(means)] as const);
  return `${say(text('Exit codes:'))}\n${listText(rows, width)}`;
}

export function usageText(forms: readonly string[], say: Say, width: number): string {
  const lead = say(text('Usage: {form}', { form: '' }));
  // An option and its value stay together.
  const kept = forms.map((form) => form.replace(/\[[^\]]*\]|--\w+ [A-Z]+|^mtl [\w-]+ /g, unbroken));
  return kept
    .map((form, index) => hanging(index === 0 ? lead : ' '.repeat(widthOf(lead)), form, width))
    .join('');
}

function hanging(lead: string, words: string, width: number): string {
  const margin = ' '.repeat(widthOf(lead));
  const lines = wrap(words, Math.max(20, width - margin.length));
  return lines.map((line, index) => `${index === 0 ? lead : margin}${line}\n`).join('');
}

function optionRows(name: string, option: Option, say: Say): readonly (readonly [string, string])[] {
  if (option.is !== 'choice') return [[formOf(name, option), say(option.doc)]];
  return Object.entries(option.choices).map(([choice, doc]) => [`--${name} ${choice}`, say(doc)]);
}
