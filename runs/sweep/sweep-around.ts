/** Which folders are those of sweeps, and which runs are part of one. */
import { existsSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { sweepFiles } from '../../contract/sweep-file';

export const isSweep = (folder: string): boolean => existsSync(join(folder, sweepFiles.sweep));

/** Absolute path of the sweep that a run is part of; undefined for a run on its own. */
export function sweepAround(run: string): string | undefined {
  const around = dirname(resolve(run));
  return isSweep(around) ? around : undefined;
}

/** What a run is called by its folder: those of a sweep are numbers, which other sweeps have too. */
export function nameOfRun(folder: string): string {
  const around = sweepAround(folder);
  return around === undefined ? basename(folder) : `${basename(around)}/${basename(folder)}`;
}
