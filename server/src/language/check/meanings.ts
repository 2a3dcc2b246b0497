/** What each name means to the checks of others, in words, and which names mean something else than in the last text. */
import type { FileNames } from '../resolve/file-names';

export class Meanings {
  readonly #told = new Map<string, string>();
  readonly #changed = new Set<string>();
  #names: FileNames | undefined;

  /** Another text is checked from now on: what became a name, ceased to be one or is one of another kind has changed. */
  turn(names: FileNames): void {
    this.#changed.clear();
    const before = this.#names;
    if (before === names) return;
    this.#names = names;
    for (const [name, kind] of names.kindOf) if (before?.kindOf.get(name) !== kind) this.#changed.add(name);
    for (const name of before?.kindOf.keys() ?? [])
      if (!names.kindOf.has(name)) {
        this.#changed.add(name);
        this.#told.delete(name);
      }
  }

  /** Told by what is below before anything above it is looked at. */
  tell(name: string, meaning: string): void {
    if (this.#told.get(name) === meaning) return;
    this.#told.set(name, meaning);
    this.#changed.add(name);
  }

  /** No name means something else than in the last text. */
  get areSame(): boolean {
    return this.#changed.size === 0;
  }
  haveChanged(names: readonly string[]): boolean {
    return this.#changed.size > 0 && names.some((name) => this.#changed.has(name));
  }
}
