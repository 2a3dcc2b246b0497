/** What feeds a model: the columns of an input as layers read them, and how many of their steps are true. */
import type { Call } from '../../contract/plan';
import { cast, constant, feed, less, reshape } from '../../graph';
import { GraphError, type Tensor } from '../../graph/tensor';
import { lookUp } from '..';
import { isMisfit, type Misfit } from '../declaration';
import type { Flow } from './flow';

export interface AppliedInput {
  /** The feed `input/NAME`: [rows, …shape of a row]. */
  readonly columns: Tensor;
  /** The feed `length/NAME` of an input that has steps: [rows], from 0 to all of them. */
  readonly length?: Tensor;
  readonly flow: Flow;
}

/** `columns` is the number of columns. Throws GraphError for a name that is no input type: names are checked before. */
export function applyInput(name: string, type: Call, columns: number, rows: number): AppliedInput | Misfit {
  const declared = lookUp('inputs', type.name);
  if (declared === undefined) throw new GraphError(name, `the catalog has no input type ${type.name}`);
  const args = type.args as Parameters<typeof declared.shape>[0];
  const shape = declared.shape(args, columns);
  if (isMisfit(shape)) return shape;
  const fed = feed(`input/${name}`, [rows, ...shape]);
  const tensor = declared.arrange?.(args, fed) ?? fed;
  const steps = declared.steps?.(args);
  const vocabulary = declared.vocabulary?.(args);
  if (steps === undefined) return { columns: fed, flow: { tensor, vocabulary } };
  const length = feed(`length/${name}`, [rows]);
  return { columns: fed, length, flow: { tensor, vocabulary, mask: maskOf(length, steps) } };
}

/** 1 for the steps of a row before its length: [rows, steps]. */
function maskOf(length: Tensor, steps: number): Tensor {
  const numbers = constant(
    Array.from({ length: steps }, (_, step) => step),
    [steps],
  );
  return cast(less(numbers, reshape(length, [length.shape[0]!, 1])), 'float32');
}
