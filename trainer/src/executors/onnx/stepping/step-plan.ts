/** All that a thread needs to run steps of a split program: plain data, which can be handed to another thread. */
import { sizeOf, type Program, type Tensor, type TensorType } from '../../../../../graph';
import type { KernelWork } from '../../updates/kernel-work';
import { scalarsOutput, type SplitProgram } from '../../updates/split-program';
import { UpdateMemory } from '../../updates/update-memory';
import type { FormTable } from '../forms';
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
}

/** `states` are those of the program that was split. */
export function planSteps(
  { rest, work }: SplitProgram,
  states: Program['states'],
  forms: FormTable | undefined,
): StepPlan {
  return {
    model: writeStepModel(rest, forms, { inPlace: true }),
    feeds: typesOf(rest.feeds),
    states: typesOf(sourcesOf(states)),
    read: typesOf(sourcesOf(rest.states)),
    outputs: typesOf(rest.outputs),
    work,
  };
}

/** The memory that a plan's kernels work in; undefined where their arrays are too many for one. */
export const memoryFor = ({ work, outputs }: Pick<StepPlan, 'work' | 'outputs'>) =>
  UpdateMemory.allocate(work, sizeOf(outputs[scalarsOutput]?.shape ?? [0]));

const sourcesOf = (states: Program['states']) =>
  Object.fromEntries(Object.entries(states).map(([name, { source }]) => [name, source]));

const typesOf = (tensors: Readonly<Record<string, Tensor>>): Types =>
  Object.fromEntries(Object.entries(tensors).map(([name, { shape, dtype }]) => [name, { shape, dtype }]));
