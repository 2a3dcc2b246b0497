/** What a file declares and what stands on what, by name alone: while nobody changes that, texts share it. */
import { differenceBetween } from '../difference';
import { originsOf } from '../syntax/origins';
import type { DeclarationKind, SymbolKind } from '../grammar/forms';
import { none } from '../syntax/fitted';
import { isBlockDeclaration, isMissing, type DeclarationNode, type NameNode } from '../syntax/nodes';

/** Plain data about places in the list of declarations; of two with one name only the first counts. */
export interface FileNames {
  readonly placeOf: ReadonlyMap<string, number>;
  /** The names by place; none where nothing is declared by one. */
  readonly nameAt: readonly (string | undefined)[];
  readonly kindOf: ReadonlyMap<string, SymbolKind>;
  readonly byKind: ReadonlyMap<SymbolKind, readonly number[]>;
  /** Those that have no name, or not yet. */
  readonly nameless: ReadonlyMap<DeclarationKind, readonly number[]>;
  /** Those whose name an earlier one has. */
  readonly repeated: readonly number[];
  /** Is another object in other names: for those who want to know these again without holding them. */
  readonly mark: object;
}

export function collectNames(declarations: readonly DeclarationNode[]): FileNames {
  const placeOf = new Map<string, number>();
  const nameAt: (string | undefined)[] = declarations.map(() => undefined);
  const kindOf = new Map<string, SymbolKind>();
  const byKind = new Map<SymbolKind, number[]>();
  const nameless = new Map<DeclarationKind, number[]>();
  const repeated: number[] = [];
  for (let place = 0; place < declarations.length; place += 1) {
    const declaration = declarations[place]!;
    const name = declaredName(declaration);
    if (name === null) {
      add(nameless, declaration.kind, place);
      continue;
    }
    if (placeOf.has(name)) {
      repeated.push(place);
      continue;
    }
    const kind = declaration.kind as SymbolKind;
    placeOf.set(name, place);
    nameAt[place] = name;
    kindOf.set(name, kind);
    add(byKind, kind, place);
  }
  return { placeOf, nameAt, kindOf, byKind, nameless, repeated, mark: {} };
}

function add<K>(lists: Map<K, number[]>, kind: K, place: number): void {
  const alike = lists.get(kind);
  if (alike) alike.push(place);
  else lists.set(kind, [place]);
}

/** The places of all that are of some kinds, in the order of the text. */
export function placesOf({ byKind }: FileNames, kinds: readonly SymbolKind[]): readonly number[] {
  const [first = none, ...others] = kinds.flatMap((kind) => {
    const places = byKind.get(kind);
    return places ? [places] : [];
  });
  return others.length === 0 ? first : [...first, ...others.flat()].toSorted((a, b) => a - b);
}

/** Those of the last text, for as long as each text declares the same as the one before it. */
export class KeptNames {
  #declarations: readonly DeclarationNode[] = [];
  #names: FileNames | undefined;

  of(declarations: readonly DeclarationNode[]): FileNames {
    const [before, now] = [this.#declarations, originsOf(declarations)];
    this.#declarations = now;
    if (!this.#names || !declareAlike(before, now)) this.#names = collectNames(now);
    return this.#names;
  }
}

function declareAlike(before: readonly DeclarationNode[], now: readonly DeclarationNode[]): boolean {
  if (before.length !== now.length) return false;
  const { from, newTo } = differenceBetween(before, now);
  for (let place = from; place < newTo; place += 1) if (!isAlike(before[place]!, now[place]!)) return false;
  return true;
}

function isAlike(one: DeclarationNode, other: DeclarationNode): boolean {
  if (one.kind !== other.kind || declaredName(one) !== declaredName(other)) return false;
  const [below, now] = [namesBelow(one), namesBelow(other)];
  return below.length === now.length && below.every(({ text }, index) => text === now[index]!.text);
}

/** What a block, a task or a pair stands on, or the word that a constant stands for. */
export function namesBelow(declaration: DeclarationNode): readonly NameNode[] {
  if (isBlockDeclaration(declaration)) return declaration.on;
  return declaration.kind === 'let' && declaration.value.kind === 'word' ? [declaration.value.name] : none;
}

/** Null for a declaration that has none, or not yet. */
export function declaredName(declaration: DeclarationNode): string | null {
  if (declaration.kind === 'experiment' || !declaration.name || isMissing(declaration.name)) return null;
  return declaration.name.text;
}
