/** Writes `report.html` into a run folder: the panels of the run in one file that opens anywhere, without a network. */
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Architecture } from '../../contract/architecture';
import type { Outcome } from '../../contract/problem';
import { runFiles } from '../../contract/run-log';
import { folderNotWritten, panelsMissing } from '../problems';
import { readLog } from '../read-log';
import { reportPage } from './report-page';
import { thinEvents } from './thin-events';

/**
 * `mediaFolder` holds the built panels (`dist/media`). `value` is the path of the report. Reports a folder that cannot be
 * read or written, and panels that were not built.
 */
export async function writeReport(
  folder: string,
  mediaFolder: string,
  architecture?: Architecture,
): Promise<Outcome<string>> {
  const log = await readLog(folder);
  if (!log.value) return { problems: log.problems };
  const [script, style] = await Promise.all(
    ['report.js', 'report.css'].map((file) => readText(join(mediaFolder, file))),
  );
  if (script === undefined || style === undefined) return { problems: [panelsMissing(mediaFolder)] };
  const page = reportPage({
    run: basename(folder),
    title: log.value.find((event) => event.kind === 'start')?.title ?? basename(folder),
    events: thinEvents(log.value),
    experiment: (await readText(join(folder, runFiles.experiment))) ?? '',
    architecture: architecture ?? null,
    script,
    style,
  });
  const file = join(folder, runFiles.report);
  try {
    // A reader finds the whole report or the one before it.
    await writeFile(`${file}.part`, page, { flush: true });
    await rename(`${file}.part`, file);
  } catch (error) {
    await rm(`${file}.part`, { force: true });
    return {
      problems: [
        ...log.problems,
        folderNotWritten(folder, (error as NodeJS.ErrnoException).code ?? String(error)),
      ],
    };
  }
  return { value: file, problems: log.problems };
}

function readText(file: string): Promise<string | undefined> {
  return readFile(file, 'utf8').catch(() => undefined);
}
