/** How often names are used in a text, counted from what has changed in it since the last one. */
import type { DeclarationNode } from '../syntax/nodes';
import { differenceBetween } from '../difference';
import { originsOf } from '../syntax/origins';
import { namesUsedIn } from './uses';

export class UseCounts {
  #counted: readonly DeclarationNode[] = [];
  #version = 0;
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

  /** Changes whenever a name comes into use or falls out of it. */
  get version(): number {
    return this.#version;
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
    for (const word of words) this.#addTo(this.#words, word, more);
    for (const name of names) this.#addTo(this.#names, name, more);
  }

  #addTo(counts: Map<string, number>, name: string, more: 1 | -1): void {
    const before = counts.get(name) ?? 0;
    const count = before + more;
    if (count > 0) counts.set(name, count);
    else counts.delete(name);
    if (before === 0 || count === 0) this.#version += 1;
  }
}
