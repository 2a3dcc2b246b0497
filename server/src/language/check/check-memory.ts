/**
 * What is kept of one text for the next: its tree, and what the checks of its declarations have found. A finding is found again by its
 * declaration, and holds while every name that the check has looked up still means the same; nothing is kept of a check that has said something.
 */
import type { Position } from '../../../../contract/problem';
import type { SymbolKind } from '../grammar/forms';
import { UseCounts } from '../resolve/use-counts';
import { originOf } from '../syntax/moved-declaration';
import type { DeclarationNode, LetNode, Span } from '../syntax/nodes';
import type { Tree } from '../syntax/parser';
import { ownString } from '../syntax/tokens';
import type { DeclarationShapes } from './shapes';

export interface Finding {
  readonly value: unknown;
  readonly place: Place;
  readonly names: readonly LookedUp[];
  readonly shapes: DeclarationShapes;
}

/** A name that was looked up, and what it stood for. */
export interface LookedUp {
  readonly name: string;
  /** Undefined for one that nothing was declared by. */
  readonly kind: SymbolKind | undefined;
  /** All that the check reads of it, in words. */
  readonly meaning: string;
}

type IndexLists = readonly (readonly number[])[];

interface Kept {
  readonly finding: Finding;
  /** When it was last used. */
  turn: number;
}

interface Place {
  readonly offset: number;
  readonly line: number;
  readonly character: number;
}

/** How far a declaration has moved since it was checked. */
export class Move {
  readonly #offset: number;
  readonly #lines: number;
  /** Columns of one range share its span. */
  #spans: Map<Span, Span> | undefined;

  constructor(offset: number, lines: number) {
    this.#offset = offset;
    this.#lines = lines;
  }

  span<T extends Span>(span: T): T {
    if (this.#offset === 0) return span;
    const spans = (this.#spans ??= new Map());
    if (!spans.has(span))
      spans.set(span, { ...span, from: span.from + this.#offset, to: span.to + this.#offset });
    return spans.get(span) as T;
  }

  /** A part of the plan, with the places in it. */
  plan<T>(part: T): T {
    if (this.#lines === 0 || typeof part !== 'object' || part === null) return part;
    if (Array.isArray(part)) return part.map((item: unknown) => this.plan(item)) as T;
    const moved = Object.entries(part).map(([name, value]) => [
      name,
      name === 'at'
        ? { ...(value as Position), line: (value as Position).line + this.#lines }
        : this.plan(value as unknown),
    ]);
    return Object.fromEntries(moved) as T;
  }
}

/** Holds what is kept of one text: what the next one does not use is forgotten. */
export class CheckMemory {
  tree: Tree | null = null;
  readonly uses = new UseCounts();
  readonly #kept = new Map<DeclarationNode, Kept>();
  #size = 0;
  #turn = 0;
  #inputsOfTasks: { readonly foundations: readonly string[]; readonly found: IndexLists } | undefined;
  readonly #words = new WeakMap<DeclarationNode, string>();
  readonly #numbers = new WeakMap<object, number>();
  #count = 0;

  /** Another text is checked from now on. What the last one has not used goes when there is as much of it as of the rest. */
  turn(): void {
    if (this.#kept.size > 2 * this.#size)
      for (const [origin, { turn }] of this.#kept) if (turn < this.#turn) this.#kept.delete(origin);
    this.#size = 0;
    this.#turn += 1;
  }
  /** What the last text had of the declaration. */
  find(declaration: DeclarationNode): Finding | undefined {
    const kept = this.#kept.get(originOf(declaration));
    return kept && kept.turn >= this.#turn - 1 ? kept.finding : undefined;
  }
  /** How many findings are held of the last text. */
  get size(): number {
    return this.#size;
  }
  keep(declaration: DeclarationNode, finding: Finding): void {
    const origin = originOf(declaration);
    const kept = this.#kept.get(origin);
    if (kept?.finding === finding) kept.turn = this.#turn;
    else this.#kept.set(origin, { finding, turn: this.#turn });
    this.#size += 1;
  }
  /** Which inputs tasks read, found anew where they or what lies between stand on other things than in the last text. */
  inputsOfTasks(foundations: readonly string[], find: () => IndexLists): IndexLists {
    const last = this.#inputsOfTasks;
    if (last?.foundations.length === foundations.length)
      if (foundations.every((name, index) => name === last.foundations[index])) return last.found;
    const found = find();
    this.#inputsOfTasks = { foundations, found };
    return found;
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
