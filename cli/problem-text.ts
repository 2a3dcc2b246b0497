/** Problems on a terminal: the line of the text, what is wrong underlined, and what to do about it. */
import type { Problem, Range, Severity } from '../contract/problem';
import { render } from '../contract/text';

export interface ProblemStyle {
  /** ANSI colours, for a person who watches. */
  readonly colours: boolean;
}

/** Several lines that end with a line break. `file` is how the file is called, `source` its text. */
export function problemText(problem: Problem, file: string, source: string, style: ProblemStyle): string {
  const paint = style.colours ? (codes: string, words: string) => `\x1b[${codes}m${words}\x1b[0m` : plain;
  const { code, severity, range } = problem;
  const head = `${paint(`1;${colourOf[severity]}`, `${severity}[${code}]`)}${paint('1', `: ${render(problem.message)}`)}`;
  const remedy = `${paint('36', '=')} ${paint('1', 'help')}: ${render(problem.remedy)}`;
  if (!range) {
    const place = problem.place ? render(problem.place) : file;
    return `${head}\n  ${paint('36', '-->')} ${place}\n   ${remedy}\n`;
  }
  const lines = source.split(/\r\n|\r|\n/);
  const shown = lines[range.start.line] ?? '';
  const number = String(range.start.line + 1);
  const margin = ' '.repeat(number.length);
  const bar = paint('36', '|');
  const notes = (problem.related ?? []).map(
    ({ range: at, message }) =>
      `${margin} ${paint('36', '=')} ${paint('1', 'note')}: ${render(message)} (${place(file, at)})\n`,
  );
  return [
    head,
    `${margin}${paint('36', '-->')} ${place(file, range)}`,
    `${margin} ${bar}`,
    `${paint('36', number)} ${bar} ${shown}`,
    `${margin} ${bar} ${padding(shown, range)}${paint(`1;${colourOf[severity]}`, underline(shown, range))}`,
    `${margin} ${remedy}`,
    notes.join(''),
  ].join('\n');
}

/** `file:line:column`, counted from one, as editors and terminals understand it. */
export const place = (file: string, { start }: Range): string =>
  `${file}:${start.line + 1}:${start.character + 1}`;

const plain = (_codes: string, words: string): string => words;

const colourOf: Readonly<Record<Severity, string>> = {
  error: '31',
  warning: '33',
  information: '34',
  hint: '34',
};

/** Tabs stay tabs, so that the underline stands below what it means. */
const padding = (line: string, { start }: Range): string =>
  Array.from(line.slice(0, start.character))
    .map((char) => (char === '\t' ? '\t' : ' '.repeat(widthOf(char))))
    .join('');

/** At least one mark; what runs over several lines is marked to the end of the first. */
function underline(line: string, { start, end }: Range): string {
  const last = end.line === start.line ? end.character : line.length;
  const width = Array.from(line.slice(start.character, last)).reduce((sum, char) => sum + widthOf(char), 0);
  return '^'.repeat(Math.max(1, width));
}

/** Characters of East Asian scripts take two columns of a terminal. */
const widthOf = (char: string): number =>
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff00-\uff60]/u.test(
    char,
  )
    ? 2
    : 1;
