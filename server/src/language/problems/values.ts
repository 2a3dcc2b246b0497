/** Problems of values and arguments: missing, unknown, out of range, not fitting each other (MTL3…). */
import type { Range } from '../../../../contract/problem';
import { text, type Text } from '../../../../contract/text';
import { insert, remove, replaceWith } from './fixes';
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
  ) => ({
    message: text('`{callee}` has no argument `{name}`.', { callee, name }),
    remedy: nearest
      ? text('Did you mean `{nearest}`?', { nearest })
      : known.length > 0
        ? text('Its arguments are {names}.', { names: known.join(', ') })
        : text('It takes no arguments: remove it.'),
    ...(nearest && range ? { fixes: [replaceWith(range, nearest)] } : {}),
  }),
);

export const argumentMissing = defineProblem(
  'MTL3002',
  'A call lacks an argument that has no default.',
  (name: string, callee: string, doc: string, example: string) => ({
    message: text('`{callee}` needs `{name}`: {doc}', { callee, name, doc }),
    remedy: text('Write it, as in `{example}`.', { example }),
  }),
);

export const argumentMisfit = defineProblem(
  'MTL3003',
  'A value is of the wrong type or out of its range.',
  (misfit: Text, remedy: Text) => ({ message: misfit, remedy }),
);

export const argumentTwice = defineProblem(
  'MTL3004',
  'A call has the same argument twice.',
  (name: string, callee: string) => ({
    message: text('`{name}` of `{callee}` is given twice.', { name, callee }),
    remedy: text('Remove one of the two.'),
  }),
);

export const argumentsTooMany = defineProblem(
  'MTL3005',
  'A call has more arguments than its declaration takes.',
  (callee: string, signature: string) => ({
    message: text('`{callee}` does not take so many arguments.', { callee }),
    remedy: text('It is written `{signature}`.', { signature }),
  }),
);

export const argumentOutOfOrder = defineProblem(
  'MTL3006',
  'A positional argument follows a named one.',
  () => ({
    message: text('An argument without a name follows one with a name.'),
    remedy: text('Put it before the named ones, or write its name.'),
  }),
);

export const propertyMissing = defineProblem(
  'MTL3007',
  'A block lacks a property that has no default.',
  (name: string, kind: string, example: string, at: Range, newText: string) => ({
    message: text('This `{kind}` has no `{name}`.', { kind, name }),
    remedy: text('Add a line such as `{name}: {example}`.', { name, example }),
    fixes: [insert(at.start, newText, `${name}: ${example}`)],
  }),
);

export const valueOfOtherForm = defineProblem(
  'MTL3008',
  'A value has another form than its place needs.',
  (message: Text, remedy: Text) => ({ message, remedy }),
);

export const splitSum = defineProblem(
  'MTL3009',
  'The parts of a split do not add up to 100 %.',
  (sum: number) => ({
    message: text('The parts add up to {sum} %.', { sum: Math.round(sum * 1e6) / 1e4 }),
    remedy: text('Change them so that train, validation and test add up to 100 %.'),
  }),
);

export const splitParts = defineProblem('MTL3010', 'A split is not three shares or a column.', () => ({
  message: text('A split has three parts: train, validation and test.'),
  remedy: text(
    'Write three shares such as `[80%, 10%, 10%]`, the first above 0 %, or a column that holds these words.',
  ),
}));

export const lossMisfit = defineProblem(
  'MTL3011',
  'A loss cannot be used for the target of its task.',
  (loss: string, target: string, fitting: readonly string[], range: Range | undefined) => ({
    message: text('The loss `{loss}` cannot be used for `{target}`.', { loss, target }),
    remedy: text('Choose one of {names}.', { names: fitting.join(', ') }),
    ...(range ? { fixes: fitting.slice(0, 3).map((name) => replaceWith(range, name)) } : {}),
  }),
);

export const metricMisfit = defineProblem(
  'MTL3012',
  'A metric cannot be used for the target of its task.',
  (metric: string, target: string, fitting: readonly string[], range: Range | undefined) => ({
    message: text('The metric `{metric}` cannot be used for `{target}`.', { metric, target }),
    remedy: text('Choose from {names}.', { names: fitting.join(', ') }),
    ...(range ? { fixes: fitting.slice(0, 3).map((name) => replaceWith(range, name)) } : {}),
  }),
);

export const networksTooFew = defineProblem(
  'MTL3013',
  'A `cotrain` names fewer than two different networks.',
  () => ({
    message: text('Co-training needs at least two different networks.'),
    remedy: text('Write `cotrain left <-> right { … }`.'),
  }),
);

export const taskNotOnNetwork = defineProblem(
  'MTL3014',
  'Networks are to teach each other a task that does not stand on all of them.',
  (task: string, missing: readonly string[], on: readonly string[]) => ({
    message: text('The task `{task}` does not stand on {missing}.', { task, missing: missing.join(', ') }),
    remedy: text('Write `task {task}({on})`.', { task, on: on.join(', ') }),
  }),
);

