/** Writes a report into a folder: one file that opens anywhere, without a network. */
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Outcome } from '../../contract/problem';
import { runFiles } from '../../contract/run-log';
import { folderNotWritten, panelsMissing } from '../problems';
import { reportPage, type Report } from './report-page';

/** `mediaFolder` holds the built panels (`dist/media`). `value` is the path of the page. Reports panels that were not built, and a folder that takes no file. */
export async function writePage(
  folder: string,
  mediaFolder: string,
  title: string,
  report: Report,
): Promise<Outcome<string>> {
  const [script, style] = await Promise.all(
    ['report.js', 'report.css'].map((file) => readText(join(mediaFolder, file))),
  );
  if (script === undefined || style === undefined) return { problems: [panelsMissing(mediaFolder)] };
  const file = join(folder, runFiles.report);
  try {
    // A reader finds the whole report or the one before it.
    await writeFile(`${file}.part`, reportPage(title, report, { script, style }), { flush: true });
    await rename(`${file}.part`, file);
  } catch (error) {
    await rm(`${file}.part`, { force: true });
    return { problems: [folderNotWritten(folder, (error as NodeJS.ErrnoException).code ?? String(error))] };
  }
  return { value: file, problems: [] };
}

/** Undefined where there is none to read. */
export function readText(file: string): Promise<string | undefined> {
  return readFile(file, 'utf8').catch(() => undefined);
}
