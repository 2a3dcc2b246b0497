/** Completion: what may stand at the cursor, with the columns of the data, in the order in which it is likely meant. */
import {
  InsertTextFormat,
  MarkupKind,
  type CompletionItem,
  type CompletionList,
  type CompletionParams,
} from '../protocol';
import type { Range } from '../../../../contract/problem';
import { explain } from '../../../../catalog/explain';
import type { Analysis } from '../../language/analyse';
import { declarationNamed } from '../../language/check/catalog-names';
import { expectedAt, type Expectation } from '../../language/expectation';
import type { CatalogKind } from '../../language/grammar/forms';
import { describeColumn } from '../describe-column';
import type { Feature, Service } from '../feature';
import { draftItems } from '../items/draft-items';
import type { Item, ItemData } from '../items/item';
import { runItems } from '../items/run-items';
import { itemsFor } from '../items/items-for';
import { withoutPlaces } from '../items/snippets';
import { behindOnLine, whatIsInserted, type Inserted } from '../items/what-is-inserted';

/** An editor that was answered with nothing asks no second time: columns that are being read are waited for, so many milliseconds. */
const patience = 2000;

export const completion: Feature = {
  capabilities: {
    completionProvider: { triggerCharacters: ['.', ':', '[', '(', '"', '/', ' '], resolveProvider: true },
  },
  serve: (service) => {
    const { connection, analyses } = service;
    connection.onCompletion(async (place, token): Promise<CompletionList> => {
      const end = performance.now() + patience;
      for (;;) {
        const { list, lacks } = complete(service, place);
        const left = end - performance.now();
        if (!lacks || left <= 0) return list;
        if (!(await analyses.dataWithin(left, place.textDocument.uri, token))) return list;
      }
    });
    connection.onCompletionResolve((item) => {
      const value = writePage(service, item.data as ItemData | undefined);
      return value ? { ...item, documentation: { kind: MarkupKind.Markdown, value } } : item;
    });
  },
};

interface Answer {
  readonly list: CompletionList;
  /** It lacks what is being read from data files, and is little without. */
  readonly lacks: boolean;
}

/** What is known by now. */
function complete(service: Service, { textDocument: { uri }, position }: CompletionParams): Answer {
  const analysis = service.analyses.of(uri);
  if (!analysis) return { list: { isIncomplete: false, items: [] }, lacks: false };
  const offset = analysis.tree.lines.offsetAt(position);
  const expectation = expectedAt(analysis, offset);
  const isEmpty = /^\s*\w*\s*$/.test(analysis.text);
  const drafts = isEmpty ? draftItems(service, uri) : { items: [], pending: false };
  const items = itemsAt(service, analysis, expectation, offset, drafts.items);
  const lacksColumns = expectation.expected.some(
    (one) => one.kind === 'column' && analysis.data.get(one.data)?.state === 'pending',
  );
  const lacksRuns = expectation.expected.some(
    (one) =>
      one.kind === 'run' &&
      runItems(
        service,
        analysis,
        { typed: analysis.text.slice(expectation.from, offset), offset },
        one.quotes,
      ).pending,
  );
  return {
    list: { isIncomplete: analysis.pending || drafts.pending || lacksRuns, items },
    lacks: lacksColumns || lacksRuns || drafts.pending,
  };
}

/** The list keeps its order in the editor: first by what is expected, then by place. */
function itemsAt(
  service: Service,
  analysis: Analysis,
  { from, to, expected }: Expectation,
  offset: number,
  first: readonly Item[],
): CompletionItem[] {
  const range = analysis.tree.lines.rangeOf({ from, to });
  const place = {
    offset,
    behind: behindOnLine(analysis.text, to),
    typed: analysis.text.slice(from, offset),
    before: analysis.text.slice(0, from).trimEnd().at(-1) ?? '',
  };
  const hasPlaces = service.client.textDocument?.completion?.completionItem?.snippetSupport ?? false;
  const next = place.behind.at(0) ?? '';
  const seen = new Set<string>();
  return [...first, ...expected.flatMap((one) => itemsFor(service, analysis, one, place))]
    .filter(({ label }) => !seen.has(label) && seen.add(label))
    .flatMap((item, index): CompletionItem | readonly CompletionItem[] => {
      const inserted = whatIsInserted(item, next);
      return inserted ? toCompletion(service, item, inserted, index, range, hasPlaces) : [];
    });
}

/** Written out: names of a long text are many, and an object that is spread takes twenty times as long. */
function toCompletion(
  { translate }: Service,
  { label, kind, detail, documentation, filterText, data }: Item,
  { text, snippet }: Inserted,
  index: number,
  range: Range,
  hasPlaces: boolean,
): CompletionItem {
  const item: CompletionItem = {
    label,
    sortText: String(index).padStart(6, '0'),
    insertTextFormat: snippet && hasPlaces ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    textEdit: { range, newText: snippet && !hasPlaces ? withoutPlaces(text) : text },
  };
  if (kind) item.kind = kind;
  if (detail !== undefined) item.detail = detail;
  if (documentation !== undefined)
    item.documentation = typeof documentation === 'string' ? translate(documentation) : documentation;
  if (filterText !== undefined) item.filterText = filterText;
  if (data) item.data = data;
  return item;
}

/** Pages are long and columns many, so they are written only for the item that is looked at. */
function writePage(service: Service, data: ItemData | undefined): string | undefined {
  if (data?.kind === 'catalog') {
    const declaration = declarationNamed(data.of as CatalogKind, data.name);
    return declaration && explain(declaration, service.translate);
  }
  if (data?.kind !== 'column') return undefined;
  const owner = service.analyses.of(data.uri)?.data.get(data.data);
  return owner && describeColumn(service, data.name, owner);
}
