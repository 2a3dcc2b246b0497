/**
 * What a change leaves of the declarations of a text: those before it are taken over, those behind it are moved. A sound declaration is read
 * in the same way wherever it stands, since reading looks no further than two tokens beyond it.
 */
import { distanceOf, type Change } from './change';
import { indexAt } from './declaration-at';
import { none } from './fitted';
import { moveDeclaration } from './moved-declaration';
import type { DeclarationNode, FileNode } from './nodes';
import { isTrivia, tokenEnd, tokenIndexAt, type Tokens } from './tokens';

/** Declarations beside which nothing was wrong to read: a text that is changed elsewhere has them again. */
export interface Sound {
  /** How many of the first ones there are. */
  readonly first: number;
  /** All from this one on. */
  readonly last: number;
}

/** What was read of the text before the change. */
export interface ReadText {
  readonly tokens: Tokens;
  readonly file: FileNode;
  readonly sound: Sound;
}

export interface Kept {
  /** All declarations before the change. */
  readonly all: readonly DeclarationNode[];
  readonly head: readonly DeclarationNode[];
  /** Where reading begins: the index of the first token behind the head. */
  readonly token: number;
  /** The declaration as it was read before, if it is the same: what stands before the change may have to be read again to see where it ends. */
  again(declaration: DeclarationNode): DeclarationNode;
  /** All declarations from one that begins at this offset of the text as it is now; null where it is none of those that are kept. */
  tailAt(offset: number): readonly DeclarationNode[] | null;
}

export const nothingKept: Kept = {
  all: none,
  head: none,
  token: 0,
  again: (declaration) => declaration,
  tailAt: () => null,
};

const lineBreak = /[\r\n]/;

/** `text` is the one after the change. What follows the change on its line is read anew: whatever is taken over stands as far from the left as it did. */
export function keepBeside({ tokens, file, sound }: ReadText, change: Change, text: string): Kept {
  const { declarations } = file;
  // Nothing was wrong between the head and the declaration that reading begins with.
  let count = Math.min(Math.max(0, sound.first - 1), indexAt(declarations, change.from));
  while (count > 0 && endOfBeginning(tokens, declarations[count]!) >= change.from) count -= 1;
  const distance = distanceOf(change);
  let next = Math.max(count, sound.last);
  return {
    all: declarations,
    head: declarations.slice(0, count),
    token: count > 0 ? tokenIndexAt(tokens, declarations[count]!.from) : 0,
    again(declaration) {
      const before = count < sound.first ? declarations[count] : undefined;
      const isSame = before?.from === declaration.from && before.to === declaration.to;
      return isSame && before.to <= change.from ? before : declaration;
    },
    tailAt(offset) {
      if (offset < change.newTo || !lineBreak.test(text.slice(change.newTo, offset))) return null;
      while (next < declarations.length && declarations[next]!.from < offset - distance) next += 1;
      if (declarations[next]?.from !== offset - distance) return null;
      return declarations.slice(next).map((declaration) => moveDeclaration(declaration, distance));
    },
  };
}

/** Where the second token of a declaration ends, of which the one before it may depend. */
function endOfBeginning(tokens: Tokens, { from }: DeclarationNode): number {
  let index = tokenIndexAt(tokens, from) + 1;
  while (index < tokens.count - 1 && isTrivia(tokens.kinds[index]!)) index += 1;
  return tokenEnd(tokens, index);
}
