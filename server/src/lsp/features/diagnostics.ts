/** Problems as diagnostics: pulled where the client can (with a result id), else pushed after each change. */
import {
  DiagnosticSeverity,
  DiagnosticTag,
  DocumentDiagnosticReportKind,
  type Diagnostic,
  type DocumentDiagnosticReport,
} from '../protocol';
import { describeProblem, type Problem, type Severity, type Tag } from '../../../../contract/problem';
import type { Feature, Service } from '../feature';

export const diagnostics: Feature = {
  capabilities: ({ textDocument }) =>
    textDocument?.diagnostic
      ? {
          diagnosticProvider: {
            identifier: 'mtl',
            interFileDependencies: false,
            workspaceDiagnostics: false,
          },
        }
      : {},
  serve: (service) => (service.client.textDocument?.diagnostic ? servePull(service) : servePush(service)),
};

/** The client asks after each edit of its own; it is told to ask again only when data has arrived. */
function servePull(service: Service): void {
  const { connection, analyses, client } = service;
  connection.languages.diagnostics.on(({ textDocument, previousResultId }): DocumentDiagnosticReport => {
    const { uri } = textDocument;
    // The stamp is taken afterwards: an analysis may find that the data has changed.
    const items = diagnosticsOf(service, uri);
    const resultId = analyses.stampOf(uri);
    return resultId === previousResultId
      ? { kind: DocumentDiagnosticReportKind.Unchanged, resultId }
      : { kind: DocumentDiagnosticReportKind.Full, resultId, items };
  });
  if (!client.workspace?.diagnostics?.refreshSupport) return;
  analyses.onDataChange(() => connection.languages.diagnostics.refresh());
}

/** Changes that arrive together are answered once. */
function servePush(service: Service): void {
  const { connection, documents, analyses } = service;
  const waiting = new Set<string>();
  const publish = (): void => {
    for (const uri of waiting) {
      const version = documents.get(uri)?.version;
      if (version === undefined) continue;
      void connection.sendDiagnostics({ uri, version, diagnostics: diagnosticsOf(service, uri) });
    }
    waiting.clear();
  };
  analyses.onDidChange((uri) => {
    if (waiting.size === 0) setImmediate(publish);
    waiting.add(uri);
  });
  documents.onDidClose(
    ({ document }) => void connection.sendDiagnostics({ uri: document.uri, diagnostics: [] }),
  );
}

/** The first of them: nobody reads more, and a client takes seconds to show what a wrong text of many lines has. */
const mostDiagnostics = 1000;

const diagnosticsOf = (service: Service, uri: string): Diagnostic[] =>
  (service.analyses.of(uri)?.problems ?? [])
    .slice(0, mostDiagnostics)
    .map((problem) => toDiagnostic(service, uri, problem));

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

const tags: Readonly<Record<Tag, DiagnosticTag>> = {
  unnecessary: DiagnosticTag.Unnecessary,
  deprecated: DiagnosticTag.Deprecated,
};

const startOfFile = { line: 0, character: 0 };

export function toDiagnostic(
  { client, say, translate, problemPages }: Service,
  uri: string,
  problem: Problem,
): Diagnostic {
  const canRelate =
    client.textDocument?.publishDiagnostics?.relatedInformation ||
    client.textDocument?.diagnostic?.relatedInformation;
  const canLink =
    client.textDocument?.publishDiagnostics?.codeDescriptionSupport ||
    client.textDocument?.diagnostic?.codeDescriptionSupport;
  const href = problemPages(problem.code);
  return {
    range: problem.range ?? { start: startOfFile, end: startOfFile },
    severity: severities[problem.severity],
    code: problem.code,
    ...(canLink && href !== undefined ? { codeDescription: { href } } : {}),
    source: 'mtl',
    message: describeProblem(problem, translate),
    ...(problem.tags ? { tags: problem.tags.map((tag) => tags[tag]) } : {}),
    ...(canRelate && problem.related
      ? {
          relatedInformation: problem.related.map(({ range, message }) => ({
            location: { uri, range },
            message: say(message),
          })),
        }
      : {}),
  };
}
