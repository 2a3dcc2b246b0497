/** Which declarations are in style, wherever they stand: nothing needs to be looked at in them until they are changed. */
import { originOf } from '../syntax/moved-declaration';
import type { DeclarationNode } from '../syntax/nodes';
import { isComment, type Piece } from './pieces';

/** The line breaks that they are in style with, by declarations as they were first read. */
const inStyle = new WeakMap<DeclarationNode, string>();

export class StyleFinder {
  readonly #lineBreak: string;
  readonly #seen = new Map<DeclarationNode, boolean>();

  /** `lineBreak` is that of the text. */
  constructor(lineBreak: string) {
    this.#lineBreak = lineBreak;
  }

  has(declaration: DeclarationNode): boolean {
    return inStyle.get(originOf(declaration)) === this.#lineBreak;
  }

  /** Takes every piece, and whether what stands before it may stay. A comment in a declaration may have to stand below one outside. */
  see(piece: Piece, stays: boolean): void {
    const { of, begins, sound } = piece;
    if (!of || piece.folded) return;
    const isFine = sound && !isComment(piece) && (begins || stays);
    this.#seen.set(of, isFine && this.#seen.get(of) !== false);
  }

  /** Keeps what was seen, once all pieces were. */
  keep(): void {
    for (const [declaration, isFine] of this.#seen)
      if (isFine) inStyle.set(originOf(declaration), this.#lineBreak);
  }
}
