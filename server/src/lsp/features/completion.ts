/** Completion: what may stand at the cursor, with the columns of the data, in the order in which it is likely meant. */
import { InsertTextFormat, MarkupKind, type CompletionItem, type CompletionList } from '../protocol';
import type { Range } from '../../../../contract/problem';
import { explain } from '../../../../catalog/explain';
import type { Analysis } from '../../language/analyse';
import { declarationNamed } from '../../language/check/catalog-names';
import { expectedAt } from '../../language/expectation';
import type { CatalogKind } from '../../language/grammar/forms';
import { describeColumn } from '../describe-column';
import type { Feature, Service } from '../feature';
import { draftItems } from '../items/draft-items';
import type { Item, ItemData } from '../items/item';
import { itemsFor } from '../items/items-for';
import { withoutPlaces } from '../items/snippets';

export const completion: Feature = {
  capabilities: {
    completionProvider: { triggerCharacters: ['.', ':', '[', '(', '"', '/', ' '], resolveProvider: true },
  },
  serve: (service) => {
    const { connection, analyses } = service;
    connection.onCompletion(({ textDocument: { uri }, position }): CompletionList => {
      const analysis = analyses.of(uri);
      if (!analysis) return { isIncomplete: false, items: [] };
      const offset = analysis.tree.lines.offsetAt(position);
      const isEmpty = /^\s*\w*\s*$/.test(analysis.text);
      const drafts = isEmpty ? draftItems(service, uri) : { items: [], pending: false };
      return {
        isIncomplete: analysis.pending || drafts.pending,
        items: complete(service, analysis, offset, drafts.items),
      };
    });
    connection.onCompletionResolve((item) => {
      const value = writePage(service, item.data as ItemData | undefined);
      return value ? { ...item, documentation: { kind: MarkupKind.Markdown, value } } : item;
    });
  },
};

/** The list keeps its order in the editor: first by what is expected, then by place. */
function complete(
  service: Service,
  analysis: Analysis,
  offset: number,
  first: readonly Item[],
): CompletionItem[] {
  const { from, to, expected } = expectedAt(analysis, offset);
  const range = analysis.tree.lines.rangeOf({ from, to });
  const place = {
    typed: analysis.text.slice(from, offset),
    before: analysis.text.slice(0, from).trimEnd().at(-1) ?? '',
  };
  const hasPlaces = service.client.textDocument?.completion?.completionItem?.snippetSupport ?? false;
  const seen = new Set<string>();
  return [...first, ...expected.flatMap((one) => itemsFor(service, analysis, one, place))]
    .filter(({ label }) => !seen.has(label) && seen.add(label))
    .map((item, index) => toCompletion(service, item, index, range, hasPlaces));
}

/** Written out: names of a long text are many, and an object that is spread takes twenty times as long. */
function toCompletion(
  { translate }: Service,
  { label, kind, detail, documentation, filterText, data, insert, snippet }: Item,
  index: number,
  range: Range,
  hasPlaces: boolean,
): CompletionItem {
  const item: CompletionItem = {
    label,
    sortText: String(index).padStart(6, '0'),
    insertTextFormat: snippet && hasPlaces ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    textEdit: { range, newText: snippet && !hasPlaces ? withoutPlaces(insert) : insert },
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
