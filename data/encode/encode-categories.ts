/** Turns columns of words or codes into ids. */
import { cellText } from './cell-text';
import type { Fitting } from './fitting';
import type { InputEncoder, Vocabularies } from './inputs';
import { countWords, type WordCounts } from './word-counts';

/** Counts the training rows. Of all columns together the `most` most frequent values have an id. */
export function fitCategories(most: number): Fitting<InputEncoder> {
  const counts: WordCounts[] = [];
  return {
    passes: 1,
    look({ columns, trainingRows }) {
      for (const [index, column] of columns.entries()) {
        const own = (counts[index] ??= countWords());
        for (const row of trainingRows) {
          const value = cellText(column, row);
          if (value !== null) own.add(value);
        }
      }
    },
    finish: () => ({ value: encodeCategories(mostFrequent(counts, most)), problems: [] }),
  };
}

/** Ids run from 1 through the values of the first column, those of the second, and so on; 0 is missing or has no id. */
export function encodeCategories(vocabularies: Vocabularies): InputEncoder {
  let next = 1;
  const ids = vocabularies.map((values) => new Map(values.map((value) => [value, next++])));
  const width = vocabularies.length;
  return {
    width,
    hasSteps: false,
    scaling: null,
    vocabularies,
    encode({ rows, columns }, { values }) {
      for (const [index, column] of columns.entries()) {
        const own = ids[index]!;
        for (let row = 0; row < rows; row++) {
          const value = cellText(column, row);
          values[row * width + index] = value === null ? 0 : (own.get(value) ?? 0);
        }
      }
    },
  };
}

/** Columns give up their rarest values until `most` are left; among values as frequent, later columns do first. */
function mostFrequent(counts: readonly WordCounts[], most: number): Vocabularies {
  const all = counts.flatMap((own, column) =>
    own.take(most).map(([value, count]) => ({ column, value, count })),
  );
  const kept = all.toSorted((a, b) => b.count - a.count).slice(0, most);
  return counts.map((_, index) => kept.flatMap(({ column, value }) => (column === index ? [value] : [])));
}
