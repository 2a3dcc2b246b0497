/** Writes `report.html` into a run folder: the panels of the run in one file. */
import { basename, join } from 'node:path';
import type { Architecture } from '../../contract/architecture';
import type { Outcome } from '../../contract/problem';
import { runFiles } from '../../contract/run-log';
import { readLog } from '../read-log';
import { thinEvents } from './thin-events';
import { readText, writePage } from './write-page';

/** `value` is the path of the report. Reports a folder that cannot be read, beside what `writePage` does. */
export async function writeReport(
  folder: string,
  mediaFolder: string,
  architecture?: Architecture,
): Promise<Outcome<string>> {
  const log = await readLog(folder);
  if (!log.value) return { problems: log.problems };
  const title = log.value.find((event) => event.kind === 'start')?.title ?? basename(folder);
  const { value, problems } = await writePage(folder, mediaFolder, title, {
    kind: 'run',
    run: basename(folder),
    events: thinEvents(log.value),
    experiment: (await readText(join(folder, runFiles.experiment))) ?? '',
    architecture: architecture ?? null,
  });
  const all = [...log.problems, ...problems];
  return value === undefined ? { problems: all } : { value, problems: all };
}
