/** The page that compares runs: a table of what each came to, and one of the settings in which they differ. */
import { formatBriefly } from '../../../../contract/format-number';
import { text, type Text } from '../../../../contract/text';
import type { RunsCompared } from '../../../../runs/compare-runs';
import { escaped } from '../../infrastructure/escaped';
import { localise } from '../../infrastructure/localise';
import type { Moment } from '../../infrastructure/moment';
import { localisePart } from '../../infrastructure/localise-part';
import { stateInWords } from '../../infrastructure/state-in-words';
import { nameRuns } from '../../infrastructure/run-names';

/** Markdown. The best value of each task is bold. */
export function comparisonPage(file: string, comparison: RunsCompared, now: Moment): string {
  const { runs, measures, settings } = comparison;
  const title = say(text('Runs of {file}', { file }));
  if (runs.length === 0) return `# ${title}\n\n${say(text('No run of this experiment is over yet.'))}\n`;
  const folders = runs.map(({ name }) => name);
  const names = nameRuns(folders, now).map(escaped);
  const parts = new Set(measures.map(({ part }) => part));
  const heading = (task: string, name: string, part: string): string =>
    escaped(parts.size > 1 ? `${task} ${name} (${part})` : `${task} ${name}`);
  // Where the page is narrow, what is read first is what runs came to.
  const results = table(
    [
      say(text('run')),
      ...measures.map(({ task, name, part }) => heading(task, name, localisePart(part))),
      say(text('epochs')),
      say(text('state')),
    ],
    runs.map((run, index) => [
      names[index]!,
      ...measures.map(({ values, best }) => cell(values[index] ?? null, best)),
      String(run.epochs),
      stateInWords(run.state),
    ]),
    1 + measures.length,
  );
  const measured = [...parts].map((part) =>
    say(text('Measured on {part} rows.', { part: localisePart(part) })),
  );
  const differences =
    settings.length === 0
      ? say(text('All of them ran with the same settings.'))
      : table(
          [say(text('run')), ...settings.map(({ name }) => escaped(name))],
          runs.map((_, index) => [
            names[index]!,
            ...settings.map(({ values }) => shortened(values[index] ?? null)),
          ]),
          0,
        );
  return [
    `# ${title}`,
    ...(parts.size === 1 ? measured : []),
    results,
    `## ${say(text('What differs'))}`,
    `${differences}\n`,
  ].join('\n\n');
}

/** The `numbers` columns behind the first stand to the right, so that digits are under digits. */
const table = (
  headings: readonly string[],
  rows: readonly (readonly string[])[],
  numbers: number,
): string => {
  const rules = headings.map((_, index) => (index > 0 && index <= numbers ? '---:' : '---'));
  return [headings, rules, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
};

function cell(value: number | null, best: number | null): string {
  if (value === null) return '–';
  return value === best ? `**${formatBriefly(value)}**` : formatBriefly(value);
}

const say = (sentence: Text): string => escaped(localise(sentence));

/** Long lists of columns are cut in their middle, where they rarely differ. */
function shortened(value: string | null): string {
  if (value === null) return '–';
  const cut = value.length > 80 ? `${value.slice(0, 48)} … ${value.slice(-28)}` : value;
  return escaped(cut);
}
