/** Writes `report.html` into the folder of a sweep: its panel and its text in one file. */
import { join } from 'node:path';
import type { Outcome } from '../../contract/problem';
import { sweepFiles } from '../../contract/sweep-file';
import type { SweepResults } from '../../contract/sweep-results';
import { readText, writePage } from './write-page';

/** `value` is the path of the report. */
export async function writeSweepReport(
  folder: string,
  mediaFolder: string,
  results: SweepResults,
): Promise<Outcome<string>> {
  const experiment = (await readText(join(folder, sweepFiles.experiment))) ?? '';
  return writePage(folder, mediaFolder, results.title, { kind: 'sweep', folder, results, experiment });
}
