/** Completion items for `from:` — folders of runs that hold a block to start from, the newest first. */
import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { CompletionItemKind } from '../protocol';
import { trainedBlock } from '../../../../catalog/transfer/find-trained';
import type { RunAnswer } from '../../../../contract/trained-run';
import type { Analysis } from '../../language/analyse';
import { declaredName } from '../../language/resolve/file-names';
import { declarationAt } from '../../language/syntax/declaration-at';
import { escapeString, readString, writeString } from '../../language/syntax/string-literal';
import { directoryOf } from '../analyses';
import { describeRun } from '../describe-run';
import type { Service } from '../feature';
import type { Item } from './item';

export interface RunItems {
  readonly items: readonly Item[];
  /** Some runs are still being read. */
  readonly pending: boolean;
}

/** So many folders are looked into, the last by name: names of runs begin with their time. */
const most = 30;

/** Where runs are kept unless somebody names another folder. */
const usualFolder = 'runs/';

/** `typed` is the path up to `offset`, as it is written between quotes, or nothing; without quotes the items bring their own. */
export function runItems(
  service: Service,
  analysis: Analysis,
  { typed, offset }: { readonly typed: string; readonly offset: number },
  quotes: boolean,
): RunItems {
  const { value } = readString(quotes ? `"${typed}` : '""');
  const folder = value.includes('/') ? value.slice(0, value.lastIndexOf('/') + 1) : usualFolder;
  const directory = directoryOf(analysis.uri);
  const declaration = declarationAt(analysis.tree.file.declarations, offset);
  const block = declaration && declaredName(declaration);
  const found = foldersIn(resolve(directory, folder)).map((name) => {
    const path = `${folder}${name}/`;
    return { path, answer: service.analyses.run({ directory, run: path }) };
  });
  const known = found.flatMap(({ path, answer }) => (fits(answer, block) ? [{ path, run: answer.run }] : []));
  return {
    pending: found.some(({ answer }) => answer.state === 'pending'),
    items: known
      .toSorted((a, b) => b.run.started - a.run.started)
      .map(({ path, run }) => {
        const insert = quotes ? escapeString(path) : writeString(path);
        return {
          label: path,
          kind: CompletionItemKind.Folder,
          detail: run.title,
          documentation: describeRun(service, run),
          filterText: insert,
          insert,
        };
      }),
  };
}

const fits = (
  answer: RunAnswer,
  block: string | null | undefined,
): answer is Extract<RunAnswer, { state: 'known' }> =>
  answer.state === 'known' &&
  (block === undefined || block === null
    ? answer.run.blocks.length > 0
    : trainedBlock(answer.run.blocks, block) !== undefined);

function foldersIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
      .map(({ name }) => name)
      .toSorted()
      .slice(-most);
  } catch {
    return [];
  }
}
