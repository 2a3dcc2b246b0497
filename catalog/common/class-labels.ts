/** Class indices, as labels carry them, in the form that losses and metrics compute with. */
import { cast, oneHot, reshape } from '../../graph';
import type { Tensor } from '../../graph/tensor';

/** float32 [rows, 1] as float32 [rows, classes] with a 1 at the class. */
export const classVectors = (label: Tensor, classes: number): Tensor =>
  oneHot(cast(reshape(label, [label.shape[0]!]), 'int64'), classes);

/**
 * Whether a label is the index of a class rather than truths: it is one number for two or more outputs. A target of
 * classes has at least two of them, and truths have as many labels as outputs.
 */
export const isClassIndex = (outputs: Tensor, label: Tensor): boolean => outputs.shape[1] !== label.shape[1];
