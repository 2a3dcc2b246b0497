/** Whether what the host sent are results of a sweep, in which every list that is read by the place of another is as long as that. */
import {
  hasFields,
  isCount,
  isNumber,
  isText,
  listOf,
  nullable,
  oneOf,
  recordOf,
} from '../../contract/checks';
import { isSweepDesign } from '../../contract/sweep-file';
import type {
  Combination,
  CombinationRun,
  Spread,
  SweepMeasure,
  SweepResults,
} from '../../contract/sweep-results';

const isSpread = nullable(
  hasFields<Spread>({ mean: isNumber, deviation: nullable(isNumber), count: isCount }),
);

const isMeasure = hasFields<SweepMeasure>({
  name: isText,
  better: oneOf('higher', 'lower'),
  task: isText,
  part: oneOf('train', 'validation', 'test'),
});

const isRun = hasFields<CombinationRun>({
  folder: isText,
  seed: nullable(isText),
  state: oneOf('waiting', 'preparing', 'running', 'lost', 'completed', 'stopped', 'failed'),
  values: listOf(nullable(isNumber)),
  gain: nullable(isNumber),
});

const isCombination = hasFields<Combination>({
  settings: recordOf(isText),
  completed: isCount,
  runs: isCount,
  values: listOf(isSpread),
  alone: listOf(isSpread),
  gain: isSpread,
  seconds: isSpread,
  each: listOf(isRun),
});

const areResults = hasFields<SweepResults>({
  title: isText,
  design: isSweepDesign,
  measures: listOf(isMeasure),
  combinations: listOf(isCombination),
  states: hasFields<SweepResults['states']>({ completed: isCount, failed: isCount, total: isCount }),
});

export function isSweepResults(value: unknown): boolean {
  if (!areResults(value)) return false;
  const { design, measures, combinations } = value as SweepResults;
  return combinations.every(
    ({ settings, values, alone, each }) =>
      design.factors.every(({ name }) => Object.hasOwn(settings, name)) &&
      values.length === measures.length &&
      alone.length === (design.baseline === null ? 0 : measures.length) &&
      each.every((run) => run.values.length === measures.length),
  );
}
