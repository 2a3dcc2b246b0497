/** Open documents, kept in step with the client's edits in whichever units its positions count. */
import { TextDocuments } from './protocol';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { linesOf } from '../language/syntax/lines';
import type { PositionEncoding } from '../language/syntax/position-encoding';

export interface DocumentSync {
  readonly documents: TextDocuments<TextDocument>;
  /** What was agreed upon; before any document is opened. */
  countIn(encoding: PositionEncoding): void;
}

export function syncDocuments(): DocumentSync {
  let encoding: PositionEncoding = 'utf-16';
  const documents = new TextDocuments<TextDocument>({
    create: (uri, languageId, version, text) => TextDocument.create(uri, languageId, version, text),
    update(document, changes, version) {
      if (encoding === 'utf-16') return TextDocument.update(document, changes, version);
      // Each change counts in the text that those before it have left.
      for (const change of changes) {
        const lines = linesOf(document.getText(), encoding);
        const positionOf = (position: Parameters<typeof lines.offsetAt>[0]) =>
          document.positionAt(lines.offsetAt(position));
        const range = 'range' in change && {
          range: { start: positionOf(change.range.start), end: positionOf(change.range.end) },
        };
        TextDocument.update(document, [{ text: change.text, ...range }], version);
      }
      return document;
    },
  });
  return { documents, countIn: (agreed) => (encoding = agreed) };
}
