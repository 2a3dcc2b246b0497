/** Declared names of all experiments in the open folders, those of open documents as they are typed. */
import { readFile, stat } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import type { SymbolInformation } from '../protocol';
import { parse, type Tree } from '../../language/syntax/parser';
import type { PositionEncoding } from '../../language/syntax/position-encoding';
import type { Feature, Service } from '../feature';
import { findExperiments } from '../find-experiments';
import { outlineOf } from '../outline';
import { pathsOf } from '../workspace-folders';

const mostSymbols = 1000;

export const workspaceSymbols: Feature = {
  capabilities: { workspaceSymbolProvider: true },
  serve: (service) => {
    const trees = new Map<string, ReadTree>();
    service.connection.onWorkspaceSymbol(async ({ query }, token): Promise<SymbolInformation[]> => {
      const symbols: SymbolInformation[] = [];
      for (const uri of await urisOf(service)) {
        if (token.isCancellationRequested || symbols.length >= mostSymbols) break;
        const tree =
          service.analyses.of(uri)?.tree ?? (await readTree(uri, trees, service.analyses.encoding));
        if (tree) symbols.push(...symbolsOf(tree, uri).filter(({ name }) => fits(name, query)));
      }
      return symbols.slice(0, mostSymbols);
    });
  },
};

/** Open documents first: they need not lie in a folder. A client may write the address of a file in another way than it is written here. */
async function urisOf({ documents, folders }: Service): Promise<Iterable<string>> {
  const found = await Promise.all((await folders()).map(findExperiments));
  const open = documents.keys();
  const openPaths = new Set(open.flatMap(pathsOf));
  const closed = found.flat().filter((path) => !openPaths.has(path));
  return new Set([...open, ...closed.map((path) => pathToFileURL(path).href)]);
}

interface ReadTree {
  /** Size and time of change of the file that it was read from. */
  readonly stamp: string;
  readonly tree: Tree;
}

async function readTree(
  uri: string,
  known: Map<string, ReadTree>,
  encoding: PositionEncoding,
): Promise<Tree | null> {
  try {
    const file = new URL(uri);
    const { size, mtimeMs } = await stat(file);
    const stamp = `${size} ${mtimeMs}`;
    const before = known.get(uri);
    if (before?.stamp === stamp) return before.tree;
    const tree = parse(await readFile(file, 'utf8'), encoding);
    known.set(uri, { stamp, tree });
    return tree;
  } catch {
    return null;
  }
}

/** Without `train` and `sweep`, which have no name of their own. */
const symbolsOf = (tree: Tree, uri: string): readonly SymbolInformation[] =>
  outlineOf(tree)
    .filter(({ name, detail }) => name !== detail)
    .map(({ name, kind, selectionRange }) => ({
      name,
      kind,
      containerName: fileOf(uri),
      location: { uri, range: selectionRange },
    }));

/** The last part of the address; an address may be anything. */
function fileOf(uri: string): string {
  const last = uri.slice(uri.lastIndexOf('/') + 1);
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}

/** The letters of the query stand in the name in their order, as editors filter once more. */
function fits(name: string, query: string): boolean {
  const letters = name.toLowerCase();
  let at = -1;
  for (const letter of query.toLowerCase()) {
    if (letter === ' ') continue;
    at = letters.indexOf(letter, at + 1);
    if (at < 0) return false;
  }
  return true;
}
