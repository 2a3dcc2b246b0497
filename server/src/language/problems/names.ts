/** Problems of names: declared twice, not declared, of another kind, not available yet (MTL2…). */
import type { Fix, Range } from '../../../../contract/problem';
import { firstOf, listed, type Text, text } from '../../../../contract/text';
import { replaceWith } from './fixes';
import { defineProblem } from './problem-kind';

/** What a name should have been declared as. */
export type DeclaredNoun = 'constant' | 'data' | 'foundation' | 'network' | 'task';

/** What a word should have been. */
export type WordNoun =
  | 'activation'
  | 'cotraining'
  | 'device'
  | 'exchange'
  | 'federation'
  | 'form'
  | 'input'
  | 'layer'
  | 'loss'
  | 'metric'
  | 'mode'
  | 'optimizer'
  | 'privacy'
  | 'property'
  | 'sampling'
  | 'schedule'
  | 'clipping'
  | 'sharing'
  | 'sound'
  | 'target'
  | 'weighting'
  | 'word';

export const nameTaken = defineProblem(
  'MTL2001',
  'Two declarations of a file have the same name.',
  (name: string, kind: string, first: Range, fixes: readonly Fix[]) => ({
    message: text('`{name}` is already declared as `{kind}`.', { name, kind }),
    remedy: text('Choose another name: names are unique across all declarations of a file.'),
    related: [{ range: first, message: text('First declared here.') }],
    fixes,
  }),
);

/** The nearest known name is offered when there is one, and otherwise those that there are. */
function remedyFor(nearest: string | undefined, known: readonly string[], none: Text): Text {
  if (nearest) return text('Did you mean `{nearest}`?', { nearest });
  if (known.length === 0) return none;
  return text('Choose one of {names}.', { names: listed(firstOf(known, 12)) });
}

/** So many names are offered where none is near. */
const mostOffered = 3;

/** The nearest name, or all where they are few. */
function fixesFor(
  nearest: string | undefined,
  known: readonly string[],
  range: Range | undefined,
): readonly Fix[] {
  if (!range) return [];
  if (nearest) return [replaceWith(range, nearest)];
  return known.length <= mostOffered ? known.map((name) => replaceWith(range, name)) : [];
}

/** A whole sentence for each noun, because a translation bends them. */
const notDeclared: Readonly<Record<DeclaredNoun, (name: string) => Text>> = {
  constant: (name) => text('No constant is called `{name}`.', { name }),
  data: (name) => text('No data set is called `{name}`.', { name }),
  foundation: (name) => text('No input, shared block or network is called `{name}`.', { name }),
  network: (name) => text('No network is called `{name}`.', { name }),
  task: (name) => text('No task is called `{name}`.', { name }),
};

const howToDeclare: Readonly<Record<DeclaredNoun, (name: string) => Text>> = {
  constant: (name) => text('Declare it with `let {name} = …`, or write a value.', { name }),
  data: (name) => text('Declare it with `data {name} { … }`.', { name }),
  foundation: (name) => text('Declare it with `input {name} = …` or `shared {name}(…) { … }`.', { name }),
  network: (name) => text('Declare it with `network {name}(…) { … }`.', { name }),
  task: (name) => text('Declare it with `task {name}(…) { … }`.', { name }),
};

export const nameUnknown = defineProblem(
  'MTL2002',
  'A name is used that is not declared in the file.',
  (
    name: string,
    noun: DeclaredNoun,
    nearest: string | undefined,
    known: readonly string[],
    range: Range | undefined,
    others: readonly Fix[] = [],
  ) => ({
    message: notDeclared[noun](name),
    remedy: remedyFor(nearest, known, howToDeclare[noun](name)),
    // Some other constant is hardly what was meant.
    fixes: [...fixesFor(nearest, noun === 'constant' ? [] : known, range), ...others],
  }),
);

