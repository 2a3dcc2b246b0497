/** Analyses of open documents: one immutable snapshot per version of the text and of the data that it names. */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Emitter, type CancellationToken, type TextDocuments } from './protocol';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Setting } from '../../../contract/language-requests';
import {
  noSchemas,
  type PartsRequest,
  type SchemaAnswer,
  type SchemaProvider,
  type SourceRequest,
} from '../../../contract/schema';
import { keyOf } from '../../../data/answer-cache';
import type { RunAnswer, RunRequest } from '../../../contract/trained-run';
import { createRemoteReader } from '../../../data/remote-reader';
import { createSchemaCache } from '../../../data/schema-cache';
import { analyse, type Analysis } from '../language/analyse';
import { CheckMemory } from '../language/check/check-memory';
import { createRunCache } from './runs/run-cache';
import type { PositionEncoding } from '../language/syntax/position-encoding';

/** Beside the bundle that this is part of. */
const readerFile = join(__dirname, 'reader.cjs');

interface Snapshot {
  /** As the analysis was made; see `stampOf`. */
  readonly stamp: string;
  readonly analysis: Analysis;
  /** When its data files were last looked at, in milliseconds since 1970. */
  looked: number;
}

/** How long a text rests before whoever asks about it has its data files looked at again, in milliseconds. */
const restful = 1000;

export class Analyses {
  private readonly documents: TextDocuments<TextDocument>;
  private readonly snapshots = new Map<string, Snapshot>();
  /** What was asked for beside a text that names no data. */
  private readonly asides = new Map<string, readonly SourceRequest[]>();
  /** Grows with every change of a document; numbers of versions come from the client, and may repeat. */
  private readonly revisions = new Map<string, number>();
  private lastRevision = 0;
  /** What checks of each document found last, so that a key costs what it changes. */
  private readonly memories = new Map<string, CheckMemory>();
  private readonly directories = new Map<string, string>();
  private readonly changed = new Emitter<string>();
  private readonly dataCame = new Emitter<void>();
  private readonly dataOfTextsChanged = new Emitter<void>();
  private readonly schemas = createSchemaCache(createRemoteReader({ file: readerFile }), {
    onChange: (request) => this.dataChanged(request),
  });
  private readonly runs = createRunCache((request) => this.dataChanged(request));
  /** How analyses ask for what files say. */
  private readonly files: SchemaProvider = {
    schema: (request) => this.schemas.schema(request),
    parts: (request) => this.schemas.parts(request),
    run: (request) => this.runs.answer(request),
  };
  /** Grows for a document whenever a schema or a run arrives that it waits for, or a data file changes that it names. */
  private readonly dataVersions = new Map<string, number>();

  /** What positions of analyses count. */
  readonly encoding: PositionEncoding;

  constructor(documents: TextDocuments<TextDocument>, encoding: PositionEncoding) {
    this.documents = documents;
    this.encoding = encoding;
    documents.onDidChangeContent(({ document: { uri } }) => {
      this.lastRevision += 1;
      this.revisions.set(uri, this.lastRevision);
      this.changed.fire(uri);
    });
    documents.onDidClose(({ document: { uri } }) => {
      const { snapshots, memories, directories, asides, revisions, dataVersions } = this;
      for (const kept of [snapshots, memories, directories, asides, revisions, dataVersions])
        kept.delete(uri);
      this.dropUnwanted();
    });
  }

  /** The analysis of the text as it is typed; undefined for a document that is not open. */
  of(uri: string): Analysis | undefined {
    const document = this.documents.get(uri);
    if (!document) return undefined;
    const stamp = this.stampOf(uri);
    const known = this.snapshots.get(uri);
    if (known?.stamp === stamp) {
      if (Date.now() - known.looked >= restful) this.look(uri, known);
      return known.analysis;
    }
    const analysis = this.analyse(document);
    this.snapshots.set(uri, { stamp, analysis, looked: Date.now() });
    const { schemas, runs } = this;
    if (schemas.isReading || schemas.isCrowded || runs.isCrowded) this.dropUnwanted();
    return analysis;
  }

  /** The same with all data files read as they are now, and with settings from beside the text. */
  async settled(uri: string, settings: readonly Setting[] = []): Promise<Analysis | undefined> {
    const { requests = [], runRequests = [] } = this.of(uri) ?? {};
    if (canReadFiles(uri))
      await Promise.all([
        ...requests.map((request) => this.schemas.load(request)),
        ...runRequests.map((request) => this.runs.load(request)),
      ]);
    const document = this.documents.get(uri);
    return document && settings.length > 0 ? this.analyse(document, settings) : this.of(uri);
  }

  /** What is known by now of data that the text may come to name. */
  beside(uri: string, requests: readonly SourceRequest[]): readonly SchemaAnswer[] {
    this.asides.set(uri, requests);
    return requests.map((request) => this.schemas.schema(request));
  }

