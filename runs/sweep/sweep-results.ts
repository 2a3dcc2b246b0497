/** What a designed experiment came to, from what its runs came to. */
import { combinationsOf, writtenSettings } from '../../contract/sweep';
import type { PartResults } from '../../contract/run-log';
import type {
  Combination,
  CombinationRun,
  Spread,
  SweepMeasure,
  SweepResults,
} from '../../contract/sweep-results';
import { headlinesOf } from '../headlines';
import type { RunSummary } from '../list-runs';
import type { Sweep, SweepRun } from './read-sweep';

export function sweepResults({ title, design, runs }: Sweep): SweepResults {
  const measures = measuresOf(runs);
  const names = design.factors.map(({ name }) => name);
  const whole = runs.filter(({ alone }) => alone === null);
  const keyOf = ({ settings }: SweepRun): string =>
    writtenSettings(Object.fromEntries(names.map((name) => [name, settings[name]!])));
  const combinations = combinationsOf(design).map((settings): Combination => {
    const own = whole.filter((run) => keyOf(run) === writtenSettings(settings));
    const each = own.map((run) => resultOf(run, runs, measures));
    const done = each.filter(isCompleted);
    const aloneOf = (task: string): readonly SweepRun[] => [
      ...new Set(
        own.flatMap(({ baselines }) => (Object.hasOwn(baselines, task) ? [runs[baselines[task]!]!] : [])),
      ),
    ];
    return {
      settings,
      completed: done.length,
      runs: own.length,
      values: measures.map((_, index) => spreadOf(done.map(({ values }) => values[index]!))),
      alone: design.baseline
        ? measures.map((measure) =>
            spreadOf(
              aloneOf(measure.task)
                .filter(isCompleted)
                .map((run) => valueOf(run, measure)),
            ),
          )
        : [],
      gain: design.baseline ? spreadOf(done.map(({ gain }) => gain)) : null,
      seconds: spreadOf(own.filter(isCompleted).map(({ summary }) => summary!.seconds)),
      each,
    };
  });
  const states = {
    completed: runs.filter(isCompleted).length,
    failed: runs.filter(({ state }) => state === 'failed').length,
    total: runs.length,
  };
  return { title, design, measures, combinations, states };
}

const isCompleted = ({ state }: Pick<SweepRun, 'state'>): boolean => state === 'completed';

/** A run that is not over, or has failed, has values that say nothing beside the others. */
function resultOf(
  run: SweepRun,
  runs: readonly SweepRun[],
  measures: readonly SweepMeasure[],
): CombinationRun {
  const { folder, state, settings } = run;
  const isDone = isCompleted(run);
  return {
    folder,
    seed: settings['seed'] ?? null,
    state,
    values: measures.map((measure) => (isDone ? valueOf(run, measure) : null)),
    gain: isDone ? gainOf(run, runs, measures) : null,
  };
}

/** The headline of each task, on the part that the first run with one has it on. */
function measuresOf(runs: readonly SweepRun[]): readonly SweepMeasure[] {
  const measures = new Map<string, SweepMeasure>();
  for (const { alone, summary } of runs)
    if (alone === null && summary)
      for (const { value: _, ...measure } of headlinesOf(summary))
        if (!measures.has(measure.task)) measures.set(measure.task, measure);
  return [...measures.values()];
}

const valueOf = ({ summary }: SweepRun, { task, name, part }: SweepMeasure): number | null =>
  summary?.results[part]?.[task]?.[name] ?? null;

/** Of a run beside the tasks alone with its seed, as a share; null where one of them is not there yet. */
function gainOf(run: SweepRun, runs: readonly SweepRun[], measures: readonly SweepMeasure[]): number | null {
  const gains = measures.map(({ task, part }) => {
    const single = Object.hasOwn(run.baselines, task) ? runs[run.baselines[task]!] : undefined;
    return single && isCompleted(single) && run.summary && single.summary
      ? gainOfTask(run.summary, single.summary, task, part)
      : null;
  });
  return gains.length > 0 && gains.every((gain) => gain !== null) ? mean(gains) : null;
}

/** The mean over the metrics of a task; one that is 0 alone, or not measured, has no share. */
export function gainOfTask(
  multi: Pick<RunSummary, 'tasks' | 'results'>,
  single: Pick<RunSummary, 'results'>,
  task: string,
  part: keyof PartResults,
): number | null {
  const metrics = multi.tasks.find(({ name }) => name === task)?.metrics ?? [];
  const shares = metrics.flatMap(({ name, better }) => {
    const together = multi.results[part]?.[task]?.[name] ?? null;
    const alone = single.results[part]?.[task]?.[name] ?? null;
    if (together === null || alone === null || alone === 0) return [];
    return [((better === 'lower' ? -1 : 1) * (together - alone)) / Math.abs(alone)];
  });
  return shares.length > 0 ? mean(shares) : null;
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, each) => sum + each, 0) / values.length;

function spreadOf(all: readonly (number | null)[]): Spread | null {
  const values = all.filter((value) => value !== null);
  if (values.length === 0) return null;
  const middle = mean(values);
  const squares = values.reduce((sum, value) => sum + (value - middle) ** 2, 0);
  return {
    mean: middle,
    deviation: values.length > 1 ? Math.sqrt(squares / (values.length - 1)) : null,
    count: values.length,
  };
}
