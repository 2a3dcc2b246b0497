/** Rename: a declared name and all its uses. Names of the language, the catalog and the data are refused with the reason. */
import { ErrorCodes, ResponseError, type WorkspaceEdit } from '../protocol';
import { text, type Text } from '../../../../contract/text';
import type { Analysis } from '../../language/analyse';
import { renamableAt, rename } from '../../language/resolve/rename';
import type { Feature } from '../feature';
import { meaningAt, type Meaning } from '../meaning';

export const renaming: Feature = {
  capabilities: ({ textDocument }) => ({
    renameProvider: textDocument?.rename?.prepareSupport ? { prepareProvider: true } : true,
  }),
  serve: ({ connection, analyses, say }) => {
    const refuse = (reason: Text): ResponseError => new ResponseError(ErrorCodes.InvalidRequest, say(reason));

    connection.onPrepareRename(({ textDocument: { uri }, position }) => {
      const analysis = analyses.of(uri);
      if (!analysis) return null;
      const { lines } = analysis.tree;
      const offset = lines.offsetAt(position);
      const symbol = renamableAt(analysis, offset);
      if (!symbol) return refuse(refusalAt(analysis, offset));
      const names = [symbol.nameNode, ...analysis.references.to(symbol).map(({ node }) => node)];
      const name = names.find(({ from, to }) => from <= offset && offset <= to)!;
      return { range: lines.rangeOf(name), placeholder: symbol.name };
    });

    connection.onRenameRequest(({ textDocument: { uri }, position, newName }) => {
      const analysis = analyses.of(uri);
      if (!analysis) return null;
      const { lines } = analysis.tree;
      const offset = lines.offsetAt(position);
      const symbol = renamableAt(analysis, offset);
      if (!symbol) return refuse(refusalAt(analysis, offset));
      const renamed = rename(analysis, symbol, newName);
      if ('refusal' in renamed) return refuse(renamed.refusal);
      const edits = renamed.places.map((place) => ({ range: lines.rangeOf(place), newText: newName }));
      const edit: WorkspaceEdit = { changes: { [uri]: edits } };
      return edit;
    });
  },
};

const refusals: Readonly<Record<Exclude<Meaning['kind'], 'symbol'>, Text>> = {
  keyword: text('This is a word of the language.'),
  property: text('This is a word of the language.'),
  form: text('This is a word of the language.'),
  catalog: text('This is a name of the catalog.'),
  argument: text('This is a name of the catalog.'),
  column: text('Columns are named by the data.'),
  run: text('This is the path of a run folder.'),
};

function refusalAt(analysis: Analysis, offset: number): Text {
  const meaning = meaningAt(analysis, offset);
  return meaning && meaning.kind !== 'symbol'
    ? refusals[meaning.kind]
    : text('Only names that the file declares can be renamed.');
}
