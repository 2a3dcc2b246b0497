/** `mtl/architecture` on request, and `mtl/architectureChanged` whenever typing or data changed it. */
import {
  architectureChanged,
  architectureRequest,
  type ArchitectureChangedParams,
  type ArchitectureParams,
  type ArchitectureResult,
} from '../../../../contract/language-requests';
import type { Analysis } from '../../language/analyse';
import type { Feature } from '../feature';

/** A picture that follows every key flickers; one that waits longer feels dead. */
const settleMilliseconds = 150;

export const architectures: Feature = {
  capabilities: {},
  serve: ({ connection, documents, analyses }) => {
    /** What the client was told last, by document; only documents that it has asked about are followed. */
    const told = new Map<string, string>();
    const timers = new Map<string, NodeJS.Timeout>();

    connection.onRequest(architectureRequest, ({ uri }: ArchitectureParams): ArchitectureResult => {
      const result = resultOf(analyses.of(uri));
      told.set(uri, JSON.stringify(result));
      return result;
    });
    analyses.onDidChange((uri) => {
      if (!told.has(uri)) return;
      clearTimeout(timers.get(uri));
      timers.set(uri, setTimeout(tell, settleMilliseconds, uri));
    });
    documents.onDidClose(({ document: { uri } }) => {
      clearTimeout(timers.get(uri));
      timers.delete(uri);
      // A panel outlives the editor of its text: what it follows may be opened again.
      if (told.has(uri)) told.set(uri, '');
    });

    function tell(uri: string): void {
      timers.delete(uri);
      const result = resultOf(analyses.of(uri));
      const news = JSON.stringify(result);
      if (told.get(uri) === news) return;
      told.set(uri, news);
      const params: ArchitectureChangedParams = { uri, ...result };
      void connection.sendNotification(architectureChanged, params);
    }
  },
};

const resultOf = (analysis: Analysis | undefined): ArchitectureResult => ({
  architecture: analysis?.architecture ?? null,
  problems: analysis?.problems ?? [],
});
