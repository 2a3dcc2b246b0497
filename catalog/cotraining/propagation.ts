/** The label propagation of the founding document. */
import { defineCotraining, type Passed, type PoolPredictions } from '../declaration';
import { integer, number } from '../parameter';

export const propagation = defineCotraining({
  name: 'propagation',
  doc:
    'Passes the label of the networks’ average prediction on to all of them, for unlabelled rows on which they agree: where ' +
    'exp(-‖yₖ - y‖² / 2σ²) of every network k is at least `confidence`, the surest rows first.',
  cite: 'The founding document of this project, label propagation between co-trained networks',
  params: {
    sigma: number({ doc: 'How far predictions may lie apart and still agree.', default: 0.5, above: 0 }),
    confidence: number({ doc: 'The least confidence of every network.', default: 0.9, min: 0, max: 1 }),
    take: integer({ doc: 'The most labels that are passed on in a round.', default: 20, min: 1 }),
  },
  example: 'propagation(sigma: 0.5, confidence: 0.9, take: 20)',
  fits: ['classes', 'binary', 'labels', 'number', 'numbers', 'box'],
  least: 2,
  apart: true,
  needsPool: true,
  passesTo: 'all',
  takes: 'take',
  pass({ sigma, confidence, take }, { pool, limit }) {
    const rows = pool.networks[0]!.length / pool.width;
    const passed: Passed[] = [];
    for (let row = 0; row < rows; row++) {
      const predictions = pool.networks.map((network) =>
        network.subarray(row * pool.width, (row + 1) * pool.width),
      );
      const { point, label } = judge[pool.reads](average(predictions));
      // The row is as sure as the network that is least sure of it.
      const furthest = Math.max(...predictions.map((prediction) => squaredDistance(prediction, point)));
      const sureness = Math.exp(-furthest / (2 * sigma ** 2));
      if (sureness >= confidence) passed.push({ row, label, confidence: sureness });
    }
    const surestFirst = passed.toSorted((a, b) => b.confidence - a.confidence || a.row - b.row);
    return { passed: limit ? surestFirst.slice(0, take) : surestFirst };
  },
});

/** The label of an average prediction: as a point that predictions are compared with, and as the trainer feeds it. */
type Judge = (mean: readonly number[]) => {
  readonly point: readonly number[];
  readonly label: readonly number[];
};

const judge: Readonly<Record<PoolPredictions['reads'], Judge>> = {
  class(mean) {
    const likeliest = mean.indexOf(Math.max(...mean));
    return { point: mean.map((_, i) => (i === likeliest ? 1 : 0)), label: [likeliest] };
  },
  truth(mean) {
    const truths = mean.map((probability) => (probability >= 0.5 ? 1 : 0));
    return { point: truths, label: truths };
  },
  numbers: (mean) => ({ point: mean, label: mean }),
};

const average = (predictions: readonly Float32Array[]): number[] =>
  Array.from(
    predictions[0]!,
    (_, i) => predictions.reduce((sum, prediction) => sum + prediction[i]!, 0) / predictions.length,
  );

const squaredDistance = (prediction: Float32Array, point: readonly number[]): number =>
  point.reduce((sum, coordinate, i) => sum + (prediction[i]! - coordinate) ** 2, 0);
