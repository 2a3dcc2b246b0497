/** Turns a column of texts into the ids of their words. */
import { cellText } from './cell-text';
import type { Fitting } from './fitting';
import type { InputEncoder } from './inputs';
import { tokenise, type WordSplit } from './tokenise';
import { countWords } from './word-counts';

export interface TextForm {
  /** Words of a text that are read. */
  readonly length: number;
  readonly split: WordSplit;
}

/** Fills a text up. */
const padding = 0;
/** Stands for every word without an id of its own. */
const unknown = 1;
const firstWord = 2;

/** Counts the words that are read of the training rows. There are at most `ids` ids, with those of no word. */
export function fitText(form: TextForm, ids: number): Fitting<InputEncoder> {
  const counts = countWords();
  return {
    passes: 1,
    look({ columns: [column], trainingRows }) {
      for (const row of trainingRows) {
        for (const word of wordsOf(cellText(column!, row), form)) counts.add(word);
      }
    },
    finish: () => ({
      value: encodeText(
        form,
        counts.take(ids - firstWord).map(([word]) => word),
      ),
      problems: [],
    }),
  };
}

/** A row without a text has no words. */
export function encodeText(form: TextForm, vocabulary: readonly string[]): InputEncoder {
  const ids = new Map(vocabulary.map((word, index) => [word, firstWord + index]));
  const { length: width } = form;
  return {
    width,
    hasSteps: true,
    scaling: null,
    vocabularies: [vocabulary],
    encode({ rows, columns: [column] }, { values, lengths }) {
      for (let row = 0; row < rows; row++) {
        const words = wordsOf(cellText(column!, row), form);
        const start = row * width;
        values.fill(padding, start + words.length, start + width);
        for (const [place, word] of words.entries()) values[start + place] = ids.get(word) ?? unknown;
        lengths![row] = words.length;
      }
    },
  };
}

const wordsOf = (text: string | null, { length, split }: TextForm): readonly string[] =>
  text === null ? [] : tokenise(text, split, length);
