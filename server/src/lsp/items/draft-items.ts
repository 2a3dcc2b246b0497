/** Completion items for an empty file: a whole experiment for each data file beside it. */
import { CompletionItemKind } from '../protocol';
import { text } from '../../../../contract/text';
import { draftExperiment } from '../../language/draft/draft-experiment';
import { directoryOf } from '../analyses';
import type { Service } from '../feature';
import { fileItems } from './file-items';
import type { Item } from './item';

/** More files are not read at once. */
const mostFiles = 8;

export interface DraftItems {
  readonly items: readonly Item[];
  /** Files are still being read. */
  readonly pending: boolean;
}

export function draftItems(service: Service, uri: string): DraftItems {
  const files = fileItems(uri, '').filter(({ kind }) => kind === CompletionItemKind.File);
  const names = files.slice(0, mostFiles).map(({ label }) => label);
  const directory = directoryOf(uri);
  const answers = service.analyses.beside(
    uri,
    names.map((file) => ({ directory, source: [file], query: null })),
  );
  const items = names.flatMap((file, index): Item[] => {
    const answer = answers[index]!;
    if (answer.state !== 'known') return [];
    const insert = draftExperiment({ source: file, schema: answer.schema, say: service.say });
    if (insert === null) return [];
    return [
      {
        label: service.say(text('experiment for {file}', { file })),
        kind: CompletionItemKind.Snippet,
        detail: service.say(text('Columns guessed into inputs and a target')),
        documentation: insert,
        insert,
      },
    ];
  });
  return { items, pending: answers.some(({ state }) => state === 'pending') };
}
