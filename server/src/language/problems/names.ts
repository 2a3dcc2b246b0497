/** Problems of names: declared twice, not declared, of another kind, not available yet (MTL2…). */
import type { Range } from '../../../../contract/problem';
import { text, type Text } from '../../../../contract/text';
import { remove, replaceWith } from './fixes';
import { defineProblem } from './problem-kind';

/** What kinds of things are called in messages. */
export type Noun =
  | 'activation'
  | 'argument'
  | 'constant'
  | 'cotraining method'
  | 'data set'
  | 'declaration'
  | 'device'
  | 'exchange'
  | 'form'
  | 'input'
  | 'input type'
  | 'layer'
  | 'loss'
  | 'metric'
  | 'network'
  | 'optimizer'
  | 'property'
  | 'schedule'
  | 'setting'
  | 'shared block'
  | 'sharing'
  | 'target'
  | 'task'
  | 'weighting'
  | 'word';

export const nameTaken = defineProblem(
  'MTL2001',
  'Two declarations of a file have the same name.',
  (name: string, kind: string, first: Range) => ({
    message: text('`{name}` is already the name of another declaration ({kind}).', { name, kind }),
    remedy: text('Choose another name: names are unique across all declarations of a file.'),
    related: [{ range: first, message: text('First declared here.') }],
  }),
);

/** The nearest known name is offered when there is one, and all known names when there are few. */
function remedyFor(nearest: string | undefined, known: readonly string[]): Text {
  if (nearest) return text('Did you mean `{nearest}`?', { nearest });
  if (known.length === 0) return text('Declare it, or choose another name.');
  const shown = known.slice(0, 12).join(', ') + (known.length > 12 ? ', …' : '');
  return text('Choose one of {names}.', { names: shown });
}

export const nameUnknown = defineProblem(
  'MTL2002',
  'A name is used that is not declared in the file.',
  (
    name: string,
    noun: Noun,
    nearest: string | undefined,
    known: readonly string[],
    range: Range | undefined,
  ) => ({
    message: text('No {noun} is called `{name}`.', { name, noun }),
    remedy: remedyFor(nearest, known),
    ...(nearest && range ? { fixes: [replaceWith(range, nearest)] } : {}),
  }),
);

export const nameOfOtherKind = defineProblem(
  'MTL2003',
  'A name stands where something of another kind is expected.',
  (name: string, is: string, expected: string, declared: Range) => ({
    message: text('`{name}` is declared as {is}, but {expected} is expected here.', { name, is, expected }),
    remedy: text('Use a name of the expected kind.'),
    related: [{ range: declared, message: text('Declared here.') }],
  }),
);

export const wordUnknown = defineProblem(
  'MTL2004',
  'A word is used that neither the language nor the catalog knows at this place.',
  (
    name: string,
    noun: Noun,
    nearest: string | undefined,
    known: readonly string[],
    range: Range | undefined,
  ) => ({
    message: text('There is no {noun} `{name}`.', { name, noun }),
    remedy: remedyFor(nearest, known),
    ...(nearest && range ? { fixes: [replaceWith(range, nearest)] } : {}),
  }),
);

export const notAvailableYet = defineProblem(
  'MTL2005',
  'Something belongs to the language but cannot be trained yet.',
  (what: string, remedy: Text = text('Leave it out, or choose something that can be trained.')) => ({
    message: text('`{what}` is not available yet.', { what }),
    remedy,
  }),
);

export const propertyTwice = defineProblem(
  'MTL2006',
  'A block has the same property twice.',
  (name: string, first: Range, range: Range) => ({
    message: text('`{name}` is already set.', { name }),
    remedy: text('Remove one of the two.'),
    related: [{ range: first, message: text('First set here.') }],
    fixes: [remove(range, name)],
  }),
);

export const circle = defineProblem(
  'MTL2007',
  'A declaration uses itself, directly or through others.',
  (names: readonly string[]) => ({
    message: text('These use each other in a circle: {names}.', { names: names.join(' → ') }),
    remedy: text('Break the circle: let one of them stand on something else.'),
  }),
);

export const declaredTwice = defineProblem(
  'MTL2008',
  'A declaration that may stand once in a file stands there twice.',
  (kind: string, first: Range) => ({
    message: text('A file has one `{kind}`.', { kind }),
    remedy: text('Put everything into the first one.'),
    related: [{ range: first, message: text('The first one.') }],
  }),
);
