/**
 * What was checked of all declarations of some kinds, by name. What is known of the last text is not even looked at while no name means something else, and
 * is moved to its place when somebody asks for it.
 */
import type { SymbolKind } from '../grammar/forms';
import { placesOf } from '../resolve/file-names';
import type { DeclaredSymbol } from '../resolve/symbols';
import { none } from '../syntax/fitted';
import type { Findings } from './check-memory';
import type { CheckContext } from './context';
import { findAnew, moved, stillHolds, type Check } from './recall';

/** Found by name, or one after the other. */
export type Checked<T> = Pick<ReadonlyMap<string, T>, 'get' | 'values' | 'keys' | 'size'>;

export class CheckedAll<T> implements Checked<T> {
  readonly #context: CheckContext;
  readonly #findings: Findings;
  readonly #kinds: readonly SymbolKind[];
  readonly #check: Check<DeclaredSymbol, T>;
  /** By place, whether it was looked at. */
  readonly #seen: Uint8Array;
  /** By place, what was found in this text. */
  readonly #anew = new Map<number, T>();
  readonly #moved = new Map<number, T>();
  /** The places of all. */
  #order: readonly number[] = none;

  constructor(
    context: CheckContext,
    findings: Findings,
    kinds: readonly SymbolKind[],
    check: Check<DeclaredSymbol, T>,
  ) {
    this.#context = context;
    this.#findings = findings;
    this.#kinds = kinds;
    this.#check = check;
    this.#seen = new Uint8Array(context.tree.file.declarations.length);
  }

  /**
   * Looks at all of them, in the order of these places: each after what it stands on. While no name means something else, what is known of one holds, and is
   * not touched. Data that has come needs no question of its own: its data set means something else then.
   */
  run(order = placesOf(this.#context.symbols.names, this.#kinds)): this {
    this.#order = order;
    const findings = this.#findings;
    const seen = this.#seen;
    const meanings = this.#context.memory?.meanings;
    for (const place of order) {
      const known = findings[place];
      if (!known || !(meanings?.areSame || stillHolds(this.#context, known)))
        this.#anew.set(place, findAnew(this.#context, this.#symbolAt(place), this.#check));
      seen[place] = 1;
    }
    return this;
  }

  get(name: string): T | undefined {
    const place = this.#context.symbols.names.placeOf.get(name);
    return place !== undefined && this.#seen[place] === 1 ? this.#getAt(place) : undefined;
  }
  get size(): number {
    return this.#order.length;
  }
  *keys(): Generator<string, undefined> {
    for (const place of this.#order) yield this.#context.symbols.names.nameAt[place]!;
  }
  *values(): Generator<T, undefined> {
    for (const place of this.#order) yield this.#getAt(place);
  }
  /** In the text, of all in their order. */
  get places(): readonly number[] {
    return this.#order;
  }
  at(index: number): T {
    return this.#getAt(this.#order[index]!);
  }

  /** Whether it was found in this text, by its index among them. */
  isAnew(index: number): boolean {
    return this.#anew.has(this.#order[index]!);
  }

  /** As it was found, wherever it stands now: for what does not depend on that. */
  foundAt(index: number): T {
    const place = this.#order[index]!;
    return this.#anew.get(place) ?? (this.#findings[place]!.value as T);
  }

  #symbolAt(place: number): DeclaredSymbol {
    const { symbols } = this.#context;
    return symbols.find(symbols.names.nameAt[place]!)!;
  }
  #getAt(place: number): T {
    const known = this.#anew.get(place) ?? this.#moved.get(place);
    if (known) return known;
    const now = moved(this.#context, this.#symbolAt(place), this.#findings[place]!, this.#check);
    this.#moved.set(place, now);
    return now;
  }
}
