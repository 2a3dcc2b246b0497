/** Everything that is known of a text: an immutable snapshot whose parts are found when they are first asked for. */
import { describeArchitecture } from '../../../catalog/model/describe-architecture';
import type { Architecture } from '../../../contract/architecture';
import type { Plan, TrainPlan } from '../../../contract/plan';
import type { Problem } from '../../../contract/problem';
import type { PartsRequest, SchemaProvider, SourceRequest } from '../../../contract/schema';
import type { RunRequest } from '../../../contract/trained-run';
import type { SweepDesign } from '../../../contract/sweep';
import { checkFile, type CheckedFile } from './check/check-file';
import type { CheckMemory } from './check/check-memory';
import { createContext, type CheckContext } from './check/context';
import type { CheckedData } from './check/data';
import { readSettings } from './check/settings';
import type { Shapes } from './check/shapes';
import type { StartingRun } from './check/transfers';
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
  /** What was found of inputs and tasks, by their names. */
  readonly inputs: CheckedFile['inputs'];
  readonly tasks: CheckedFile['tasks'];
  /** The schemas that were asked for. */
  readonly requests: readonly SourceRequest[];
  /** What was asked of the parts, whose answers are no more than warnings: nothing else waits for them. */
  readonly partsRequests: readonly PartsRequest[];
  /** The runs that were asked for. */
  readonly runRequests: readonly RunRequest[];
  /** What is known of the run that each block starts from, by the name of the block. */
  readonly runs: ReadonlyMap<string, StartingRun>;
  /** A schema or a run is still being read: analyse again when it is there. */
  readonly pending: boolean;
  /** Null while a problem is an error or a schema is pending; otherwise it can be trained. */
  readonly plan: Plan | null;
  /** How it is trained, whatever else is wrong; null where that was not understood. */
  readonly train: TrainPlan | null;
  /** What `sweep` asks for, which the plan says nothing of; null without one, or where it was not understood. */
  readonly sweep: SweepDesign | null;
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
  return new LazyAnalysis(source, schemas, memory);
}

interface Checked {
  readonly context: CheckContext;
  readonly file: CheckedFile;
  readonly problems: readonly Problem[];
}

/** A class for the reason that moved declarations are (`syntax/moved-declaration.ts`). */
class LazyAnalysis implements Analysis {
  readonly uri: string;
  readonly text: string;
  readonly tree: Tree;
  readonly #source: SourceText;
  readonly #schemas: SchemaProvider;
  readonly #memory: CheckMemory | null;
  #symbols: Symbols | undefined;
  #references: References | undefined;
  #checked: Checked | undefined;
  #plan: Plan | null | undefined;
  #architecture: Architecture | null | undefined;

  constructor(source: SourceText, schemas: SchemaProvider, memory: CheckMemory | null) {
    const { uri, text, encoding } = source;
    this.uri = uri;
    this.text = text;
    this.tree = parse(text, encoding, memory?.tree);
    if (memory) memory.tree = this.tree;
    this.#source = source;
    this.#schemas = schemas;
    this.#memory = memory;
  }

  get symbols(): Symbols {
    const { tree } = this;
    return (this.#symbols ??= collectSymbols(tree, this.#memory?.names.of(tree.file.declarations)));
  }
  get references(): References {
    return (this.#references ??= collectReferences(this.tree, this.symbols));
  }
  get problems(): readonly Problem[] {
    return this.#all.problems;
  }
  get shapes(): Shapes {
    return this.#all.context.shapes;
  }
  get data(): ReadonlyMap<string, CheckedData> {
    return this.#all.file.data;
  }
  get inputs(): CheckedFile['inputs'] {
    return this.#all.file.inputs;
  }
  get tasks(): CheckedFile['tasks'] {
    return this.#all.file.tasks;
  }
  get requests(): readonly SourceRequest[] {
    return this.#all.context.requests;
  }
  get partsRequests(): readonly PartsRequest[] {
    return this.#all.context.partsRequests;
  }
  get runRequests(): readonly RunRequest[] {
    return this.#all.context.runRequests;
  }
  get runs(): ReadonlyMap<string, StartingRun> {
    return this.#all.file.runs;
  }
  get pending(): boolean {
    return [...this.data.values(), ...this.runs.values()].some(({ state }) => state === 'pending');
  }
  get plan(): Plan | null {
    if (this.#plan === undefined) this.#plan = this.#findPlan();
    return this.#plan;
  }
  get train(): TrainPlan | null {
    return this.#all.file.train;
  }
  get sweep(): SweepDesign | null {
    return this.#all.file.sweep;
  }
  get architecture(): Architecture | null {
    if (this.#architecture === undefined) this.#architecture = this.#findArchitecture();
    return this.#architecture;
  }

  get #all(): Checked {
    return (this.#checked ??= this.#check());
  }

  #check(): Checked {
    const { tree, symbols } = this;
    const { uri, directory, settings = {} } = this.#source;
    const read = readSettings(settings, symbols, tree.text.length);
    const context = createContext(
      tree,
      directory,
      symbols,
      () => this.references,
      read.values,
      this.#schemas,
      this.#memory,
    );
    const file = checkFile(context, () => titleFrom(uri));
    const all = [...tree.problems, ...symbols.problems, ...read.problems, ...context.problems];
    return { context, file, problems: tree.unread ? tree.problems : all.toSorted(byPlace) };
  }

  #findPlan(): Plan | null {
    const { file, problems } = this.#all;
    const isSound = problems.every(({ severity }) => severity !== 'error');
    return isSound && file.dataIsKnown && !this.pending ? file.draft() : null;
  }

  #findArchitecture(): Architecture | null {
    const draft = this.#all.file.draft();
    return draft && draft.tasks.length > 0 ? describeArchitecture(draft) : null;
  }
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
