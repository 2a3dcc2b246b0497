/** Fits how the columns of an input become numbers or ids, as its type reads them. */
import { lookUp } from '../../../catalog';
import type { InputDeclaration } from '../../../catalog/declaration';
import type { Call, InputPlan } from '../../../contract/plan';
import { fitCategories } from '../../../data/encode/encode-categories';
import { fitInput } from '../../../data/encode/encode-input';
import { fitSteps } from '../../../data/encode/encode-steps';
import { fitText, type TextForm } from '../../../data/encode/encode-text';
import type { Fitting } from '../../../data/encode/fitting';
import type { InputEncoder } from '../../../data/encode/inputs';
import type { ScaleName } from '../../../data/encode/scaling';
import type { WordSplit } from '../../../data/encode/tokenise';

/** Looks at the training rows alone. */
export function fitInputOf(input: InputPlan): Fitting<InputEncoder> {
  const type = inputTypeOf(input);
  return fits[type.reads](input.type.args, type, columnsOf(input).length);
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

type Fit = (args: Call['args'], type: InputDeclaration, columns: number) => Fitting<InputEncoder>;

const scaleOf = (args: Call['args']) => (args['scale'] ?? 'none') as ScaleName;

const fits: { readonly [reads in InputDeclaration['reads']]: Fit } = {
  numbers: (args) => fitInput(scaleOf(args)),
  steps(args, type, columns) {
    const steps = type.steps!(args);
    return fitSteps(scaleOf(args), steps, columns / steps);
  },
  // One id is that of no value.
  categories: (args, type) => fitCategories(type.vocabulary!(args) - 1),
  text: (args, type) => fitText(textFormOf(args, type), type.vocabulary!(args)),
};
