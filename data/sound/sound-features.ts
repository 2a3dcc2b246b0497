/** Features of the recordings that a column names: read and decoded some ahead, in the order of the rows, and once where memory allows. */
import { featuresOfSound, type SoundForm } from '../../contract/sound-form';
import { text, type Text } from '../../contract/text';
import type { WordColumn } from '../column-values';
import { inOrder } from '../in-turns';
import { decodeSound } from './decode-sound';
import { createFeatures } from './features';

/** So many files are read ahead. */
const atOnce = 8;

export type Heard =
  /** Step by step [steps x features]. */
  { readonly features: Float32Array } | { readonly fault: Text };

export class SoundFeatures {
  readonly #form: SoundForm;
  readonly #featuresOf: (samples: Float32Array) => Float32Array;
  readonly #kept = new Map<string, Float32Array>();
  #room: number;

  /** Keeps what is decoded until it has taken `room` bytes. */
  constructor(form: SoundForm, room: number) {
    this.#form = form;
    this.#featuresOf = createFeatures(form);
    this.#room = room;
  }

  /** Numbers of a step. */
  get width(): number {
    return featuresOfSound(this.#form);
  }

  /** Shows some rows in their order, those alone that name a recording. `isLast` says that nobody will ask for them again. */
  walk(
    column: WordColumn,
    rows: readonly number[],
    visit: (row: number, heard: Heard, word: string) => void,
    isLast = false,
  ): Promise<void> {
    return inOrder(
      rows,
      (row) => this.#hear(column, row, isLast),
      (heard, index) => {
        const row = rows[index]!;
        if (heard) visit(row, heard, column.words[row]!);
      },
      atOnce,
    );
  }

  /** Undefined for a row without a recording. Never rejects. */
  async #hear({ words, media }: WordColumn, row: number, isLast: boolean): Promise<Heard | undefined> {
    const word = words[row] ?? null;
    if (word === null) return undefined;
    const kept = this.#kept.get(word);
    if (kept) {
      if (isLast) this.#forget(word, kept);
      return { features: kept };
    }
    if (!media?.has(word)) return { fault: text('it is no file of the source') };
    const medium = await media.open(word).catch(codeOf);
    if (typeof medium === 'string') return { fault: text('it cannot be opened ({code})', { code: medium }) };
    if (medium.kind !== 'file') return { fault: text('it is no file of the source') };
    const decoded = decodeSound(medium.bytes, this.#form.rate, this.#form.samples);
    if ('fault' in decoded) return decoded;
    const features = this.#featuresOf(decoded.value);
    if (!isLast) this.#keep(word, features);
    return { features };
  }

  #keep(word: string, features: Float32Array): void {
    if (this.#room < features.byteLength) return;
    this.#room -= features.byteLength;
    this.#kept.set(word, features);
  }

  #forget(word: string, features: Float32Array): void {
    this.#room += features.byteLength;
    this.#kept.delete(word);
  }
}

/** What the system calls it. */
const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? String(error);
