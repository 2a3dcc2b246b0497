/** Finds what a check finds, or what it found in the text before this one, where that still holds. */
import type { DeclaredSymbol, Symbols } from '../resolve/symbols';
import type { DeclarationNode, Span, Value } from '../syntax/nodes';
import { Move, type CheckMemory, type Finding, type LookedUp } from './check-memory';
import type { CheckContext } from './context';
import { resolveIn } from './resolve-value';

export interface Check<T> {
  readonly declaration: DeclarationNode;
  /** All that the check reads of what a name stands for, in words; the context knows what is written. */
  meaning(symbol: DeclaredSymbol): string;
  find(context: CheckContext): T;
  /** The same finding for the text as it is now. Few parts of it are asked for: places are moved when they are. */
  move(found: T, move: Move): T;
}

export function recall<T>(context: CheckContext, check: Check<T>): T {
  const { memory, tree } = context;
  const { declaration } = check;
  if (!memory) return check.find(context);
  const offset = declaration.from;
  const { line, character } = tree.lines.positionAt(offset);
  const known = memory.find(declaration);
  if (known?.place.character === character && meanTheSame(known.names, context, memory, check)) {
    memory.keep(declaration, known);
    context.shapes.recall(declaration, known.shapes);
    return check.move(known.value as T, new Move(offset - known.place.offset, line - known.place.line));
  }
  const watch = new Watch();
  const value = check.find(watchedContext(context, declaration, watch));
  if (watch.isQuiet) {
    const names = [...watch.names].map((name): LookedUp => {
      const symbol = context.symbols.find(name);
      return { name, kind: symbol?.kind, meaning: symbol ? meaningOf(symbol, context, memory, check) : '' };
    });
    const place = { offset, line, character };
    memory.keep(declaration, { value, place, names, shapes: context.shapes.of(declaration) });
  }
  return value;
}

function meanTheSame<T>(
  names: Finding['names'],
  context: CheckContext,
  memory: CheckMemory,
  check: Check<T>,
): boolean {
  for (const { name, kind, meaning } of names) {
    const symbol = context.symbols.find(name);
    if (symbol?.kind !== kind) return false;
    if (symbol && meaningOf(symbol, context, memory, check) !== meaning) return false;
  }
  return true;
}

const meaningOf = <T>(
  symbol: DeclaredSymbol,
  context: CheckContext,
  memory: CheckMemory,
  { meaning }: Check<T>,
): string =>
  symbol.declaration.kind === 'let' ? memory.wordsOf(symbol.declaration, context) : meaning(symbol);

/** What a check has asked for, and whether it went beyond what can be noted. */
class Watch {
  readonly names = new Set<string>();
  isQuiet = true;

  loud<A extends readonly unknown[], R>(act: (...args: A) => R): (...args: A) => R {
    return (...args) => {
      this.isQuiet = false;
      return act(...args);
    };
  }
}

/** Symbols that note who is looked up. */
class WatchedSymbols implements Symbols {
  readonly #symbols: Symbols;
  readonly #watch: Watch;
  readonly ofKind: Symbols['ofKind'];

  constructor(symbols: Symbols, watch: Watch) {
    this.#symbols = symbols;
    this.#watch = watch;
    this.ofKind = watch.loud(symbols.ofKind);
  }

  find(name: string): DeclaredSymbol | undefined {
    this.#watch.names.add(name);
    return this.#symbols.find(name);
  }
  get all(): readonly DeclaredSymbol[] {
    this.#watch.isQuiet = false;
    return this.#symbols.all;
  }
  get problems(): Symbols['problems'] {
    return this.#symbols.problems;
  }
}

/** The context of one check, which notes what the check looks up. */
function watchedContext(context: CheckContext, declaration: DeclarationNode, watch: Watch): CheckContext {
  const symbols = new WatchedSymbols(context.symbols, watch);
  return {
    ...context,
    symbols,
    references: watch.loud(context.references),
    report: watch.loud(context.report),
    schema: watch.loud(context.schema),
    parts: watch.loud(context.parts),
    at(span) {
      if (!holds(declaration, span)) watch.isQuiet = false;
      return context.at(span);
    },
    resolve(value) {
      const resolved = resolveIn(symbols, context.settings, value);
      if (resolved && isPlaced(resolved) && !holds(declaration, resolved)) watch.isQuiet = false;
      return resolved;
    },
  };
}

/** A value that a finding may tell the place of. What a constant stands for is written elsewhere, and moves apart from the declaration. */
const isPlaced = ({ kind }: Value): boolean => kind !== 'number' && kind !== 'string' && kind !== 'flag';

const holds = (outer: Span, inner: Span): boolean => outer.from <= inner.from && inner.to <= outer.to;
