/** What is said of a run to whoever points at its line: what its plan was, how long it took and what it came to, as Markdown. */
import { formatBriefly } from '../../../../contract/format-number';
import { describeDeviceUse } from '../../../../contract/device-use';
import { formatCount } from '../../../../contract/format-count';
import { formatDuration } from '../../../../contract/format-duration';
import type { RunEvent } from '../../../../contract/run-log';
import { text } from '../../../../contract/text';
import { headlinesOf } from '../../../../runs/headlines';
import { summaryOf } from '../../../../runs/list-runs';
import { escaped } from '../../infrastructure/escaped';
import { localise, localiseProblem } from '../../infrastructure/localise';
import type { Moment } from '../../infrastructure/moment';
import { localisePart } from '../../infrastructure/localise-part';

/** `events` are those of the log, or of its ends. */
export function runTooltip(folder: string, events: readonly RunEvent[], state: string, now: Moment): string {
  const start = events.find((event) => event.kind === 'start');
  const summary = summaryOf(folder, events);
  if (!start || !summary) return `${state}\n\n${escaped(folder)}`;
  const end = events.findLast((event) => event.kind === 'end');
  const resume = events.findLast((event) => event.kind === 'resume');
  const { device } = describeDeviceUse(start, resume);
  const began = new Intl.DateTimeFormat(now.language, {
    dateStyle: 'medium',
    timeStyle: 'short',
    hourCycle: 'h23',
  });
  const seconds = end?.seconds ?? (summary.heard - summary.started) / 1000;
  const epochs = events.findLast((event) => event.kind === 'epoch')?.epochs ?? start.epochs;
  const facts: readonly (readonly [name: string, value: string])[] = [
    [localise(text('Started')), began.format(start.time)],
    [localise(text('Elapsed')), formatDuration(seconds)],
    [
      localise(start.window === undefined ? text('Epoch') : text('Window')),
      epochs === 0
        ? formatCount(summary.epochs)
        : localise(text('{at} of {of}', { at: formatCount(summary.epochs), of: formatCount(epochs) })),
    ],
    [localise(text('Device')), device],
    [localise(text('Seed')), String(start.seed)],
    [localise(text('Weighting')), start.weighting],
    [localise(text('Parameters')), formatCount(start.parameters)],
    ...headlinesOf(summary).map(
      ({ task, name, part, value }) =>
        [`${task} ${name}`, `${formatBriefly(value)} (${localisePart(part)})`] as const,
    ),
  ];
  const rows = facts.map(([name, value]) => `| ${escaped(name)} | ${escaped(value)} |`);
  return [
    `**${escaped(start.title)}** · ${state}`,
    ['| | |', '| --- | --- |', ...rows].join('\n'),
    ...(end?.problem ? [escaped(localiseProblem(end.problem))] : []),
    escaped(folder),
  ].join('\n\n');
}
