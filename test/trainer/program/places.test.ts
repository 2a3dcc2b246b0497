/**
 * Losses and metrics of targets with a class for each step or pixel, against scikit-learn (fixtures/make_places.py): what has no
 * label, and steps that only fill a row up, influence nothing.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ModelHead } from '../../../catalog/model/model';
import { cast, constant, feed, gradients, less, reshape, softmax, sum } from '../../../graph';
import { buildReadings } from '../../../trainer/src/program/readings';
import { collectSubjects } from '../../../trainer/src/program/subject';
import { evaluate } from '../../catalog/evaluate';
import { call, task } from '../../catalog/plans';

interface Fixture {
  readonly scores: readonly number[];
  readonly labels: readonly number[];
  readonly mask: readonly number[];
  readonly lengths: readonly number[];
  readonly shape: readonly [rows: number, places: number, classes: number];
  readonly counts: number;
  readonly loss: number;
  readonly metrics: Readonly<Record<string, number>>;
}
const fixture = JSON.parse(
  readFileSync(join(import.meta.dirname, 'fixtures/places.json'), 'utf8'),
) as Fixture;
const [rows, places, classes] = fixture.shape;

/** A head whose output is fed, of a task that measures `metrics`. */
function build(loss: string, metrics: readonly string[]) {
  const output = feed('output', [rows, places, classes]);
  const numbers = constant(
    Array.from({ length: places }, (_, place) => place),
    [places],
  );
  const mask = cast(less(numbers, reshape(feed('lengths', [rows]), [rows, 1])), 'float32');
  const head: ModelHead = { task: 't', network: null, output, prediction: softmax(output), mask, layers: [] };
  const tagged = {
    ...task('t', ['x'], 'tags(3)', ['tags']),
    loss: call('losses', loss),
    metrics: metrics.map((metric) => call('metrics', metric)),
  };
  const encoding = { name: 't', width: places, scaling: null, classes: null };
  const { outputs, layout } = buildReadings(collectSubjects([tagged], [head], [encoding], rows));
  return { output, outputs, layout };
}

const feeds = {
  output: fixture.scores,
  lengths: fixture.lengths,
  'label/t': fixture.labels,
  'mask/t': fixture.mask,
};

describe('a class for each place', () => {
  it('has the loss of the places of a row that count, averaged over rows', () => {
    const { outputs } = build('crossEntropy', []);
    const [losses, counts] = evaluate([outputs.losses, outputs.counts], feeds);
    expect(counts).toEqual([fixture.counts]);
    expect(losses![0]! / counts![0]!).toBeCloseTo(fixture.loss, 10);
  });

  it.each(Object.entries(fixture.metrics))('has the %s over places', (metric, wanted) => {
    const { outputs, layout } = build('crossEntropy', [metric]);
    const [sums] = evaluate([outputs.metrics!], feeds);
    expect(layout.metrics[0]!.finish(sums!)).toBeCloseTo(wanted, 9);
  });

  it.each(['crossEntropy', 'crossEntropy(smoothing: 0.1)', 'focal(gamma: 2)'])(
    'does not depend on what does not count: %s',
    (loss) => {
      const { output, outputs } = build(loss, ['accuracy', 'f1', 'iou', 'topK(2)', 'logLoss']);
      const slopes = gradients(sum(outputs.losses), [output])[0]!;
      const all = [outputs.losses, outputs.counts, outputs.metrics!, slopes];
      const counts = fixture.labels.map((label, index) => {
        const [row, place] = [Math.floor(index / places), index % places];
        return label >= 0 && place < fixture.lengths[row]! && fixture.mask[row] === 1;
      });
      const other = {
        ...feeds,
        output: fixture.scores.map((score, index) =>
          counts[Math.floor(index / classes)] ? score : 50 - index,
        ),
        // A label that does not count because of its place may be any; one that is missing stays so.
        'label/t': fixture.labels.map((label, index) =>
          counts[index] || label < 0 ? label : (label + 1) % 3,
        ),
      };
      const [before, after] = [evaluate(all, feeds), evaluate(all, other)];
      expect(after).toEqual(before);
      const moved = before.at(-1)!.map((slope) => slope !== 0);
      expect(moved).toEqual(fixture.scores.map((_, index) => counts[Math.floor(index / classes)]));
    },
  );
});
