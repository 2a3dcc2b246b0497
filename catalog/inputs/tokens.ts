/** The input type for texts. */
import { cast } from '../../graph';
import { forgetWords } from '../common/distortions';
import { mostIds } from '../common/ids';
import { text } from '../../contract/text';
import { defineInput } from '../declaration';
import { choice, integer } from '../parameter';

export const tokens = defineInput({
  name: 'tokens',
  doc:
    'Reads a column of texts as the words of a vocabulary, in small letters, of which `embedding` looks up a vector for each. ' +
    'Punctuation marks are words, and so are the characters of scripts that are written without spaces, such as Chinese.',
  params: {
    length: integer({
      doc: 'How many words of a text are read; the rest is cut off.',
      default: 128,
      min: 1,
    }),
    vocabulary: integer({
      doc: 'How many words are told apart: the most frequent ones of the training part. Two stand for what fills a text up and for all other words.',
      default: 20_000,
      min: 3,
      max: mostIds,
    }),
    split: choice(['words', 'spaces', 'characters'], {
      doc: 'What a word is: as above, what stands between spaces (for texts that are cut into words already, with a tag for each), or every character.',
      default: 'words',
    }),
  },
  example: 'tokens(length: 128, vocabulary: 20000)',
  reads: 'text',
  shape: ({ length }, columns) =>
    columns === 1
      ? [length]
      : {
          misfit: text('`tokens` reads a single column of texts, but gets {columns}.', { columns }),
          remedy: text('Name one column, join several with `query`, or give each an input of its own.'),
        },
  distort: (_, ids, strength, draw) => forgetWords(ids, strength, draw),
  arrange: (_, ids) => cast(ids, 'int64'),
  steps: ({ length }) => length,
  vocabulary: ({ vocabulary }) => vocabulary,
});
