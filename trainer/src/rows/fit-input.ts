/** Fits how the columns of an input become numbers or ids, as its type reads them. */
import { lookUp } from '../../../catalog';
import type { InputDeclaration } from '../../../catalog/declaration';
import type { Call, InputPlan } from '../../../contract/plan';
import type { MediaType } from '../../../contract/media';
import { encodeCategories, fitCategories } from '../../../data/encode/encode-categories';
import { fitInput } from '../../../data/encode/encode-input';
import { fitSteps } from '../../../data/encode/encode-steps';
import { fitSound } from '../../../data/encode/encode-sound';
import { encodeText, fitText, type TextForm } from '../../../data/encode/encode-text';
import { fitted, type Fitting } from '../../../data/encode/fitting';
import type { InputEncoder, InputStatistics } from '../../../data/encode/inputs';
import { fitPictures } from '../../../data/pictures/fit-pictures';
import type { PictureFit, PictureForm } from '../../../data/pictures/picture-form';
import { memoryBudget } from '../../../data/memory-budget';
import { fitScaling, knownScaling, type ScaleName, type ScalingFit } from '../../../data/encode/scaling';
import type { WordSplit } from '../../../data/encode/tokenise';

/** Looks at the training rows alone, or encodes by what is `known`. */
export function fitInputOf(
  input: InputPlan,
  known?: InputStatistics,
  memory = memoryBudget(),
): Fitting<InputEncoder> {
  const type = inputTypeOf(input);
  if (input.opens) return openings[input.opens](input.type.args, type, known, memory);
  return fits[type.reads](input.type.args, type, columnsOf(input).length, known);
}

/** The columns of an input as the first data set that feeds it calls them; there are as many in each. */
export const columnsOf = ({ from }: InputPlan): readonly string[] => from[0]!.columns;

export function inputTypeOf({ type: { name } }: InputPlan): InputDeclaration {
  const declared = lookUp('inputs', name);
  if (!declared) throw new Error(`the catalog has no input type ${name}`);
  return declared as InputDeclaration;
}

/** How an input type that reads texts cuts them into words. */
export const textFormOf = (args: Call['args'], type: InputDeclaration): TextForm => ({
  length: type.steps!(args),
  split: args['split'] as WordSplit,
});

/** What an input type that opens pictures makes of one. */
export const pictureFormOf = (args: Call['args']): PictureForm => ({
  height: args['height'] as number,
  width: args['width'] as number,
  channels: args['channels'] as number,
  fit: args['fit'] as PictureFit,
});

type Fit = (
  args: Call['args'],
  type: InputDeclaration,
  columns: number,
  known: InputStatistics | undefined,
) => Fitting<InputEncoder>;

const scalingOf = (args: Call['args'], known: InputStatistics | undefined): ScalingFit =>
  known?.scaling ? knownScaling(known.scaling) : fitScaling((args['scale'] ?? 'none') as ScaleName);

/** What files of each kind become. */
const openings: {
  readonly [type in MediaType]: (
    args: Call['args'],
    type: InputDeclaration,
    known: InputStatistics | undefined,
    memory: number,
  ) => Fitting<InputEncoder>;
} = {
  image: (args, _, known, memory) =>
    fitPictures(pictureFormOf(args), {
      scale: (args['scale'] ?? 'none') as ScaleName,
      known: known?.scaling ?? undefined,
      // Rows that stay in memory take four bytes for each of a picture, and at most half of it.
      room: memory / 8,
    }),
  audio: (args, type, known, memory) =>
    fitSound(type.opens!.sound!(args), scalingOf(args, known), memory / 8),
};

const fits: { readonly [reads in InputDeclaration['reads']]: Fit } = {
  numbers: (args, _, __, known) => fitInput(scalingOf(args, known)),
  steps(args, type, columns, known) {
    const steps = type.steps!(args);
    return fitSteps(scalingOf(args, known), steps, columns / steps);
  },
  files: () => {
    throw new Error('An input that reads files says which.');
  },
  categories: (args, type, _, known) =>
    known?.vocabularies
      ? fitted(encodeCategories(known.vocabularies))
      : // One id is that of no value.
        fitCategories(type.vocabulary!(args) - 1),
  text(args, type, _, known) {
    const form = textFormOf(args, type);
    const [words] = known?.vocabularies ?? [];
    return words ? fitted(encodeText(form, words)) : fitText(form, type.vocabulary!(args));
  },
};
