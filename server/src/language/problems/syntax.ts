/** Problems of form: what the parser expected and did not find (MTL1…). */
import type { Fix, Range } from '../../../../contract/problem';
import { listed, text } from '../../../../contract/text';
import { insert, remove, replaceWith } from './fixes';
import { defineProblem } from './problem-kind';

export const declarationExpected = defineProblem(
  'MTL1001',
  'Text stands where a declaration should begin.',
  (found: string, keywords: readonly string[], fixes: readonly Fix[]) => ({
    message: text('A declaration was expected here, not `{found}`.', { found }),
    remedy: text('Begin with one of {keywords}.', { keywords: listed(keywords) }),
    fixes,
  }),
);

export const keywordMisspelt = defineProblem(
  'MTL1002',
  'A declaration begins with a word that is nearly a keyword.',
  (found: string, keyword: string, range: Range) => ({
    message: text('`{found}` begins no declaration.', { found }),
    remedy: text('Write `{keyword}`.', { keyword }),
    fixes: [replaceWith(range, keyword, true)],
  }),
);

export const blockUnclosed = defineProblem(
  'MTL1003',
  'A block has no closing brace.',
  (end: Range, newText: string) => ({
    message: text('This block is never closed.'),
    remedy: text('Add `}` after line {line}.', { line: end.start.line + 1 }),
    related: [{ range: end, message: text('The block should end here.') }],
    fixes: [insert(end.start, newText, '}', true)],
  }),
);

export const symbolMissing = defineProblem(
  'MTL1004',
  'A bracket, comma, colon or other sign is missing.',
  (symbol: string, after: string, at: Range, newText: string) => ({
    message: text('`{symbol}` is missing.', { symbol }),
    remedy: text('Add `{symbol}` after `{after}`.', { symbol, after }),
    fixes: [insert(at.start, newText)],
  }),
);

export const nameMissing = defineProblem('MTL1005', 'A name is missing.', (fixes: readonly Fix[]) => ({
  message: text('A name is missing.'),
  remedy: text('Write a name of letters, digits and `_` that begins with a letter.'),
  fixes,
}));

export const valueMissing = defineProblem(
  'MTL1006',
  'A value is missing.',
  (after: string, fixes: readonly Fix[]) => ({
    message: text('A value is missing after `{after}`.', { after }),
    remedy: text('Write a number, a string, a name, a list or a call.'),
    fixes,
  }),
);

export const entryExpected = defineProblem(
  'MTL1007',
  'Text stands in a block where a property or layer should begin.',
  (found: string, fixes: readonly Fix[]) => ({
    message: text('`{found}` cannot begin an entry of a block.', { found }),
    remedy: text('Write `name: value`, or a layer such as `dense(64, relu)`.'),
    fixes,
  }),
);

export const separatorMissing = defineProblem(
  'MTL1008',
  'Two entries stand on one line without a separator.',
  (found: string, at: Range) => ({
    message: text('`{found}` follows on the same line.', { found }),
    remedy: text('Begin a new line or write `;` before it.'),
    fixes: [insert(at.start, ';')],
  }),
);

export const stringUnclosed = defineProblem('MTL1009', 'A string has no closing quote.', (end: Range) => ({
  message: text('This string is never closed.'),
  remedy: text('Add `"` at its end.'),
  fixes: [insert(end.start, '"')],
}));

export const commentUnclosed = defineProblem('MTL1010', 'A block comment is never closed.', (end: Range) => ({
  message: text('This comment is never closed.'),
  remedy: text('Add `*/` at its end.'),
  fixes: [insert(end.start, ' */')],
}));

export const colonExpected = defineProblem(
  'MTL1011',
  'A property has another sign, or none, between its name and its value.',
  (name: string, range: Range) => ({
    message: text('A property is written `{name}: value`.', { name }),
    remedy: text('Put `:` after `{name}`.', { name }),
    fixes: [replaceWith(range, ': ', true)],
  }),
);

export const braceUnmatched = defineProblem(
  'MTL1012',
  'A closing brace has no block to close.',
  (range: Range) => ({
    message: text('This `}` closes nothing.'),
    remedy: text('Remove it, or add the `{` that it should close.'),
    fixes: [remove(range, '}')],
  }),
);

export const nestedTooDeeply = defineProblem(
  'MTL1013',
  'Brackets or blocks are nested beyond any sense.',
  (most: number) => ({
    message: text('More than {most} brackets inside each other cannot be read.', { most }),
    remedy: text('Nest less.'),
  }),
);

export const experimentTitleExpected = defineProblem(
  'MTL1014',
  'The title of an experiment is not a string.',
  (range: Range, quoted: string) => ({
    message: text('The title of an experiment is a string.'),
    remedy: text('Write it in double quotes: `experiment "My title"`.'),
    fixes: [replaceWith(range, quoted, true)],
  }),
);

export const textUnexpected = defineProblem(
  'MTL1015',
  'Text follows where a declaration has already ended.',
  (found: string, range: Range, excess: string) => ({
    message: text('`{found}` is more than the declaration can take.', { found }),
    remedy: text('Remove it, or begin a new line.'),
    fixes: [remove(range, excess)],
  }),
);

export const textTooLarge = defineProblem(
  'MTL1017',
  'A text is larger than any experiment.',
  (characters: number, most: number) => ({
    message: text('This text of {characters} characters is too large to be read.', { characters }),
    remedy: text(
      'An experiment may have {most}: write many columns as a range such as `p0..p783`, and leave values to the data.',
      { most },
    ),
  }),
);

export const valueFollowed = defineProblem(
  'MTL1016',
  'More than one value is given to a setting.',
  (found: string) => ({
    message: text('`{found}` follows the value.', { found }),
    remedy: text('Write one value; every other name has a `--set` of its own.'),
  }),
);
