/** The page that compares runs: a table of what each came to, and one of the settings in which they differ. */
import { text, type Text } from '../../../../contract/text';
import type { Comparison } from '../../../../runs/compare-runs';
import { localise } from '../../infrastructure/localise';
import { localisePart, shortNumber } from '../../infrastructure/numbers';
import { stateInWords } from '../../infrastructure/state-in-words';

/** Markdown. The best value of each task is bold. */
export function comparisonPage(file: string, comparison: Comparison): string {
  const { runs, measures, settings } = comparison;
  const title = say(text('Runs of {file}', { file }));
  if (runs.length === 0) return `# ${title}\n\n${say(text('No run of this experiment is over yet.'))}\n`;
  const names = runs.map(({ name }) => escaped(shortName(name)));
  const parts = new Set(measures.map(({ part }) => part));
  const heading = (task: string, name: string, part: string): string =>
    escaped(parts.size > 1 ? `${task} ${name} (${part})` : `${task} ${name}`);
  const results = table(
    [
      say(text('run')),
      say(text('state')),
      say(text('epochs')),
      ...measures.map(({ task, name, part }) => heading(task, name, localisePart(part))),
    ],
    runs.map((run, index) => [
      names[index]!,
      stateInWords(run.state),
      String(run.epochs),
      ...measures.map(({ values, best }) => cell(values[index] ?? null, best)),
    ]),
  );
  const measured = [...parts].map((part) =>
    say(text('Measured on {part} rows.', { part: localisePart(part) })),
  );
  const differences =
    settings.length === 0
      ? say(text('All of them ran with the same settings.'))
      : table(
          [say(text('run')), ...settings.map(({ name }) => escaped(name))],
          runs.map((_, index) => [names[index]!, ...settings.map(({ values }) => shortened(values[index]))]),
        );
  return [
    `# ${title}`,
    ...(parts.size === 1 ? measured : []),
    results,
    `## ${say(text('What differs'))}`,
    `${differences}\n`,
  ].join('\n\n');
}

const table = (headings: readonly string[], rows: readonly (readonly string[])[]): string =>
  [headings, headings.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

function cell(value: number | null, best: number | null): string {
  if (value === null) return '–';
  return value === best ? `**${shortNumber(value)}**` : shortNumber(value);
}

const say = (sentence: Text): string => escaped(localise(sentence));

/** Folders that nobody has named are called by time and title, and the title is that of the page: `2026-11-26 19:21:51`. */
const shortName = (name: string): string =>
  name.replace(/^(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)-.*$/, '$1 $2:$3:$4');

/** Long lists of columns are cut in their middle, where they rarely differ. */
function shortened(value: string | undefined): string {
  if (value === undefined) return '–';
  const cut = value.length > 80 ? `${value.slice(0, 48)} … ${value.slice(-28)}` : value;
  return escaped(cut);
}

/** What a person has typed is shown as it is. */
const escaped = (words: string): string => words.replace(/[\\`*_{}[\]()<>#+!|~&-]/g, '\\$&');
