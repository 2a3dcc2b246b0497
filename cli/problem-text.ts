/** Problems on a terminal: the line of the text, what is wrong underlined, and what to do about it. */
import type { Problem, Range, Severity } from '../contract/problem';
import { text, type Text } from '../contract/text';
import { speechIn, type SpokenLanguage } from './speech';
import { printable, widthOf } from './terminal-text';

export interface ProblemStyle {
  /** ANSI colours, for a person who watches. */
  readonly colours: boolean;
  /** Absent for English. */
  readonly language?: SpokenLanguage | undefined;
}

/** Several lines that end with a line break. `file` is how the file is called (empty where there is none), `source` its text. */
export function problemText(problem: Problem, file: string, source: string, style: ProblemStyle): string {
  const paint = style.colours ? (codes: string, words: string) => `\x1b[${codes}m${words}\x1b[0m` : plain;
  const { code, severity, range } = problem;
  const say = speechIn(style.language);
  const colon = say(text(': '));
  const head = `${paint(`1;${colourOf[severity]}`, `${say(nameOf[severity])}[${code}]`)}${paint('1', `${colon}${say(problem.message)}`)}`;
  const remedy = `${paint('36', '=')} ${paint('1', say(text('help')))}${colon}${say(problem.remedy)}`;
  if (!range) {
    const at = problem.place ? say(problem.place) : printable(file);
    const arrow = at === '' ? '' : `  ${paint('36', '-->')} ${at}\n`;
    return `${head}\n${arrow}   ${remedy}\n`;
  }
  const lines = source.split(/\r\n|\r|\n/);
  const { line, before, marked } = excerpt(lines[range.start.line] ?? '', range);
  const number = String(range.start.line + 1);
  const margin = ' '.repeat(number.length);
  const bar = paint('36', '|');
  const notes = (problem.related ?? []).map(
    ({ range: at, message }) =>
      `${margin} ${paint('36', '=')} ${paint('1', say(text('note')))}${colon}${say(message)} (${place(file, at)})\n`,
  );
  return [
    head,
    `${margin}${paint('36', '-->')} ${place(file, range)}`,
    `${margin} ${bar}`,
    `${paint('36', number)} ${bar} ${line}`,
    `${margin} ${bar} ${blanks(before)}${paint(`1;${colourOf[severity]}`, '^'.repeat(Math.max(1, widthOf(marked))))}`,
    `${margin} ${remedy}`,
    notes.join(''),
  ].join('\n');
}

/** `file:line:column`, counted from one, as editors and terminals understand it. */
const place = (file: string, { start }: Range): string =>
  `${printable(file)}:${start.line + 1}:${start.character + 1}`;

const plain = (_codes: string, words: string): string => words;

const nameOf: Readonly<Record<Severity, Text>> = {
  error: text('error'),
  warning: text('warning'),
  information: text('information'),
  hint: text('hint'),
};

const colourOf: Readonly<Record<Severity, string>> = {
  error: '31',
  warning: '33',
  information: '34',
  hint: '34',
};

/** Characters of a line that are shown; a longer one is cut around what is marked. */
const longest = 160;
const lead = 40;

/** What is shown of the line, what stands in it before the mark, and what is marked: at most to the end of the line. */
function excerpt(
  whole: string,
  { start, end }: Range,
): { readonly line: string; readonly before: string; readonly marked: string } {
  const from = whole.length > longest && start.character > lead ? start.character - lead : 0;
  const to = Math.min(whole.length, from + longest);
  const last = Math.min(end.line === start.line ? end.character : whole.length, to);
  const cutLeft = from > 0 ? '…' : '';
  const cutRight = to < whole.length ? '…' : '';
  return {
    line: printable(`${cutLeft}${whole.slice(from, to)}${cutRight}`),
    before: printable(`${cutLeft}${whole.slice(from, start.character)}`),
    marked: printable(whole.slice(start.character, last)),
  };
}

/** As wide as the text; tabs stay tabs, so that the underline stands below what it means. */
const blanks = (words: string): string =>
  Array.from(words, (char) => (char === '\t' ? '\t' : ' '.repeat(widthOf(char)))).join('');
