/**
 * What the server takes of the protocol's library. It is taken here alone: bundled, each file that imports the library makes an object of its own with
 * all the names in it, which took 4 MB and a tenth of the time to start.
 */
export type * from 'vscode-languageserver/node';
export {
  AbstractMessageReader,
  AbstractMessageWriter,
  CodeActionKind,
  CompletionItemKind,
  createConnection,
  DiagnosticSeverity,
  DiagnosticTag,
  DidChangeWatchedFilesNotification,
  DocumentDiagnosticReportKind,
  DocumentHighlightKind,
  Emitter,
  ErrorCodes,
  FoldingRangeKind,
  InlayHintKind,
  InsertTextFormat,
  IPCMessageReader,
  IPCMessageWriter,
  LSPErrorCodes,
  MarkupKind,
  Message,
  ProposedFeatures,
  ResponseError,
  SemanticTokenModifiers,
  SemanticTokenTypes,
  SymbolKind,
  TextDocuments,
  TextDocumentSyncKind,
} from 'vscode-languageserver/node';
