/** Compares texts with the tags of their words: where they are not as many, tags belong to other words than they seem to. */
import { tagsMisplaced } from '../sequence-problems';
import type { ColumnValues } from '../column-values';
import { cellText } from './cell-text';
import type { TextForm } from './encode-text';
import type { Fitting } from './fitting';
import { tokenise } from './tokenise';

/** Looks at two columns, texts and tags between spaces, in the rows that have both. */
export function compareTags({ length, split }: TextForm): Fitting<null> {
  let columns: readonly ColumnValues[] = [];
  let [tagged, different, first] = [0, 0, 0];
  return {
    passes: 1,
    look({ columns: own, rows, start }) {
      columns = own;
      for (let row = 0; row < rows; row++) {
        const [text, tags] = own.map((column) => cellText(column, row));
        if (text == null || tags == null || tags.trim() === '') continue;
        tagged += 1;
        // What is cut off is not compared.
        const words = tokenise(text, split, length).length;
        if (words === tokenise(tags, 'spaces', length).length) continue;
        if (different === 0) first = start + row + 1;
        different += 1;
      }
    },
    finish() {
      const [text, tags] = columns;
      return {
        value: null,
        problems:
          different > 0 ? [tagsMisplaced(text!.files, text!.name, tags!.name, different, tagged, first)] : [],
      };
    },
  };
}