  /** What is known by now of a run that the text may come to name. */
  run(request: RunRequest): RunAnswer {
    return this.runs.answer(request);
  }

  /** What a data file holds that no text may name, as it is now. */
  loadSchema(request: SourceRequest): Promise<SchemaAnswer> {
    return this.schemas.load(request);
  }

  /** Changes whenever the answer of `of` does. */
  stampOf(uri: string): string {
    return `${this.revisions.get(uri) ?? 'closed'}.${this.dataVersions.get(uri) ?? 0}`;
  }

  /** Fires with the uri of an open document after each change of its text or of the data that it names. */
  readonly onDidChange = this.changed.event;

  /** Fires when the data of any open document has changed. */
  readonly onDataChange = this.dataOfTextsChanged.event;

  /** True when data came that the text may name; false when the text changed, the question was taken back, or that many milliseconds passed before. */
  dataWithin(milliseconds: number, uri: string, token: CancellationToken): Promise<boolean> {
    return new Promise((resolve) => {
      const end = (came: boolean): void => {
        clearTimeout(timer);
        for (const listener of listeners) listener.dispose();
        resolve(came);
      };
      const timer = setTimeout(end, milliseconds, false);
      const listeners = [
        this.dataCame.event(() => end(true)),
        this.changed.event((changed) => changed === uri && end(false)),
        token.onCancellationRequested(() => end(false)),
      ];
    });
  }

  /** A schema or a run arrived, or a file was seen to change. A text that was not analysed since it was typed is so before anything is said of it. */
  private dataChanged(request: SourceRequest | RunRequest): void {
    const key = keyOf(request);
    const asks = ({ analysis: { requests, partsRequests, runRequests } }: Snapshot): boolean =>
      [...requests, ...partsRequests, ...runRequests].some((one) => keyOf(one) === key);
    const concerned = [...this.snapshots].flatMap(([uri, snapshot]) => (asks(snapshot) ? [uri] : []));
    for (const uri of concerned) this.dataVersions.set(uri, (this.dataVersions.get(uri) ?? 0) + 1);
    this.dataCame.fire();
    for (const uri of concerned) this.changed.fire(uri);
    if (concerned.length > 0) this.dataOfTextsChanged.fire();
  }

  /** Files of the folders that are open have changed, those of data perhaps among them. */
  filesChanged(): void {
    this.schemas.lookAgain();
    this.runs.lookAgain();
    for (const [uri, snapshot] of this.snapshots) this.look(uri, snapshot);
  }

  /** Files change while nobody types. What is found comes as a change of the data. */
  private look(uri: string, snapshot: Snapshot): void {
    snapshot.looked = Date.now();
    if (!canReadFiles(uri)) return;
    for (const request of snapshot.analysis.requests) this.schemas.schema(request);
    for (const request of snapshot.analysis.partsRequests) this.schemas.parts(request);
    for (const request of snapshot.analysis.runRequests) this.runs.answer(request);
  }

  /** Nobody looks any more at what no open document names. */
  private dropUnwanted(): void {
    const requests: SourceRequest[] = [];
    const partsRequests: PartsRequest[] = [];
    for (const [uri, { analysis }] of this.snapshots) {
      requests.push(...analysis.requests);
      partsRequests.push(...analysis.partsRequests);
      if (analysis.requests.length > 0) this.asides.delete(uri);
    }
    this.runs.dropUnwanted([...this.snapshots.values()].flatMap(({ analysis }) => analysis.runRequests));
    requests.push(...[...this.asides.values()].flat());
    this.schemas.dropUnwanted({ requests, partsRequests });
  }

  private analyse(document: TextDocument, settings: readonly Setting[] = []): Analysis {
    const { uri } = document;
    const memory = this.memories.get(uri) ?? new CheckMemory();
    this.memories.set(uri, memory);
    const directory = this.directories.get(uri) ?? directoryOf(uri);
    this.directories.set(uri, directory);
    return analyse(
      {
        uri,
        directory,
        text: document.getText(),
        encoding: this.encoding,
        settings: Object.fromEntries(settings.map(({ name, value }) => [name, value])),
      },
      canReadFiles(uri) ? this.files : noSchemas,
      memory,
    );
  }
}

/** Only texts on disk have data files beside them; one that was never saved may name absolute paths. */
const canReadFiles = (uri: string): boolean => uri.startsWith('file:') || uri.startsWith('untitled:');

/** The folder that relative paths of a text start from. */
export function directoryOf(uri: string): string {
  try {
    return uri.startsWith('file:') ? dirname(fileURLToPath(uri)) : process.cwd();
  } catch {
    return process.cwd();
  }
}
