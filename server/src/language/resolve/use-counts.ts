/** How often names are used in a text, counted from what has changed in it since the last one. */
import { originOf } from '../syntax/moved-declaration';
import type { DeclarationNode } from '../syntax/nodes';
import { namesUsedIn } from './uses';

export class UseCounts {
  #given: readonly DeclarationNode[] | undefined;
  #counted: readonly DeclarationNode[] = [];
  readonly #words = new Map<string, number>();
  readonly #names = new Map<string, number>();

  /** Counts these declarations, and no others any more. */
  count(declarations: readonly DeclarationNode[]): void {
    if (declarations === this.#given) return;
    this.#given = declarations;
    const [before, now] = [this.#counted, declarations.map(originOf)];
    const shorter = Math.min(before.length, now.length);
    let head = 0;
    while (head < shorter && before[head] === now[head]) head += 1;
    let tail = 0;
    while (tail < shorter - head && before.at(-1 - tail) === now.at(-1 - tail)) tail += 1;
    for (const gone of before.slice(head, before.length - tail)) this.#add(gone, -1);
    for (const come of now.slice(head, now.length - tail)) this.#add(come, 1);
    this.#counted = now;
  }

  /** Whether it stands where a constant may. */
  isWord(name: string): boolean {
    return this.#words.has(name);
  }
  /** Whether it stands where a declaration other than a constant may. */
  isName(name: string): boolean {
    return this.#names.has(name);
  }

  #add(declaration: DeclarationNode, more: 1 | -1): void {
    const { words, names } = namesUsedIn(declaration);
    for (const word of words) add(this.#words, word, more);
    for (const name of names) add(this.#names, name, more);
  }
}

function add(counts: Map<string, number>, name: string, more: number): void {
  const count = (counts.get(name) ?? 0) + more;
  if (count > 0) counts.set(name, count);
  else counts.delete(name);
}
