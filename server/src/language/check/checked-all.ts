/**
 * What was checked of all declarations of some kinds, by name. What holds of the last text is only looked at to see that, and is moved to its place when
 * somebody asks for it.
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
  #found: readonly T[] | undefined;

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

  /** Looks at all of them, in the order of these places: each after what it stands on. */
  run(order = placesOf(this.#context.symbols.names, this.#kinds)): this {
    this.#order = order;
    for (const place of order) this.#lookAt(place);
    return this;
  }

  /** Finds what is to be found of one, where what is known of it does not hold. */
  #lookAt(place: number): void {
    const known = this.#findings[place];
    if (!known || !stillHolds(this.#context, known))
      this.#anew.set(place, findAnew(this.#context, this.#symbolAt(place), this.#check));
    this.#seen[place] = 1;
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

  /** As they were found, wherever they stand now: for what does not depend on that. */
  get found(): readonly T[] {
    return (this.#found ??= this.#order.map((place) => this.#foundAt(place)));
  }

  #symbolAt(place: number): DeclaredSymbol {
    const { symbols } = this.#context;
    return symbols.find(symbols.names.nameAt[place]!)!;
  }
  #foundAt(place: number): T {
    return this.#anew.get(place) ?? (this.#findings[place]!.value as T);
  }
  #getAt(place: number): T {
    const known = this.#anew.get(place) ?? this.#moved.get(place);
    if (known) return known;
    const now = moved(this.#context, this.#symbolAt(place), this.#findings[place]!, this.#check);
    this.#moved.set(place, now);
    return now;
  }
}
