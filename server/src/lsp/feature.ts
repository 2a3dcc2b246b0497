/** What a feature of the language server is, and what it works with. */
import type { ClientCapabilities, Connection, ServerCapabilities, TextDocuments } from './protocol';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Text, Translate } from '../../../contract/text';
import type { Analyses } from './analyses';
import type { ClientCommands } from './client-commands';
import type { ProblemPages } from './problem-pages';

export interface Service {
  readonly connection: Connection;
  readonly documents: TextDocuments<TextDocument>;
  readonly analyses: Analyses;
  /** What the client understands. */
  readonly client: ClientCapabilities;
  readonly clientCommands: ClientCommands;
  /** Absolute paths of the folders that the client has open now. */
  readonly folders: () => Promise<readonly string[]>;
  readonly translate: Translate;
  readonly problemPages: ProblemPages;
  say(sentence: Text): string;
}

export interface Feature {
  /** What the client is told that the server can do. */
  readonly capabilities: ServerCapabilities | ((client: ClientCapabilities) => ServerCapabilities);
  /** Answers the requests of the feature from now on. */
  serve(service: Service): void;
}
