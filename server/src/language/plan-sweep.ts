/** Every run that a `sweep` asks for, with its plan: each combination with each seed, and the tasks alone that they are compared with. */
import type { Plan } from '../../../contract/plan';
import type { Outcome, Problem } from '../../../contract/problem';
import {
  combinationsOf,
  writtenSettings,
  type PlannedRun,
  type PlannedSweep,
  type Settings,
} from '../../../contract/sweep';
import type { Analysis } from './analyse';
import { singleTaskPlan } from './lower/single-task-plan';
import { combinationFaulty, sweepMissing } from './problems/sweeps';

/** The text as it is with some of its values replaced, its data read; undefined where there is no such text any more. */
export type AnalyseWith = (settings: Settings) => Promise<Analysis | undefined>;

/**
 * All combinations are looked at before any is trained: the first one that has errors is reported with them. Those of one seed come
 * together, so that all combinations have been seen once before any is repeated. A task alone that is trained the same way for several combinations
 * is trained once.
 */
export async function planSweep(analyseWith: AnalyseWith): Promise<Outcome<PlannedSweep>> {
  const analysis = await analyseWith({});
  if (!analysis) return { problems: [] };
  const { text, problems, plan, sweep: design, tree } = analysis;
  if (!plan) return { problems };
  const declared = tree.file.declarations.find(({ kind }) => kind === 'sweep');
  if (!design || !declared) {
    const { keyword } = tree.file.declarations[0]!;
    return { problems: [...problems, sweepMissing({ range: tree.lines.rangeOf(keyword) })] };
  }
  const runs: PlannedRun[] = [];
  const alone = new Map<string, number>();
  const addAlone = (settings: Settings, whole: Plan, task: string): number => {
    const single = singleTaskPlan(whole, task);
    const key = JSON.stringify(single);
    const known = alone.get(key) ?? runs.push({ settings, alone: task, plan: single, baselines: {} }) - 1;
    alone.set(key, known);
    return known;
  };
  for (const seed of design.seeds.length > 0 ? design.seeds : [null])
    for (const combination of combinationsOf(design)) {
      const settings = seed === null ? combination : { ...combination, seed };
      const varied = await analyseWith(settings);
      if (!varied) return { problems };
      // Somebody types meanwhile.
      if (varied.text !== text) return planSweep(analyseWith);
      if (!varied.plan) {
        const range = tree.lines.rangeOf(declared.keyword);
        const faults = varied.problems.filter(({ severity }) => severity === 'error');
        return {
          problems: faults.map((fault) => combinationFaulty({ range }, writtenSettings(settings), fault)),
        };
      }
      const whole: Plan = varied.plan;
      const baselines = design.baseline
        ? Object.fromEntries(whole.tasks.map(({ name }) => [name, addAlone(settings, whole, name)]))
        : {};
      runs.push({ settings, alone: null, plan: whole, baselines });
    }
  return { value: { text, design, runs }, problems: problems.filter(isWarning) };
}

const isWarning = ({ severity }: Problem): boolean => severity !== 'error';
