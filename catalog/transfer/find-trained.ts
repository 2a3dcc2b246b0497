/** Finds in a trained run the block and the input that stand for those of a new experiment. */
import { widthOf } from '../opening';
import type { BlockPlan, InputPlan, Plan } from '../../contract/plan';

/** The block of the same name, or the only one that there is. */
export const trainedBlock = <Block extends { readonly name: string }>(
  blocks: readonly Block[],
  name: string,
): Block | undefined =>
  blocks.find((block) => block.name === name) ?? (blocks.length === 1 ? blocks[0] : undefined);

/** The inputs that a block reads itself, each with the one of the same name that the trained block has read; undefined where it read none. */
export function trainedInputs(
  { inputs }: Pick<Plan, 'inputs'>,
  block: Pick<BlockPlan, 'on'>,
  trained: Pick<Plan, 'inputs'>,
  trainedBlock: Pick<BlockPlan, 'on'>,
): readonly { readonly input: InputPlan; readonly trained: InputPlan | undefined }[] {
  return inputs
    .filter(({ name }) => block.on.includes(name))
    .map((input) => ({
      input,
      trained: trained.inputs.find(({ name }) => name === input.name && trainedBlock.on.includes(name)),
    }));
}

/** Whether what one has gathered of its columns holds for the other: they are of one type, and as many. */
export const readAlike = (a: InputPlan, b: InputPlan): boolean => describe(a) === describe(b);

const describe = (input: InputPlan): string => {
  const { name, args } = input.type;
  return JSON.stringify([
    name,
    Object.entries(args).toSorted(([a], [b]) => (a < b ? -1 : 1)),
    widthOf(input),
  ]);
};
