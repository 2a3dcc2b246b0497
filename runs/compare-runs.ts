/** Puts runs of one experiment side by side: what each came to, and in what their plans differ. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isObject } from '../contract/checks';
import type { ComparedSetting } from '../contract/comparison';
import { runFiles, type MetricHeading, type Part } from '../contract/run-log';
import { headlinesOf } from './headlines';
import type { RunSummary } from './list-runs';
import { planSettings } from './plan-settings';

export interface RunsCompared {
  /** As they were given. */
  readonly runs: readonly RunSummary[];
  readonly measures: readonly ComparedMeasure[];
  /** Those in which not all runs agree. */
  readonly settings: readonly ComparedSetting[];
}

export interface ComparedMeasure extends MetricHeading {
  readonly task: string;
  readonly part: Part;
  /** By run. */
  readonly values: readonly (number | null)[];
  /** The best of the values; null where there is none, or all are equal. */
  readonly best: number | null;
}

export async function compareRuns(runs: readonly RunSummary[]): Promise<RunsCompared> {
  const settings = await compareSettings(runs.map(({ path }) => path));
  return { runs, measures: measuresOf(runs), settings };
}

/** Of the plans in these run folders, the settings in which not all agree. */
export async function compareSettings(folders: readonly string[]): Promise<readonly ComparedSetting[]> {
  const settings = await Promise.all(folders.map(async (folder) => planSettings(await readPlan(folder))));
  const names = new Set(settings.flatMap((each) => [...each.keys()]));
  return [...names]
    .map((name) => ({ name, values: settings.map((each) => each.get(name) ?? null) }))
    .filter(({ values }) => new Set(values).size > 1);
}

/** The headline of each task, on the rows that the first run with one has it on. */
function measuresOf(runs: readonly RunSummary[]): readonly ComparedMeasure[] {
  const headlines = runs.flatMap(headlinesOf);
  const first = headlines.filter(
    ({ task }, index) => headlines.findIndex((other) => other.task === task) === index,
  );
  return first.map(({ task, name, better, part }) => {
    const values = runs.map(({ results }) => results[part]?.[task]?.[name] ?? null);
    const known = values.filter((value) => value !== null);
    const best = better === 'higher' ? Math.max(...known) : Math.min(...known);
    const differ = known.some((value) => value !== best);
    return { task, name, better, part, values, best: differ ? best : null };
  });
}

/** Nothing for a plan that cannot be read. */
async function readPlan(folder: string): Promise<Readonly<Record<string, unknown>>> {
  try {
    const plan: unknown = JSON.parse(await readFile(join(folder, runFiles.plan), 'utf8'));
    return isObject(plan) ? plan : {};
  } catch {
    return {};
  }
}
