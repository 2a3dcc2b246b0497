/** What lenses about runs say, and what they open. */
import type { Command } from 'vscode';
import { formatBriefly } from '../../../../contract/format-number';
import type { RunState } from '../../../../contract/comparison';
import { text, type Text } from '../../../../contract/text';
import { bestOf, headlinesOf, type Headline } from '../../../../runs/headlines';
import type { RunSummary } from '../../../../runs/list-runs';
import { localise } from '../../infrastructure/localise';
import type { Moment } from '../../infrastructure/moment';
import { localisePart } from '../../infrastructure/localise-part';
import { timeSince } from './time-since';

/** Above an experiment, of its runs that are over, the newest first: `last run: stopped after 12 epochs · kind accuracy 0.943 · 2 minutes ago`. */
export function experimentLenses(runs: readonly RunSummary[], uri: string, now: Moment): readonly Command[] {
  const [last] = runs;
  if (!last) return [];
  const headlines = headlinesOf(last).slice(0, mostTasks);
  const parts = new Set(headlines.map(({ part }) => part));
  const title = [
    localise(outcomeOf(last)),
    ...headlines.map(({ task, name, value }) => `${task} ${name} ${formatBriefly(value)}`),
    timeSince(last.heard, now),
  ].join(' · ');
  const measured = [...parts].map((part) =>
    localise(text('Measured on {part} rows.', { part: localisePart(part) })),
  );
  return [
    ...(runs.length > 1
      ? [
          {
            title: localise(text('Compare {count} runs', { count: runs.length })),
            command: 'mtl.compareRuns',
            arguments: [uri],
          },
        ]
      : []),
    { title, command: 'mtl.showRun', arguments: [last.path], tooltip: [...measured, last.name].join(' ') },
  ];
}

/** A line has room for so many. The panel behind it shows all. */
const mostTasks = 3;

/** Above a task: its best value, where there is one to choose. `best accuracy 0.951 of 4 runs`. */
export function taskLenses(runs: readonly RunSummary[], task: string): readonly Command[] {
  const measured = runs.flatMap((run) => {
    const headline = headlinesOf(run).find((each) => each.task === task);
    return headline ? [{ run, headline }] : [];
  });
  const best = bestOf(measured);
  const alike = measured.filter(({ headline }) => best && isAlike(headline, best.headline));
  if (!best || alike.length < 2) return [];
  const { name, value, part } = best.headline;
  return [
    {
      title: localise(
        text('best {metric} {value} of {count} {count|run|runs}', {
          metric: name,
          value: formatBriefly(value),
          count: alike.length,
        }),
      ),
      command: 'mtl.showRun',
      arguments: [best.run.path],
      tooltip: `${localise(text('Measured on {part} rows.', { part: localisePart(part) }))} ${best.run.name}`,
    },
  ];
}

const isAlike = (a: Headline, b: Headline): boolean => a.name === b.name && a.part === b.part;

function outcomeOf({ state, epochs, window }: RunSummary): Text {
  const reached =
    window === undefined
      ? text('{count} {count|epoch|epochs}', { count: epochs })
      : text('{count} {count|window|windows}', { count: epochs });
  const words = {
    running: text('last run: at work'),
    completed: text('last run: completed after {reached}', { reached }),
    stopped: text('last run: stopped after {reached}', { reached }),
    failed: text('last run: failed after {reached}', { reached }),
    lost: text('last run: lost after {reached}', { reached }),
  } satisfies Record<RunState, Text>;
  return words[state];
}
