/** Computes tensors in double precision from the values of their sources. */
import { orderNodes, type Tensor } from '../../graph';
import { createInterpreter } from '../../trainer/src/executors/reference/interpreter';

export type SourceValues = Readonly<Record<string, readonly number[]>>;

/** The values of `targets`, row-major, given those of all feeds and states by name. */
export function evaluate(targets: readonly Tensor[], values: SourceValues): readonly (readonly number[])[] {
  return prepare(targets)(values);
}

/** The same for several sets of values. */
export function prepare(
  targets: readonly Tensor[],
): (values: SourceValues) => readonly (readonly number[])[] {
  const run = createInterpreter(targets, 'float64');
  const sources = sourcesOf(targets);
  return (values) => {
    const given = sources.map(([name, tensor]) => {
      if (!values[name]) throw new Error(`the test gives no values for ${name}`);
      return [tensor, Float64Array.from(values[name])] as const;
    });
    return run(new Map(given)).map((numbers) => [...numbers]);
  };
}

/** Feeds and states that tensors depend on, by name. */
export const sourcesOf = (targets: readonly Tensor[]): readonly (readonly [name: string, source: Tensor])[] =>
  orderNodes(targets)
    .filter(({ op }) => op === 'feed' || op === 'state')
    .map(({ attributes, outputs }) => [String(attributes['name']), outputs[0]!]);