export const nameOfOtherKind = defineProblem(
  'MTL2003',
  'A name stands where something of another kind is expected.',
  (name: string, is: string, expected: readonly string[], declared: Range, fixes: readonly Fix[]) => ({
    message: text('`{name}` is declared as `{is}`, which cannot stand here.', { name, is }),
    remedy: text('Use the name of something that is declared as {expected}.', {
      expected: listed(expected.map((kind) => `\`${kind}\``)),
    }),
    related: [{ range: declared, message: text('Declared here.') }],
    fixes,
  }),
);

const unknownWord: Readonly<Record<WordNoun, (name: string) => Text>> = {
  activation: (name) => text('There is no activation `{name}`.', { name }),
  clipping: (name) => text('There is no way to clip gradients called `{name}`.', { name }),
  cotraining: (name) => text('There is no co-training method `{name}`.', { name }),
  device: (name) => text('There is no device `{name}`.', { name }),
  exchange: (name) => text('There is no way for networks to share called `{name}`.', { name }),
  federation: (name) => text('There is no way to put participants together called `{name}`.', { name }),
  form: (name) => text('`{name}` cannot stand here.', { name }),
  input: (name) => text('There is no input type `{name}`.', { name }),
  layer: (name) => text('There is no layer `{name}`.', { name }),
  loss: (name) => text('There is no loss `{name}`.', { name }),
  metric: (name) => text('There is no metric `{name}`.', { name }),
  mode: (name) => text('There is no mode of training `{name}`.', { name }),
  optimizer: (name) => text('There is no optimizer `{name}`.', { name }),
  privacy: (name) => text('There is no way to protect participants called `{name}`.', { name }),
  property: (name) => text('There is no property `{name}` here.', { name }),
  sampling: (name) => text('There is no way to sample rows called `{name}`.', { name }),
  schedule: (name) => text('There is no schedule `{name}`.', { name }),
  sharing: (name) => text('There is no sharing `{name}`.', { name }),
  sound: (name) => text('There is no way to read sound called `{name}`.', { name }),
  target: (name) => text('There is no target `{name}`.', { name }),
  weighting: (name) => text('There is no weighting `{name}`.', { name }),
  word: (name) => text('`{name}` is no word that can stand here.', { name }),
};

export const wordUnknown = defineProblem(
  'MTL2004',
  'A word is used that neither the language nor the catalog knows at this place.',
  (
    name: string,
    noun: WordNoun,
    nearest: string | undefined,
    known: readonly string[],
    range: Range | undefined,
    others: readonly Fix[] = [],
  ) => ({
    message: unknownWord[noun](name),
    remedy: remedyFor(nearest, known, text('Remove it.')),
    fixes: [...fixesFor(nearest, known, range), ...others],
  }),
);

export const notAvailableYet = defineProblem(
  'MTL2005',
  'Something belongs to the language but cannot be trained yet.',
  (
    what: string,
    fixes: readonly Fix[] = [],
    remedy: Text = text('Leave it out, or choose something that can be trained.'),
  ) => ({
    message: text('`{what}` is not available yet.', { what }),
    remedy,
    fixes,
  }),
);

export const propertyTwice = defineProblem(
  'MTL2006',
  'A block has the same property twice.',
  (name: string, first: Range, fixes: readonly Fix[]) => ({
    message: text('`{name}` is already set.', { name }),
    remedy: text('Remove one of the two.'),
    related: [{ range: first, message: text('First set here.') }],
    fixes,
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
  (kind: string, first: Range, fixes: readonly Fix[]) => ({
    message: text('A file has one `{kind}`.', { kind }),
    remedy: text('Put everything into the first one.'),
    related: [{ range: first, message: text('The first one.') }],
    fixes,
  }),
);

export const declarationUnused = defineProblem(
  'MTL2010',
  'Nothing in the file uses a declaration.',
  (name: string, kind: string, fixes: readonly Fix[]) => ({
    message: text('Nothing uses the `{kind}` `{name}`.', { kind, name }),
    remedy: text('Remove it, or use it.'),
    severity: 'hint',
    tags: ['unnecessary'],
    fixes,
  }),
);
