/** What a designed experiment came to, a picture for each number with a row for each combination. */
import { intervalOf } from '../../../contract/interval';
import { writtenSettings } from '../../../contract/sweep';
import type { Combination, Spread, SweepMeasure, SweepResults } from '../../../contract/sweep-results';
import { mostShare } from '../../../contract/tell-sweep';
import type { Estimate, IntervalModel } from '../../shared/charts/interval-model';
import { partName } from '../../shared/part-name';
import { t } from '../../shared/translate';

/** The gain of sharing first, where it is known and no share of almost nothing; then the first metric of each task. */
export function intervalModels({ design, measures, combinations }: SweepResults): readonly IntervalModel[] {
  const gains = combinations.flatMap(({ gain }) => gain ?? []);
  const isCompared =
    design.baseline !== null && gains.length > 0 && gains.every(({ mean }) => Math.abs(mean) <= mostShare);
  return [
    ...(isCompared ? [gainModel(combinations)] : []),
    ...measures.map((measure, index) => measureModel(measure, index, combinations)),
  ];
}

const gainModel = (combinations: readonly Combination[]): IntervalModel => ({
  id: 'gain',
  title: t('Gain of sharing'),
  note: t('beside each task alone; higher is better'),
  isShare: true,
  rows: combinations.map(({ settings, each, gain }) => ({
    name: writtenSettings(settings),
    runs: each.flatMap(({ folder, seed, gain: value }) => (value === null ? [] : [{ folder, seed, value }])),
    mean: gain && estimateOf(gain),
    alone: null,
  })),
});

const measureModel = (
  { task, name, better, part }: SweepMeasure,
  index: number,
  combinations: readonly Combination[],
): IntervalModel => ({
  id: JSON.stringify([task, name]),
  title: `${task} ${name === 'loss' ? t('loss') : name}`,
  note: t('on {part} rows; {better}', {
    part: partName(part),
    better: better === 'higher' ? t('higher is better') : t('lower is better'),
  }),
  isShare: false,
  rows: combinations.map(({ settings, each, values, alone }) => ({
    name: writtenSettings(settings),
    runs: each.flatMap(({ folder, seed, values: own }) =>
      own[index] === null ? [] : [{ folder, seed, value: own[index]! }],
    ),
    mean: estimateOfSpread(values[index]),
    alone: estimateOfSpread(alone[index]),
  })),
});

const estimateOfSpread = (spread: Spread | null | undefined): Estimate | null =>
  spread ? estimateOf(spread) : null;

function estimateOf(spread: Spread): Estimate {
  const half = intervalOf(spread);
  return { mean: spread.mean, interval: half === null ? null : [spread.mean - half, spread.mean + half] };
}
