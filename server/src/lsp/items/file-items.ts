/** Completion items for `source:` — the data files and folders that the typed path leads to. */
import { readdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CompletionItemKind } from '../protocol';
import { isDataFile } from '../../../../contract/data-files';
import { escapeString, readString, writeString } from '../../language/syntax/string-literal';
import type { Item } from './item';

/**
 * `typed` is the path so far, as it is written between quotes; its last part is what the items complete. Without quotes they bring their own. Empty where
 * there is no folder to look into.
 */
export function fileItems(uri: string, typed: string, quotes = true): readonly Item[] {
  const { value } = readString(quotes ? `"${typed}` : '""');
  const folder = value.slice(0, value.lastIndexOf('/') + 1);
  try {
    return readdirSync(resolve(dirname(fileURLToPath(uri)), folder), { withFileTypes: true })
      .filter((entry) => !entry.name.startsWith('.') && (entry.isDirectory() || isDataFile(entry.name)))
      .map((entry) => {
        const path = folder + entry.name + (entry.isDirectory() ? '/' : '');
        const kind = entry.isDirectory() ? CompletionItemKind.Folder : CompletionItemKind.File;
        const insert = quotes ? escapeString(path) : writeString(path);
        return { label: path, kind, filterText: insert, insert };
      });
  } catch {
    return [];
  }
}
