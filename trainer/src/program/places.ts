/**
 * Targets with a class for each step or pixel: their losses and metrics are those of classes, for which every place is a row of its
 * own. Places without a label, and steps that only fill a row up, do not count.
 */
import type { ModelHead } from '../../../catalog/model/model';
import {
  cast,
  constant,
  divide,
  greaterEqual,
  maximum,
  minimum,
  multiply,
  reshape,
  sum,
} from '../../../graph';
import { sizeOf, type Tensor } from '../../../graph/tensor';

export interface Places {
  /** Classes of all places, one row after the other: [rows x places, 1]. */
  readonly label: Tensor;
  /** 1 for each place that counts: [rows, places]. */
  readonly counted: Tensor;
}

/** `label` [rows, places] is below 0 where a place has none. Steps count that are true for all heads. */
export function placesOf(label: Tensor, heads: readonly ModelHead[]): Places {
  const labelled = cast(greaterEqual(label, constant(0)), 'float32');
  const masks = heads.flatMap(({ mask }) => mask ?? []);
  return {
    label: reshape(maximum(label, constant(0)), [sizeOf(label.shape), 1]),
    counted: masks.reduce((product, mask) => multiply(product, mask), labelled),
  };
}

/** [rows, places, classes] as [rows x places, classes]. */
export const placesAsRows = (x: Tensor): Tensor =>
  reshape(x, [sizeOf(x.shape.slice(0, -1)), x.shape.at(-1)!]);

/** 1 for each place that counts, of the rows that do: [rows x places]. */
export const maskOfPlaces = ({ counted }: Places, mask: Tensor): Tensor =>
  reshape(multiply(counted, reshape(mask, [mask.shape[0]!, 1])), [sizeOf(counted.shape)]);

/** The mean over the places of each row that count [rows], from a number for each place [rows x places]; 0 where none does. */
export function meanOfPlaces({ counted }: Places, each: Tensor): Tensor {
  const sums = sum(multiply(reshape(each, counted.shape), counted), [1]);
  return divide(sums, maximum(sum(counted, [1]), constant(1)));
}

/** 1 for each row with a place that counts: [rows]. */
export const rowsWithPlaces = ({ counted }: Places): Tensor => minimum(sum(counted, [1]), constant(1));
