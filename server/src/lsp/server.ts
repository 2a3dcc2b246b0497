/** The language server's table of contents: one line per feature. */
import {
  TextDocumentSyncKind,
  type ClientCapabilities,
  type Connection,
  type ServerCapabilities,
} from './protocol';
import { render } from '../../../contract/text';
import { positionEncodings, type PositionEncoding } from '../language/syntax/position-encoding';
import { Analyses } from './analyses';
import { clientCommands } from './client-commands';
import { syncDocuments } from './document-sync';
import type { Feature } from './feature';
import { architectures } from './features/architectures';
import { callHierarchy } from './features/call-hierarchy';
import { codeActions } from './features/code-actions';
import { codeLenses } from './features/code-lenses';
import { completion } from './features/completion';
import { definition } from './features/definition';
import { diagnostics } from './features/diagnostics';
import { documentLinks } from './features/document-links';
import { documentSymbols } from './features/document-symbols';
import { drafts } from './features/drafts';
import { foldingRanges } from './features/folding-ranges';
import { formatting } from './features/formatting';
import { hover } from './features/hover';
import { inlayHints } from './features/inlay-hints';
import { plans } from './features/plans';

import { references } from './features/references';
import { renaming } from './features/renaming';
import { selectionRanges } from './features/selection-ranges';
import { semanticTokens } from './features/semantic-tokens';
import { signatureHelp } from './features/signature-help';
import { typeDefinition } from './features/type-definition';
import { watchedData } from './features/watched-data';
import { workspaceSymbols } from './features/workspace-symbols';
import { problemPages } from './problem-pages';
import { readTranslations } from './read-translations';
import { foldersOf } from './workspace-folders';

const features: readonly Feature[] = [
  diagnostics,
  completion,
  hover,
  signatureHelp,
  inlayHints,
  semanticTokens,
  definition,
  typeDefinition,
  callHierarchy,
  references,
  renaming,
  documentSymbols,
  workspaceSymbols,
  documentLinks,
  formatting,
  foldingRanges,
  selectionRanges,
  codeActions,
  codeLenses,
  plans,
  architectures,
  drafts,
  watchedData,
];

/** Serves the connection until the client leaves. The connection answers a request that throws, and lives on. */
export function startServer(connection: Connection): void {
  const { documents, countIn } = syncDocuments();
  connection.onInitialize((params) => {
    const translate = readTranslations(params);
    const client = params.capabilities;
    const encoding = agreeOnEncoding(client);
    countIn(encoding);
    const analyses = new Analyses(documents, encoding);
    const service = {
      connection,
      documents,
      analyses,
      client,
      clientCommands: clientCommands(params),
      folders: foldersOf(connection, params),
      translate,
      problemPages: problemPages(params),
      say: (sentence: Parameters<typeof render>[0]) => render(sentence, translate),
    };
    for (const feature of features) feature.serve(service);
    return { serverInfo: { name: 'MTL Lab' }, capabilities: capabilitiesFor(client, encoding) };
  });
  process.on('uncaughtException', (error) => connection.console.error(error.stack ?? error.message));
  process.on('unhandledRejection', (reason) => connection.console.error(String(reason)));
  documents.listen(connection);
  connection.listen();
}

/** The one that the client names first among those that are known; UTF-16 where it names none, as the protocol says. */
function agreeOnEncoding({ general }: ClientCapabilities): PositionEncoding {
  const known = general?.positionEncodings?.find((name) => positionEncodings.some((one) => one === name));
  return (known as PositionEncoding | undefined) ?? 'utf-16';
}

function capabilitiesFor(client: ClientCapabilities, encoding: PositionEncoding): ServerCapabilities {
  const base: ServerCapabilities = {
    positionEncoding: encoding,
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
  };
  return Object.assign(
    base,
    ...features.map(({ capabilities }) =>
      typeof capabilities === 'function' ? capabilities(client) : capabilities,
    ),
  ) as ServerCapabilities;
}
