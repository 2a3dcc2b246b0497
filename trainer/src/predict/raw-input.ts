/** An input of rows to predict for, as the model file takes it. */
import type { Tensor } from '../executors/onnx/native-runtime';
import type { Problem } from '../../../contract/problem';
import type { RowBlock } from '../../../data/column-values';

export interface RawInput {
  look(block: RowBlock): void | Promise<void>;
  /** What is wrong with the rows that were looked at; asked once, when all were. */
  problems(): readonly Problem[];
  feed(block: RowBlock, isWide: boolean): Tensor | Promise<Tensor>;
}
