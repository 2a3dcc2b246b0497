/** Finds what a check finds, or what it found in the text before this one, where that still holds. */
import type { FileNames } from '../resolve/file-names';
import type { Asked, Finding } from './check-memory';
import type { DeclaredSymbol, Symbols } from '../resolve/symbols';
import { indexAt } from '../syntax/declaration-at';
import { fitted } from '../syntax/fitted';
import type { DeclarationNode, Span, Value } from '../syntax/nodes';
import { Move } from './move';
import type { CheckContext } from './context';
import { resolveIn } from './resolve-value';

/** A declaration and the name by which others find it; `train` has none. */
interface Subject {
  readonly declaration: DeclarationNode;
  readonly name: string | null;
}

/** How declarations of one kind are checked. */
export interface Check<S extends Subject, T> {
  find(context: CheckContext, subject: S): T;
  /** All that other checks read of it, in words. */
  meaning(found: T): string;
  /** The same finding for the text as it is now. Few parts of it are asked for: places are moved when they are. */
  move(subject: S, found: T, move: Move): T;
}

/** What stands below the declaration was checked before; `beside` is all that the check reads beside names and the declaration itself, in words. */
export function recall<S extends Subject, T>(
  context: CheckContext,
  subject: S,
  check: Check<S, T>,
  beside = '',
): T {
  const known = context.memory?.at(placeOf(context, subject));
  return known && stillHolds(context, known, beside)
    ? moved(context, subject, known, check)
    : findAnew(context, subject, check, beside);
}

/** Whether what was found in the last text is found in this one too. What it means was told then. */
export function stillHolds(context: CheckContext, known: Finding, beside = ''): boolean {
  const { memory, requests } = context;
  if (!memory || known.beside !== beside || memory.meanings.haveChanged(known.names)) return false;
  if (known.asked.length === 0) return true;
  if (!known.asked.every(({ request, answer }) => context.answerOf(request) === answer)) return false;
  for (const { request } of known.asked) requests.push(request);
  return true;
}

export const moved = <S extends Subject, T>(
  { tree }: CheckContext,
  subject: S,
  { value, place }: Finding,
  check: Check<S, T>,
): T => check.move(subject, value as T, new Move(place, subject.declaration.from, tree.lines));

export function findAnew<S extends Subject, T>(
  context: CheckContext,
  subject: S,
  check: Check<S, T>,
  beside = '',
): T {
  const { memory, tree } = context;
  if (!memory) return check.find(context, subject);
  const { declaration, name } = subject;
  const watch = new Watch();
  const value = check.find(watchedContext(context, declaration, watch), subject);
  const meaning = check.meaning(value);
  if (name !== null) memory.meanings.tell(name, meaning);
  const offset = declaration.from;
  const place = { offset, ...tree.lines.positionAt(offset) };
  const names = fitted([...watch.names]);
  const asked = fitted(watch.asked);
  const shapes = context.shapes.of(declaration);
  const finding = { value, place, names, beside, asked, meaning, shapes };
  memory.keep(placeOf(context, subject), watch.isQuiet ? finding : undefined);
  return value;
}

function placeOf({ symbols, tree }: CheckContext, { name, declaration }: Subject): number {
  return name === null ? indexAt(tree.file.declarations, declaration.from) : symbols.names.placeOf.get(name)!;
}

/** What a check has asked for, and whether it went beyond what can be noted. */
class Watch {
  readonly names = new Set<string>();
  readonly asked: Asked[] = [];
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
    this.ofKind = watch.loud((...kinds) => symbols.ofKind(...kinds));
  }

  find(name: string): DeclaredSymbol | undefined {
    this.#watch.names.add(name);
    return this.#symbols.find(name);
  }
  get all(): readonly DeclaredSymbol[] {
    this.#watch.isQuiet = false;
    return this.#symbols.all;
  }
  get names(): FileNames {
    this.#watch.isQuiet = false;
    return this.#symbols.names;
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
    schema(request) {
      const answer = context.schema(request);
      watch.asked.push({ request, answer });
      return answer;
    },
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
