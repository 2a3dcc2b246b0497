/** The refactorings that are offered for a marked text, with the text after each. */
import { render } from '../../../contract/text';
import { applyChanges } from '../../../server/src/language/format/format-tree';
import { refactoringsAt } from '../../../server/src/language/refactor';
import { analyseText } from './meaning-of';
import { usualSchemas } from './schemas';

/** The text between `<|` and `|>` is selected; `<|>` is the cursor. */
function select(marked: string): { readonly text: string; readonly from: number; readonly to: number } {
  const cursor = marked.indexOf('<|>');
  if (cursor >= 0) return { text: marked.replace('<|>', ''), from: cursor, to: cursor };
  const from = marked.indexOf('<|');
  const to = marked.indexOf('|>') - 2;
  return { text: marked.replace('<|', '').replace('|>', ''), from, to };
}

export const offered = (marked: string) => {
  const { text, ...selection } = select(marked);
  return refactoringsAt(analyseText(text, usualSchemas), selection).map((one) => ({
    title: render(one.title),
    refusal: one.refusal && render(one.refusal),
    after: one.refusal ? text : applyChanges(text, one.edits()),
    newName: one.newName?.(),
    text,
  }));
};

export const head = 'data d { source: "t.csv" }\ninput x = d[p0..p63] as image(8, 8)\n';
