/** Everything that is known of a text: an immutable snapshot whose parts are found when they are first asked for. */
import { describeArchitecture } from '../../../catalog/model/describe-architecture';
import type { Architecture } from '../../../contract/architecture';
import type { Plan } from '../../../contract/plan';
import type { Problem } from '../../../contract/problem';
import type { PartsRequest, SchemaProvider, SourceRequest } from '../../../contract/schema';
import { checkFile, type CheckedFile } from './check/check-file';
import type { CheckMemory } from './check/check-memory';
import { createContext, type CheckContext } from './check/context';
import type { CheckedData } from './check/data';
import { readSettings } from './check/settings';
import type { Shapes } from './check/shapes';
import { collectReferences, type References } from './resolve/references';
import { collectSymbols, type Symbols } from './resolve/symbols';
import { parse, type Tree } from './syntax/parser';
import type { PositionEncoding } from './syntax/position-encoding';

export interface SourceText {
  /** Names the text; the title of an experiment without one is the file name. */
  readonly uri: string;
  /** Absolute path of the folder that relative data sources start from. */
  readonly directory: string;
  readonly text: string;
  /** Values that replace those of constants and of properties of `train`, as they would be written. */
  readonly settings?: Readonly<Record<string, string>>;
  /** What positions count; UTF-16 units when left out. */
  readonly encoding?: PositionEncoding;
}

export interface Analysis {
  readonly uri: string;
  readonly text: string;
  readonly tree: Tree;
  readonly symbols: Symbols;
  readonly references: References;
  /** In the order of the text. */
  readonly problems: readonly Problem[];
  /** For layers, inputs, blocks and tasks: what leaves them, and their trainable numbers. Absent where not known. */
  readonly shapes: Pick<Shapes, 'get' | typeof Symbol.iterator>;
  /** What is known of each data set, by its name. */
  readonly data: ReadonlyMap<string, CheckedData>;
  /** The schemas that were asked for. */
  readonly requests: readonly SourceRequest[];
  /** What was asked of the parts, whose answers are no more than warnings: nothing else waits for them. */
  readonly partsRequests: readonly PartsRequest[];
  /** A schema is still being read: analyse again when it is there. */
  readonly pending: boolean;
  /** Null while a problem is an error or a schema is pending; otherwise it can be trained. */
  readonly plan: Plan | null;
  /** Null while the model cannot be drawn. It does not need the data to be readable. */
  readonly architecture: Architecture | null;
}

/**
 * Never throws, whatever the text. Syntax is read at once; names, checks and plan on first request. `memory` holds what was found in the
 * text before this one: it makes the analysis faster, and never another one.
 */
export function analyse(
  source: SourceText,
  schemas: SchemaProvider,
  memory: CheckMemory | null = null,
): Analysis {
  const { uri, directory, text, settings = {}, encoding } = source;
  const tree = parse(text, encoding, memory?.tree);
  if (memory) memory.tree = tree;
  const symbolsOf = once(() => collectSymbols(tree));
  const referencesOf = once(() => collectReferences(tree, symbolsOf()));
  const checked = once((): { context: CheckContext; file: CheckedFile; problems: readonly Problem[] } => {
    const symbols = symbolsOf();
    const read = readSettings(settings, symbols, text.length);
    const context = createContext(tree, directory, symbols, referencesOf, read.values, schemas, memory);
    const file = checkFile(context, titleFrom(uri));
    const all = [...tree.problems, ...symbols.problems, ...read.problems, ...context.problems];
    return { context, file, problems: tree.unread ? tree.problems : all.toSorted(byPlace) };
  });
  const plan = once((): Plan | null => {
    const { file, problems } = checked();
    const isSound = problems.every(({ severity }) => severity !== 'error');
    return isSound && file.dataIsKnown ? file.draft() : null;
  });
  const architecture = once((): Architecture | null => {
    const draft = checked().file.draft();
    return draft && draft.tasks.length > 0 ? describeArchitecture(draft) : null;
  });
  return {
    uri,
    text,
    tree,
    get symbols() {
      return symbolsOf();
    },
    get references() {
      return referencesOf();
    },
    get problems() {
      return checked().problems;
    },
    get shapes() {
      return checked().context.shapes;
    },
    get data() {
      return checked().file.data;
    },
    get requests() {
      return checked().context.requests;
    },
    get partsRequests() {
      return checked().context.partsRequests;
    },
    get pending() {
      return [...checked().file.data.values()].some(({ state }) => state === 'pending');
    },
    get plan() {
      return plan();
    },
    get architecture() {
      return architecture();
    },
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** Problems beside the text (of settings) come first. */
function byPlace(a: Problem, b: Problem): number {
  const line = (a.range?.start.line ?? -1) - (b.range?.start.line ?? -1);
  return line || (a.range?.start.character ?? -1) - (b.range?.start.character ?? -1);
}

/** `file:///home/me/two%20views.mtl` is titled `two views`. */
function titleFrom(uri: string): string {
  const name =
    uri
      .replace(/[?#].*$/, '')
      .split(/[\\/]/)
      .at(-1) ?? '';
  const bare = name.replace(/\.mtl$/, '');
  try {
    return decodeURIComponent(bare) || 'Experiment';
  } catch {
    return bare;
  }
}
