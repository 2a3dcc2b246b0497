/** Colours by meaning, of the document, of a part of it, and as changes since they were last asked for. */
import type { SemanticTokens, SemanticTokensEdit } from '../protocol';
import { differenceBetween } from '../../language/difference';
import { tokenDataOf, tokenModifiers, tokenTypes } from '../token-data';
import type { Feature } from '../feature';

/** What a document was last answered, from which changes are counted. */
interface Answered {
  readonly resultId: string;
  readonly data: Uint32Array;
}

export const semanticTokens: Feature = {
  capabilities: {
    semanticTokensProvider: { legend: { tokenTypes, tokenModifiers }, full: { delta: true }, range: true },
  },
  serve: ({ connection, documents, analyses }) => {
    const answered = new Map<string, Answered>();
    let count = 0;
    documents.onDidClose(({ document: { uri } }) => answered.delete(uri));

    const answer = (uri: string): (SemanticTokens & { resultId: string }) | undefined => {
      const analysis = analyses.of(uri);
      if (!analysis) return undefined;
      count += 1;
      const now = { resultId: String(count), data: tokenDataOf(analysis) };
      answered.set(uri, { ...now, data: new Uint32Array(now.data) });
      return now;
    };
    connection.languages.semanticTokens.on(({ textDocument: { uri } }) => answer(uri) ?? { data: [] });
    connection.languages.semanticTokens.onDelta(({ textDocument: { uri }, previousResultId }) => {
      const before = answered.get(uri);
      const now = answer(uri);
      if (!now) return { data: [] };
      if (before?.resultId !== previousResultId) return now;
      return { resultId: now.resultId, edits: editsBetween(before.data, now.data) };
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

function editsBetween(before: Uint32Array, now: readonly number[]): SemanticTokensEdit[] {
  const { from, oldTo, newTo } = differenceBetween(before, now);
  const deleteCount = oldTo - from;
  return deleteCount === 0 && newTo === from
    ? []
    : [{ start: from, deleteCount, data: now.slice(from, newTo) }];
}
