/** Colours by meaning, of the document, of a part of it, and as changes since they were last asked for. */
import type { SemanticTokens } from '../protocol';
import { DrawnText } from '../drawn-text';
import { tokenDataOf, tokenModifiers, tokenTypes } from '../token-data';
import type { Feature } from '../feature';

/** What a document was last answered, from which changes are counted. */
interface Answered {
  readonly resultId: string;
  readonly drawn: DrawnText;
}

export const semanticTokens: Feature = {
  capabilities: {
    semanticTokensProvider: { legend: { tokenTypes, tokenModifiers }, full: { delta: true }, range: true },
  },
  serve: ({ connection, documents, analyses }) => {
    const answered = new Map<string, Answered>();
    let count = 0;
    documents.onDidClose(({ document: { uri } }) => answered.delete(uri));

    /** Draws a document as it is now. */
    const draw = (uri: string) => {
      const analysis = analyses.of(uri);
      if (!analysis) return null;
      count += 1;
      const { drawn, resultId: before = null } = answered.get(uri) ?? { drawn: new DrawnText() };
      const resultId = String(count);
      answered.set(uri, { resultId, drawn });
      const edit = drawn.draw(analysis);
      // It is written before the next request is looked at.
      return { before, edit, all: { resultId, data: drawn.data } };
    };
    connection.languages.semanticTokens.on(
      ({ textDocument: { uri } }): SemanticTokens => draw(uri)?.all ?? { data: [] },
    );
    connection.languages.semanticTokens.onDelta(({ textDocument: { uri }, previousResultId }) => {
      const drawn = draw(uri);
      if (drawn?.before !== previousResultId) return drawn?.all ?? { data: [] };
      const { edit, all } = drawn;
      const isSame = edit.deleteCount === 0 && edit.data?.length === 0;
      return { resultId: all.resultId, edits: isSame ? [] : [edit] };
    });
    connection.languages.semanticTokens.onRange(({ textDocument: { uri }, range }) => {
      const analysis = analyses.of(uri);
      if (!analysis) return { data: [] };
      const { lines } = analysis.tree;
      const part = { from: lines.offsetAt(range.start), to: lines.offsetAt(range.end) };
      return { data: tokenDataOf(analysis, part) };
    });
  },
};
