/** Finds what a check finds, or what it found in the text before this one, where that still holds. */
import type { FileNames } from '../resolve/file-names';
import type { Asked } from './check-memory';
import type { DeclaredSymbol, Symbols } from '../resolve/symbols';
import { fitted } from '../syntax/fitted';
import type { DeclarationNode, Span, Value } from '../syntax/nodes';
import type { Tree } from '../syntax/parser';
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
  const { memory, tree } = context;
  const { declaration, name } = subject;
  if (!memory) return check.find(context, subject);
  const offset = declaration.from;
  const known = memory.recall(
    declaration,
    (finding) =>
      finding.beside === beside &&
      finding.place.character === columnOf(tree, offset) &&
      finding.asked.every(({ request, answer }) => context.answerOf(request) === answer),
  );
  if (known) {
    for (const { request } of known.asked) context.requests.push(request);
    context.shapes.recall(declaration, known.shapes);
    if (name !== null) memory.meanings.tell(name, known.meaning);
    return check.move(subject, known.value as T, new Move(known.place, offset, tree.lines));
  }
  const watch = new Watch();
  const value = check.find(watchedContext(context, declaration, watch), subject);
  const meaning = check.meaning(value);
  if (name !== null) memory.meanings.tell(name, meaning);
  if (watch.isQuiet) {
    const place = { offset, ...tree.lines.positionAt(offset) };
    const shapes = context.shapes.of(declaration);
    const asked = fitted(watch.asked);
    const names = fitted([...watch.names]);
    memory.keep(declaration, { value, place, names, beside, asked, meaning, shapes });
  }
  return value;
}

/** Most declarations begin a line. */
function columnOf({ text, lines }: Tree, offset: number): number {
  return offset === 0 || text[offset - 1] === '\n' ? 0 : lines.positionAt(offset).character;
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
