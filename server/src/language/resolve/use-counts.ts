/** How often names are used in a text, counted from what has changed in it since the last one. */
import type { DeclarationNode } from '../syntax/nodes';
import { differenceBetween } from '../difference';
import { originsOf } from '../syntax/origins';
import { namesUsedIn } from './uses';

export class UseCounts {
  #counted: readonly DeclarationNode[] = [];
  readonly #words = new Map<string, number>();
  readonly #names = new Map<string, number>();

  /** Counts these declarations, and no others any more. */
  count(declarations: readonly DeclarationNode[]): void {
    const [before, now] = [this.#counted, originsOf(declarations)];
    if (now === before) return;
    const { from, oldTo, newTo } = differenceBetween(before, now);
    for (let place = from; place < oldTo; place += 1) this.#add(before[place]!, -1);
    for (let place = from; place < newTo; place += 1) this.#add(now[place]!, 1);
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