export const layerOutOfPlace = defineProblem(
  'MTL3015',
  'A layer or bare word stands in a block that holds properties only.',
  (name: string, kind: string, isProperty: boolean) => ({
    message: isProperty
      ? text('`{name}` has no value.', { name })
      : text('A `{kind}` block holds properties, not `{name}`.', { kind, name }),
    remedy: isProperty
      ? text('Write `{name}: value`.', { name })
      : text('Write `name: value`, or move the layer to a `shared`, `network` or `task` block.'),
  }),
);

export const metricNotMeasured = defineProblem(
  'MTL3016',
  'Training is to stop by a metric that its task does not measure.',
  (metric: string, task: string, measured: readonly string[], range: Range | undefined) => ({
    message: text('The task `{task}` does not measure `{metric}`.', { task, metric }),
    remedy: text('Choose one of {names}, or add it to the metrics of the task.', {
      names: measured.join(', '),
    }),
    ...(range ? { fixes: measured.slice(0, 3).map((name) => replaceWith(range, name)) } : {}),
  }),
);

export const stopWithoutValidation = defineProblem(
  'MTL3017',
  'Training is to stop by validation rows, and there are none.',
  () => ({
    message: text('`plateau` watches validation rows, and the split leaves none.'),
    remedy: text('Give the second part of `split` more than 0 %.'),
  }),
);

export const foundationMissing = defineProblem(
  'MTL3018',
  'A block or task stands on nothing.',
  (kind: string, example: string) => ({
    message: text('This `{kind}` stands on nothing.', { kind }),
    remedy: text('Name an input, a shared block or a network in parentheses, as in `{example}`.', {
      example,
    }),
  }),
);

export const taskMissing = defineProblem(
  'MTL3019',
  'A file declares no task, so that there is nothing to train.',
  () => ({
    message: text('The file declares no task: there is nothing to train.'),
    remedy: text('Add one, such as `task digit(trunk) { predict: digits.label as classes(10) }`.'),
  }),
);

export const tasksTooFew = defineProblem(
  'MTL3020',
  'A weighting is chosen that has nothing to weigh.',
  (weighting: string, least: number, count: number) => ({
    message: text('`{weighting}` weighs at least {least} tasks; there is {count}.', {
      weighting,
      least,
      count,
    }),
    remedy: text('Leave it out, or add a task.'),
    severity: 'warning',
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
      : text('Choose one of {names}.', { names: known.join(', ') }),
  }),
);

export const metricTwice = defineProblem(
  'MTL3022',
  'A task measures the same metric twice.',
  (name: string, range: Range | undefined) => ({
    message: text('`{name}` is already measured.', { name }),
    remedy: text('Remove it.'),
    ...(range ? { fixes: [remove(range, name)] } : {}),
  }),
);

export const foundationTwice = defineProblem(
  'MTL3023',
  'A block, task or pair names the same thing twice.',
  (name: string) => ({
    message: text('`{name}` stands here twice.', { name }),
    remedy: text('Name it once.'),
  }),
);

export const foundationsMixed = defineProblem(
  'MTL3024',
  'A task stands on networks and on something else at once.',
  (others: readonly string[]) => ({
    message: text('Each network gets a head of its own, so {names} cannot stand beside networks.', {
      names: others.join(', '),
    }),
    remedy: text('Let the task stand on networks only, or on inputs and shared blocks only.'),
  }),
);

export const networkTaughtTwice = defineProblem(
  'MTL3025',
  'Two `cotrain` declarations teach the same task.',
  (task: string) => ({
    message: text('Another `cotrain` already teaches `{task}`.', { task }),
    remedy: text('Name all networks in one, as in `cotrain a <-> b <-> c`.'),
  }),
);

export const lossRequires = defineProblem(
  'MTL3026',
  'A loss asks for an argument that the target of its task does not have.',
  (loss: string, target: string) => ({
    message: text('The loss `{loss}` only means something for `{target}`.', { loss, target }),
    remedy: text('Predict the columns as `{target}`, or choose another loss.', { target }),
  }),
);

export const layerHoldsNone = defineProblem(
  'MTL3027',
  'A layer has a block of layers, and is none that wraps others.',
  (name: string) => ({
    message: text('`{name}` takes no layers of its own.', { name }),
    remedy: text('Write them on lines of their own, without braces.'),
  }),
);

export const wrappedMissing = defineProblem(
  'MTL3028',
  'A layer that wraps others has none.',
  (name: string, example: string) => ({
    message: text('`{name}` has no layers to wrap.', { name }),
    remedy: text('Write them in braces, as in `{example}`.', { example }),
  }),
);

export const propertyAmongLayers = defineProblem(
  'MTL3029',
  'A property stands among the layers that another one wraps.',
  (property: string, layer: string) => ({
    message: text('`{property}` stands among the layers of `{layer}`.', { property, layer }),
    remedy: text('Move it out of the braces of `{layer}`: they hold layers only.', { layer }),
  }),
);
