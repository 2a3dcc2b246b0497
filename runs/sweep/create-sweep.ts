/** Makes the folder of a designed experiment, in which the folders of its runs will lie. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Outcome } from '../../contract/problem';
import type { PlannedSweep } from '../../contract/sweep';
import { SWEEP_VERSION, sweepFiles, type SweepRecord } from '../../contract/sweep-file';
import { makeRunFolder, writeWhole, type RunFolder } from '../create-run';
import { folderNotWritten } from '../problems';

export interface NewSweep {
  /** The folder that holds runs; it is made when it is missing. */
  readonly root: string;
  /** Of the folder, which must be new or empty. Left out, it is made of the time and the title. */
  readonly name?: string;
  readonly planned: PlannedSweep;
  /** Path of the file that the text is in. */
  readonly file?: string;
}

/** Reports a folder that holds something already or cannot be written. */
export async function createSweep({ root, name, planned, file }: NewSweep): Promise<Outcome<RunFolder>> {
  const { title } = planned.runs[0]!.plan;
  const made = await makeRunFolder(root, name, `${title} sweep`);
  if (!made.value) return made;
  const { path } = made.value;
  const digits = Math.max(2, String(planned.runs.length).length);
  const record: SweepRecord = {
    version: SWEEP_VERSION,
    title,
    ...(file === undefined ? {} : { file }),
    design: planned.design,
    runs: planned.runs.map((run, index) => ({ folder: String(index + 1).padStart(digits, '0'), ...run })),
  };
  try {
    await writeWhole(join(path, sweepFiles.experiment), planned.text);
    await writeWhole(join(path, sweepFiles.sweep), `${JSON.stringify(record)}\n`);
    return made;
  } catch (error) {
    for (const written of Object.values(sweepFiles)) await rm(join(path, written), { force: true });
    return { problems: [folderNotWritten(path, (error as NodeJS.ErrnoException).code ?? String(error))] };
  }
}
