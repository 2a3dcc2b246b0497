/** Writes a program as an ONNX model of a single step, for providers that cannot run a loop on their device. */
import type { Program, Shape, Tensor } from '../../../../../graph';
import type { FormTable } from '../forms';
import { addBarrier } from './in-place';
import { ConstantPool, GraphWriter } from '../graph-writer';
import { encodeModel, modelNames } from '../write-model';
import { isKept, writeStep } from '../write-step';

export interface StepModel {
  readonly bytes: Uint8Array;
  /** What the model's outputs are called: the changed states after the step, and what it reports. */
  readonly after: Readonly<Record<string, string>>;
  readonly output: Readonly<Record<string, string>>;
}

/**
 * The program lists all of its sources. Inputs are called as in a model of many steps, without an axis of steps. Results that
 * stay `inPlace` are got by `runInPlace`; `shapeOf` is what shapes results have, if not those of their tensors.
 */
export function writeStepModel(
  program: Program,
  forms?: FormTable,
  {
    inPlace = false,
    shapeOf,
  }: { readonly inPlace?: boolean; readonly shapeOf?: (tensor: Tensor) => Shape } = {},
): StepModel {
  const main = new GraphWriter(new ConstantPool(), 'step');
  if (inPlace) addBarrier(main);
  for (const [name, { source }] of Object.entries(program.states))
    main.addInput(modelNames.before(name), source.shape, source.dtype);
  for (const [name, { shape, dtype }] of Object.entries(program.feeds))
    main.addInput(modelNames.feed(name), shape, dtype);
  const results = writeStep(
    main,
    program,
    { state: modelNames.before, feed: modelNames.feed },
    forms,
    shapeOf,
  );

  const carried = Object.entries(program.states).filter(([, state]) => !isKept(state));
  const named = (names: readonly string[], from: number) =>
    Object.fromEntries(names.map((name, at) => [name, results[from + at]!] as const));
  return {
    bytes: encodeModel(main.finish('step', true)),
    after: named(
      carried.map(([name]) => name),
      0,
    ),
    output: named(Object.keys(program.outputs), carried.length),
  };
}
