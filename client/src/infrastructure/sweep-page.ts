/** What a sweep came to, as Markdown: a table of its combinations, whether sharing helped, and how many of its runs are done. */
import { sweepCaption, sweepProgress, sweepTable, sweepVerdict } from '../../../contract/tell-sweep';
import type { Text } from '../../../contract/text';
import { readSweep } from '../../../runs/sweep/read-sweep';
import { sweepResults } from '../../../runs/sweep/sweep-results';
import { escaped } from './escaped';
import { localise, localiseProblem } from './localise';
import { localisePart } from './localise-part';

export async function sweepPage(folder: string): Promise<string> {
  const { value: sweep, problems } = await readSweep(folder);
  if (!sweep) return problems.map((problem) => escaped(localiseProblem(problem))).join('\n\n');
  const results = sweepResults(sweep);
  const { headings, rows, factors } = sweepTable(results);
  const rule = `| ${headings.map((_, index) => (index < factors ? ':---' : '---:')).join(' | ')} |`;
  const [first] = results.measures;
  return [
    `# ${escaped(results.title)}`,
    ...(first
      ? [
          [line(headings), rule, ...rows.map(line)].join('\n'),
          escaped(localise(sweepCaption(results, localisePart(first.part)))),
        ]
      : []),
    ...(results.design.baseline ? [`**${escaped(localise(sweepVerdict(results)))}**`] : []),
    escaped(localise(sweepProgress(results))),
  ].join('\n\n');
}

const line = (cells: readonly (string | Text)[]): string =>
  `| ${cells.map((cell) => escaped(typeof cell === 'string' ? cell : localise(cell))).join(' | ')} |`;
