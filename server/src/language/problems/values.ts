/** Problems of values and arguments: missing, unknown, out of range, not fitting each other (MTL3…). */
import type { Fix, Range } from '../../../../contract/problem';
import { listed, type Text, text } from '../../../../contract/text';
import { replaceWith } from './fixes';
import { defineProblem } from './problem-kind';

export const argumentUnknown = defineProblem(
  'MTL3001',
  'A call has a named argument that its declaration does not know.',
  (
    name: string,
    callee: string,
    nearest: string | undefined,
    known: readonly string[],
    range: Range | undefined,
    others: readonly Fix[],
  ) => ({
    message: text('`{callee}` has no argument `{name}`.', { callee, name }),
    remedy: nearest
      ? text('Did you mean `{nearest}`?', { nearest })
      : known.length > 0
        ? text('Its arguments are {names}.', { names: listed(known) })
        : text('It takes no arguments: remove it.'),
    fixes: [...(nearest && range ? [replaceWith(range, nearest)] : []), ...others],
  }),
);

export const argumentMissing = defineProblem(
  'MTL3002',
  'A call lacks an argument that has no default.',
  (name: string, callee: string, doc: string, example: string, fixes: readonly Fix[]) => ({
    message: text('`{callee}` needs `{name}`: {doc}', { callee, name, doc: { template: doc, args: {} } }),
    remedy: text('Write it, as in `{example}`.', { example }),
    fixes,
  }),
);

export const argumentMisfit = defineProblem(
  'MTL3003',
  'A value is of the wrong type or out of its range.',
  (misfit: Text, remedy: Text, fixes: readonly Fix[]) => ({ message: misfit, remedy, fixes }),
);

export const argumentTwice = defineProblem(
  'MTL3004',
  'A call has the same argument twice.',
  (name: string, callee: string, fixes: readonly Fix[]) => ({
    message: text('`{name}` of `{callee}` is given twice.', { name, callee }),
    remedy: text('Remove one of the two.'),
    fixes,
  }),
);

export const argumentsTooMany = defineProblem(
  'MTL3005',
  'A call has more arguments than its declaration takes.',
  (callee: string, signature: string, fixes: readonly Fix[]) => ({
    message: text('`{callee}` does not take so many arguments.', { callee }),
    remedy: text('It is written `{signature}`.', { signature }),
    fixes,
  }),
);

export const argumentOutOfOrder = defineProblem(
  'MTL3006',
  'A positional argument follows a named one.',
  (fixes: readonly Fix[]) => ({
    message: text('An argument without a name follows one with a name.'),
    remedy: text('Put it before the named ones, or write its name.'),
    fixes,
  }),
);

export const propertyMissing = defineProblem(
  'MTL3007',
  'A block lacks a property that has no default.',
  (name: string, kind: string, example: string, fixes: readonly Fix[]) => ({
    message: text('This `{kind}` has no `{name}`.', { kind, name }),
    remedy: text('Add a line such as `{name}: {example}`.', { name, example }),
    fixes,
  }),
);

export const valueOfOtherForm = defineProblem(
  'MTL3008',
  'A value has another form than its place needs.',
  (message: Text, remedy: Text, fixes: readonly Fix[] = []) => ({ message, remedy, fixes }),
);

export const splitSum = defineProblem(
  'MTL3009',
  'The parts of a split do not add up to 100 %.',
  (sum: number, fixes: readonly Fix[]) => ({
    message: text('The parts add up to {sum} %.', { sum: Math.round(sum * 1e6) / 1e4 }),
    remedy: text('Change them so that train, validation and test add up to 100 %.'),
    fixes,
  }),
);

export const splitParts = defineProblem(
  'MTL3010',
  'A split is not three shares or a column.',
  (fixes: readonly Fix[]) => ({
    message: text('A split has three parts: train, validation and test.'),
    remedy: text(
      'Write three shares such as `[80%, 10%, 10%]`, the first above 0 %, or a column that holds these words.',
    ),
    fixes,
  }),
);

