/**
 * What is kept of one text for the next: its tree, and what the checks of its declarations have found. A finding is found again by its
 * declaration, and holds while every name that the check has looked up still means the same; nothing is kept of a check that has said something.
 */
import type { SchemaAnswer, SourceRequest } from '../../../../contract/schema';
import { KeptNames, type FileNames } from '../resolve/file-names';
import { UseCounts } from '../resolve/use-counts';
import { originOf } from '../syntax/moved-declaration';
import type { DeclarationNode, LetNode, Span } from '../syntax/nodes';
import type { Tree } from '../syntax/parser';
import { ownString } from '../syntax/tokens';
import type { KeptSuspicions } from './column-facts';
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

/** A question about data, and an answer that holds for as long as it is the one that is given. */
export interface Asked {
  readonly request: SourceRequest;
  readonly answer: SchemaAnswer;
}

interface Kept {
  readonly finding: Finding;
  /** When it was last used. */
  turn: number;
}

/** Findings that no text uses any more and that are still held. */
const mostStale = 32;

/** Holds what is kept of one text: what the next one does not use is forgotten. */
export class CheckMemory {
  tree: Tree | null = null;
  readonly names = new KeptNames();
  readonly uses = new UseCounts();
  readonly meanings = new Meanings();
  suspicions: KeptSuspicions | undefined;
  /** The names and uses with which everything that is declared was used. */
  allUsed: string | undefined;
  readonly #kept = new Map<DeclarationNode, Kept>();
  #size = 0;
  #turn = 0;
  readonly #words = new WeakMap<DeclarationNode, string>();
  readonly #numbers = new WeakMap<object, number>();
  #count = 0;

  /** Another text is checked from now on. What the last one has not used goes when enough of it has come together to be looked for. */
  turn(names: FileNames): void {
    if (this.#kept.size > this.#size + mostStale)
      for (const [origin, { turn }] of this.#kept) if (turn < this.#turn) this.#kept.delete(origin);
    this.#size = 0;
    this.#turn += 1;
    this.meanings.turn(names);
  }
  /** What the last text had of the declaration, where all that was looked up still means the same; it is kept for the next text too. */
  recall(declaration: DeclarationNode, holds: (finding: Finding) => boolean): Finding | undefined {
    const kept = this.#kept.get(originOf(declaration));
    if (!kept || kept.turn < this.#turn - 1) return undefined;
    const { finding } = kept;
    if (this.meanings.haveChanged(finding.names) || !holds(finding)) return undefined;
    kept.turn = this.#turn;
    this.#size += 1;
    return finding;
  }
  /** How many findings are held of the last text. */
  get size(): number {
    return this.#size;
  }
  keep(declaration: DeclarationNode, finding: Finding): void {
    this.#kept.set(originOf(declaration), { finding, turn: this.#turn });
    this.#size += 1;
  }
  /** What a constant stands for. */
  wordsOf(declaration: LetNode, context: { written(span: Span): string }): string {
    const origin = originOf(declaration);
    const known = this.#words.get(origin) ?? ownString(context.written(declaration.value));
    this.#words.set(origin, known);
    return known;
  }
  /** A number for an object that never changes, such as a schema; null has one too. */
  numberOf(thing: object | null): number {
    if (!thing) return 0;
    const number = this.#numbers.get(thing) ?? (this.#count += 1);
    this.#numbers.set(thing, number);
    return number;
  }
}
