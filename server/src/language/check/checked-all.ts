/**
 * What was checked of all declarations of some kinds, by name. What holds of the last text is not looked at where nothing else has changed, and is moved to
 * its place when somebody asks for it.
 */
import type { SymbolKind } from '../grammar/forms';
import type { DeclaredSymbol } from '../resolve/symbols';
import { none } from '../syntax/fitted';
import type { Findings } from './check-memory';
import type { CheckContext } from './context';
import { findAnew, moved, stillKnown, type Check } from './recall';

/** Found by name, or one after the other. */
export type Checked<T> = Pick<ReadonlyMap<string, T>, 'get' | 'values' | 'keys' | 'size'>;

export class CheckedAll<T> implements Checked<T> {
  readonly #context: CheckContext;
  readonly #findings: Findings;
  readonly #kinds: readonly SymbolKind[];
  readonly #check: Check<DeclaredSymbol, T>;
  /** Of those that were looked at, by place: what was found in this text, or null where what is known holds. */
  readonly #seen = new Map<number, T | null>();
  readonly #moved = new Map<number, T>();
  /** All that have a finding hold, seen or not. */
  #hold = false;
  /** The places of all. */
  #order: readonly number[] = none;
  #found: readonly T[] = none;

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
  }

  /** Checks all of them; `visit` is to check one, after what it stands on. */
  run(visit: (symbol: DeclaredSymbol) => void = (symbol) => this.check(symbol)): this {
    const { memory, symbols, problems } = this.#context;
    const { names } = symbols;
    const said = problems.length;
    const isQuiet = this.#lookAtNew(visit) || this.#lookAtAll(visit);
    const quiet = { names, order: this.#order, found: this.#found };
    memory?.hush(this.#kinds, isQuiet && problems.length === said ? quiet : null);
    return this;
  }

  /** Looks at the one that is new, where the others hold with it; answers whether they do and all have findings. */
  #lookAtNew(visit: (symbol: DeclaredSymbol) => void): boolean {
    const { memory, symbols } = this.#context;
    const { names } = symbols;
    const known = memory?.newIn(this.#kinds, names);
    // Of several new ones one may stand on the other by way of what is not new.
    if (!memory || !known || known.places.length > 1) return false;
    const { places, last } = known;
    const [place] = places;
    this.#hold = true;
    this.#order = last.order;
    this.#found = last.found as readonly T[];
    if (place === undefined) return true;
    visit(symbols.find(names.nameAt[place]!)!);
    this.#hold = memory.meanings.areSame;
    if (!this.#hold) return false;
    this.#found = this.#found.with(this.#order.indexOf(place), this.#foundAt(place));
    return this.#findings[place] !== undefined;
  }

  #lookAtAll(visit: (symbol: DeclaredSymbol) => void): boolean {
    if (this.#hold) return false;
    for (const symbol of this.#context.symbols.ofKind(...this.#kinds)) visit(symbol);
    // While names stay the same, so does what stands on what.
    if (this.#order.length !== this.#seen.size) this.#order = [...this.#seen.keys()];
    this.#found = this.#order.map((place) => this.#foundAt(place));
    return this.#order.every((place) => this.#findings[place] !== undefined);
  }

  /** Finds what is to be found of one, unless that was done. */
  check(symbol: DeclaredSymbol): void {
    const known = stillKnown(this.#context, symbol);
    const found = known ? null : findAnew(this.#context, symbol, this.#check);
    this.#seen.set(this.#placeOf(symbol.name)!, found);
  }

  has(name: string): boolean {
    const place = this.#placeOf(name);
    return place !== undefined && this.#hasAt(place);
  }
  get(name: string): T | undefined {
    const place = this.#placeOf(name);
    return place !== undefined && this.#hasAt(place) ? this.#getAt(place) : undefined;
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
  at(index: number): T {
    return this.#getAt(this.#order[index]!);
  }

  /** As they were found, wherever they stand now: for what does not depend on that. The same list while nothing is found anew. */
  get found(): readonly T[] {
    return this.#found;
  }

  #placeOf(name: string): number | undefined {
    const { kindOf, placeOf } = this.#context.symbols.names;
    const kind = kindOf.get(name);
    return kind && this.#kinds.includes(kind) ? placeOf.get(name) : undefined;
  }
  #hasAt(place: number): boolean {
    return this.#seen.has(place) || (this.#hold && this.#findings[place] !== undefined);
  }
  #foundAt(place: number): T {
    return this.#seen.get(place) ?? (this.#findings[place]!.value as T);
  }
  #getAt(place: number): T {
    const found = this.#seen.get(place) ?? this.#moved.get(place);
    if (found) return found;
    const { symbols } = this.#context;
    const symbol = symbols.find(symbols.names.nameAt[place]!)!;
    const now = moved(this.#context, symbol, this.#findings[place]!, this.#check);
    this.#moved.set(place, now);
    return now;
  }
}
