/** All that a thread needs to run steps of a split program: plain data, which can be handed to another thread. */
import { sizeOf, type Program, type Shape, type Tensor, type TensorType } from '../../../../../graph';
import type { KernelWork } from '../../updates/kernel-work';
import { scalarsOutput, type SplitProgram } from '../../updates/split-program';
import { UpdateMemory } from '../../updates/update-memory';
import type { Engine } from '../engine';
import { createBlockedProductForms, gradientShape } from '../forms/blocked-products';
import { findBlockedMatrices } from './find-blocked-matrices';
import { writeStepModel, type StepModel } from './write-step-model';

type Types = Readonly<Record<string, TensorType>>;

export interface StepPlan {
  readonly model: StepModel;
  readonly feeds: Types;
  /** All states of the program, and those that the model reads. */
  readonly states: Types;
  readonly read: Types;
  /** What the model makes: what is reported, and what kernels are given. */
  readonly outputs: Types;
  readonly work: KernelWork;
  /** Shapes of the states that lie in blocks: see `stepsInBlocks`. */
  readonly inBlocks: Readonly<Record<string, Shape>>;
}

/** `states` are those of the program that was split; each step is run by so many threads of the engine. */
export function planSteps(
  { rest: unfitted, work }: SplitProgram,
  states: Program['states'],
  { forms, fit, block }: Pick<Engine, 'forms' | 'fit' | 'block'>,
  threads: number,
): StepPlan {
  const rest = fit(unfitted, threads);
  const blocked = findBlockedMatrices(rest, work, states, { block, threads });
  const table =
    forms && block !== undefined && blocked.matrices.size > 0
      ? createBlockedProductForms(forms, blocked, block)
      : forms;
  const shapeOf = (tensor: Tensor): Shape =>
    blocked.gradients.has(tensor) ? gradientShape(tensor.shape) : tensor.shape;
  return {
    inBlocks: blocked.states,
    model: writeStepModel(rest, table, { inPlace: true, shapeOf }),
    feeds: typesOf(rest.feeds),
    states: typesOf(sourcesOf(states)),
    read: typesOf(sourcesOf(rest.states)),
    outputs: typesOf(rest.outputs, shapeOf),
    work,
  };
}

/** The memory that a plan's kernels work in; undefined where their arrays are too many for one. */
export const memoryFor = ({ work, outputs }: Pick<StepPlan, 'work' | 'outputs'>) =>
  UpdateMemory.allocate(work, sizeOf(outputs[scalarsOutput]?.shape ?? [0]));

const sourcesOf = (states: Program['states']) =>
  Object.fromEntries(Object.entries(states).map(([name, { source }]) => [name, source]));

const typesOf = (
  tensors: Readonly<Record<string, Tensor>>,
  shapeOf = ({ shape }: Tensor): Shape => shape,
): Types =>
  Object.fromEntries(
    Object.entries(tensors).map(([name, tensor]) => [name, { shape: shapeOf(tensor), dtype: tensor.dtype }]),
  );
