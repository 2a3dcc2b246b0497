/** What each name means to the checks of others, in words, and which names mean something else than in the last text. */
import type { FileNames } from '../resolve/file-names';

export class Meanings {
  readonly #told = new Map<string, string>();
  readonly #changed = new Set<string>();
  #names: FileNames | undefined;

  /**
   * Another text is checked from now on: what became a name, ceased to be one or is one of another kind has changed. `touched` are the names of the
   * declarations in which the two texts differ; no others can have.
   */
  turn(names: FileNames, touched: Iterable<string>): void {
    this.#changed.clear();
    const before = this.#names;
    this.#names = names;
    for (const name of touched) {
      const kind = names.kindOf.get(name);
      if (before?.kindOf.get(name) !== kind) this.#changed.add(name);
      if (kind === undefined) this.#told.delete(name);
    }
  }

  /** Told by what is below before anything above it is looked at. */
  tell(name: string, meaning: string): void {
    if (this.#told.get(name) === meaning) return;
    this.#told.set(name, meaning);
    this.#changed.add(name);
  }

  /** Whether none means something else, as far as was told: then all hold that hold while their names mean the same. */
  get areSame(): boolean {
    return this.#changed.size === 0;
  }
  haveChanged(names: readonly string[]): boolean {
    if (this.#changed.size > 0) for (const name of names) if (this.#changed.has(name)) return true;
    return false;
  }
}
