/**
 * What is kept of one text for the next: its tree, and what the checks of its declarations have found. A finding belongs to a place among the declarations
 * and moves with it. It holds while every name that the check has looked up still means the same; nothing is kept of a check that has said something.
 */
import type { SchemaAnswer, SourceRequest } from '../../../../contract/schema';
import { differenceBetween } from '../difference';
import { declaredName, KeptNames, type FileNames } from '../resolve/file-names';
import { UseCounts } from '../resolve/use-counts';
import { originOf } from '../syntax/moved-declaration';
import type { DeclarationNode, LetNode, Span } from '../syntax/nodes';
import { originsOf } from '../syntax/origins';
import type { Tree } from '../syntax/parser';
import { ownString } from '../syntax/tokens';
import type { KeptSuspicions, TakenColumns } from './column-facts';
import { Meanings } from './meanings';
import type { Place } from './move';
import type { DeclarationShapes } from './shapes';

export interface Finding {
  readonly value: unknown;
  readonly place: Place;
  /** All names that were looked up. */
  readonly names: readonly string[];
  /** What was read beside names and the declaration. */
  readonly beside: string;
  readonly asked: readonly Asked[];
  /** What it means to others. */
  readonly meaning: string;
  readonly shapes: DeclarationShapes;
}

/** By the places of declarations; none where a check was not made yet, or has said something. */
export type Findings = readonly (Finding | undefined)[];

/** A question about data, and an answer that holds for as long as it is the one that is given. */
export interface Asked {
  readonly request: SourceRequest;
  readonly answer: SchemaAnswer;
}

export class CheckMemory {
  tree: Tree | null = null;
  readonly names = new KeptNames();
  readonly uses = new UseCounts();
  readonly meanings = new Meanings();
  columns: TakenColumns | undefined;
  /** By the names of data sets. */
  suspicions: ReadonlyMap<string, KeptSuspicions> = new Map();
  /** The names and uses with which everything that is declared was used. */
  allUsed: string | undefined;
  #origins: readonly DeclarationNode[] = [];
  #findings: (Finding | undefined)[] = [];
  #touched: ReadonlySet<string> = new Set();
  readonly #words = new WeakMap<DeclarationNode, string>();
  readonly #numbers = new WeakMap<object, number>();
  #count = 0;

  /** Another text is checked from now on. Answers its findings, which the checks complete. */
  turn(names: FileNames, declarations: readonly DeclarationNode[]): Findings {
    const now = originsOf(declarations);
    const { from, oldTo, newTo } = differenceBetween(this.#origins, now);
    const other = [...this.#origins.slice(from, oldTo), ...now.slice(from, newTo)];
    this.#touched = new Set(other.flatMap((declaration) => declaredName(declaration) ?? []));
    const before = this.#findings;
    // A list of its own: analyses of earlier texts go on with theirs.
    const findings = before.slice(0, from).concat(
      now.slice(from, newTo).map(() => undefined),
      before.slice(oldTo),
    );
    // What this text does not check may not hold for the next one.
    for (const place of names.repeated) findings[place] = undefined;
    this.#origins = now;
    this.#findings = findings;
    this.meanings.turn(names, this.#touched);
    return findings;
  }

  at(place: number): Finding | undefined {
    return this.#findings[place];
  }
  keep(place: number, finding: Finding | undefined): void {
    this.#findings[place] = finding;
  }
  /** How many findings are held of the last text. */
  get size(): number {
    return this.#findings.filter((finding) => finding !== undefined).length;
  }

  /** The names of the declarations in which the last two texts differ. */
  get touched(): Iterable<string> {
    return this.#touched;
  }
  /** What a constant stands for. */
  wordsOf(declaration: LetNode, context: { written(span: Span): string }): string {
    const origin = originOf(declaration);
    let words = this.#words.get(origin);
    if (words === undefined) this.#words.set(origin, (words = ownString(context.written(declaration.value))));
    return words;
  }
  /** A number for an object that never changes, such as a schema; null has one too. */
  numberOf(thing: object | null): number {
    if (!thing) return 0;
    const number = this.#numbers.get(thing) ?? (this.#count += 1);
    this.#numbers.set(thing, number);
    return number;
  }
}
