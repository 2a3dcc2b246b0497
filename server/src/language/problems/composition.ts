/** Problems of how declarations and layers are put together: what stands on what, and what a block may hold (MTL3…). */
import type { Fix } from '../../../../contract/problem';
import { listed, text } from '../../../../contract/text';
import { defineProblem } from './problem-kind';

export const networksTooFew = defineProblem(
  'MTL3013',
  'A `cotrain` names fewer than two different networks, and its method needs them.',
  (forOne: readonly string[], fixes: readonly Fix[]) => ({
    message: text('Co-training needs at least two different networks.'),
    remedy:
      forOne.length === 0
        ? text('Write `cotrain left <-> right { … }`.')
        : text(
            'Write `cotrain left <-> right { … }`, or choose a method by which one network learns alone: {methods}.',
            {
              methods: listed(forOne),
            },
          ),
    fixes,
  }),
);

export const taskNotOnNetwork = defineProblem(
  'MTL3014',
  'Networks are to teach each other a task that does not stand on all of them.',
  (task: string, missing: readonly string[], on: readonly string[], fixes: readonly Fix[]) => ({
    message: text('The task `{task}` does not stand on {missing}.', { task, missing: listed(missing) }),
    remedy: text('Write `task {task}({on})`.', { task, on: on.join(', ') }),
    fixes,
  }),
);

export const layerOutOfPlace = defineProblem(
  'MTL3015',
  'A layer or bare word stands in a block that holds properties only.',
  (name: string, kind: string, isProperty: boolean, fixes: readonly Fix[]) => ({
    message: isProperty
      ? text('`{name}` has no value.', { name })
      : text('A `{kind}` block holds properties, not `{name}`.', { kind, name }),
    remedy: isProperty
      ? text('Write `{name}: value`.', { name })
      : text('Write `name: value`, or move the layer to a `shared`, `network` or `task` block.'),
    fixes,
  }),
);

export const foundationMissing = defineProblem(
  'MTL3018',
  'A block or task stands on nothing.',
  (kind: string, example: string, fixes: readonly Fix[]) => ({
    message: text('This `{kind}` stands on nothing.', { kind }),
    remedy: text('Name an input, a shared block or a network in parentheses, as in `{example}`.', {
      example,
    }),
    fixes,
  }),
);

export const taskMissing = defineProblem(
  'MTL3019',
  'A file declares no task, so that there is nothing to train.',
  (fixes: readonly Fix[]) => ({
    message: text('The file declares no task: there is nothing to train.'),
    remedy: text('Add one, such as `task digit(trunk) { predict: digits.label as classes(10) }`.'),
    fixes,
  }),
);

export const foundationTwice = defineProblem(
  'MTL3023',
  'A block, task or pair names the same thing twice.',
  (name: string, fixes: readonly Fix[]) => ({
    message: text('`{name}` stands here twice.', { name }),
    remedy: text('Name it once.'),
    fixes,
  }),
);

export const foundationsMixed = defineProblem(
  'MTL3024',
  'A task stands on networks and on something else at once.',
  (others: readonly string[], fixes: readonly Fix[]) => ({
    message: text('Each network gets a head of its own, so {names} cannot stand beside networks.', {
      names: listed(others),
    }),
    remedy: text('Let the task stand on networks only, or on inputs and shared blocks only.'),
    fixes,
  }),
);

export const networkTaughtTwice = defineProblem(
  'MTL3025',
  'Two `cotrain` declarations teach the same task.',
  (task: string, fixes: readonly Fix[]) => ({
    message: text('Another `cotrain` already teaches `{task}`.', { task }),
    remedy: text('Name all networks in one, as in `cotrain a <-> b <-> c`.'),
    fixes,
  }),
);

export const layerHoldsNone = defineProblem(
  'MTL3027',
  'A layer has a block of layers, and is none that wraps others.',
  (name: string, fixes: readonly Fix[]) => ({
    message: text('`{name}` takes no layers of its own.', { name }),
    remedy: text('Write them on lines of their own, without braces.'),
    fixes,
  }),
);

export const wrappedMissing = defineProblem(
  'MTL3028',
  'A layer that wraps others has none.',
  (name: string, example: string, fixes: readonly Fix[]) => ({
    message: text('`{name}` has no layers to wrap.', { name }),
    remedy: text('Write them in braces, as in `{example}`.', { example }),
    fixes,
  }),
);

export const propertyAmongLayers = defineProblem(
  'MTL3029',
  'A property stands among the layers that another one wraps.',
  (property: string, layer: string, fixes: readonly Fix[]) => ({
    message: text('`{property}` stands among the layers of `{layer}`.', { property, layer }),
    remedy: text('Move it out of the braces of `{layer}`: they hold layers only.', { layer }),
    fixes,
  }),
);