export const lossMisfit = defineProblem(
  'MTL3011',
  'A loss cannot be used for the target of its task.',
  (loss: string, target: string, fitting: readonly string[], range: Range | undefined) => ({
    message: text('The loss `{loss}` cannot be used for `{target}`.', { loss, target }),
    remedy: text('Choose one of {names}.', { names: listed(fitting) }),
    ...(range ? { fixes: fitting.slice(0, 3).map((name) => replaceWith(range, name)) } : {}),
  }),
);

export const metricMisfit = defineProblem(
  'MTL3012',
  'A metric cannot be used for the target of its task.',
  (metric: string, target: string, fitting: readonly string[], fixes: readonly Fix[]) => ({
    message: text('The metric `{metric}` cannot be used for `{target}`.', { metric, target }),
    remedy: text('Choose from {names}.', { names: listed(fitting) }),
    fixes,
  }),
);

export const metricNotMeasured = defineProblem(
  'MTL3016',
  'Training is to stop by a metric that its task does not measure.',
  (metric: string, task: string, measured: readonly string[], range: Range | undefined) => ({
    message: text('The task `{task}` does not measure `{metric}`.', { task, metric }),
    remedy: text('Choose one of {names}, or add it to the metrics of the task.', {
      names: listed(measured),
    }),
    ...(range ? { fixes: measured.slice(0, 3).map((name) => replaceWith(range, name)) } : {}),
  }),
);

export const stopWithoutValidation = defineProblem(
  'MTL3017',
  'Training is to stop by validation rows, and there are none.',
  (fixes: readonly Fix[]) => ({
    message: text('`plateau` watches validation rows, and the split leaves none.'),
    remedy: text('Give the second part of `split` more than 0 %.'),
    fixes,
  }),
);

export const argumentUnpublished = defineProblem(
  'MTL3031',
  'An argument differs from the value of the publication that its method is cited from.',
  (name: string, method: string, published: string, cite: string, fixes: readonly Fix[]) => ({
    message: text('`{name}` of `{method}` is {published} in the publication [{cite}].', {
      name,
      method,
      published,
      cite,
    }),
    remedy: text('Leave it as it is if you mean it; otherwise write {published}.', { published }),
    severity: 'hint',
    fixes,
  }),
);

export const weightsAllZero = defineProblem(
  'MTL3032',
  'A loss weighs every class with 0, so that its task would learn nothing.',
  (loss: string, fixes: readonly Fix[]) => ({
    message: text('`{loss}` weighs every class with 0: the task would learn nothing.', { loss }),
    remedy: text('Give at least one class a weight above 0, or write `balanced`.'),
    fixes,
  }),
);

export const settingUnknown = defineProblem(
  'MTL3021',
  'A setting names neither a constant nor a property of `train`.',
  (name: string, nearest: string | undefined, known: readonly string[]) => ({
    message: text('`{name}` cannot be set: it is neither a constant of the file nor a property of `train`.', {
      name,
    }),
    remedy: nearest
      ? text('Did you mean `{nearest}`?', { nearest })
      : text('Choose one of {names}.', { names: listed(known) }),
  }),
);

export const metricTwice = defineProblem(
  'MTL3022',
  'A task measures the same metric twice.',
  (name: string, fixes: readonly Fix[]) => ({
    message: text('`{name}` is already measured.', { name }),
    remedy: text('Remove it.'),
    fixes,
  }),
);

export const lossRequires = defineProblem(
  'MTL3026',
  'A loss asks for an argument that the target of its task does not have.',
  (loss: string, target: string, fixes: readonly Fix[]) => ({
    message: text('The loss `{loss}` only means something for `{target}`.', { loss, target }),
    remedy: text('Predict the columns as `{target}`, or choose another loss.', { target }),
    fixes,
  }),
);
