/** The tables that close a run on a terminal: results by task and part, and co-training round by round. */
import { formatNumber } from '../contract/format-number';
import { parts, type PartResults, type RoundEvent, type StartEvent } from '../contract/run-log';
import { text } from '../contract/text';
import { partNames } from './run-words';
import type { Say } from './speech';
import { tableText } from './table';

/** A line for the loss and for each metric of each task; empty where nothing was measured. */
export function resultsTable(start: StartEvent, results: PartResults, say: Say): string {
  const shown = parts.filter((part) => results[part]);
  if (shown.length === 0) return '';
  const rows = start.tasks.flatMap(({ name, metrics }) =>
    ['loss', ...metrics.map((metric) => metric.name)].map((measure, index) => [
      index === 0 ? name : '',
      measure === 'loss' ? say(text('loss')) : measure,
      ...shown.map((part) => formatNumber(results[part]?.[name]?.[measure])),
    ]),
  );
  const headings = [text('task'), text('measure'), ...shown.map((part) => partNames[part])];
  return tableText(headings.map(say), rows, 2);
}

/** A line for each round; networks are compared by the first metric of the task, on the last part that has rows. */
export function roundsTable(start: StartEvent, rounds: readonly RoundEvent[], say: Say): string {
  const [first] = rounds;
  if (!first) return '';
  const networks = Object.keys(first.networks);
  const part = parts.findLast((candidate) => first.networks[networks[0]!]?.[candidate]) ?? 'train';
  const metric = start.tasks.find(({ name }) => name === first.task)?.metrics[0]?.name ?? 'loss';
  // Networks that teach each other in every step pass nothing on between rounds.
  const passes = first.rounds > 0;
  const rows = rounds.map((round) => [
    String(round.round),
    String(round.pool),
    ...(passes ? [String(round.accepted), formatNumber(round.precision)] : []),
    formatNumber(round.disagreement),
    ...networks.map((network) => formatNumber(round.networks[network]?.[part]?.[round.task]?.[metric])),
  ]);
  const headings = [
    text('round'),
    text('unlabelled'),
    ...(passes ? [text('passed on'), text('precision')] : []),
    text('disagreement'),
  ];
  const told = {
    task: first.task,
    metric: metric === 'loss' ? text('loss') : metric,
    part: partNames[part],
  };
  const caption = passes
    ? text('{task}: {metric} on {part}, precision of labels on rows held out', told)
    : text('{task}: {metric} on {part}', told);
  return `${say(caption)}\n${tableText([...headings.map(say), ...networks], rows, 0)}`;
}
