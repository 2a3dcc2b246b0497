/** Reads numbers of any count of bits, the highest first. */
import { text } from '../../contract/text';
import { SoundFault } from './sound';

export class BitReader {
  #place: number;
  #held = 0;
  #bits = 0;
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array, start = 0) {
    this.#bytes = bytes;
    this.#place = start;
  }

  /** Number of the next whole byte: bits that are left of one that was begun are passed over. */
  get place(): number {
    return this.#place - (this.#bits >> 3);
  }

  /** `count` is at most 32. */
  read(count: number): number {
    let value = 0;
    for (let left = count; left > 0;) {
      if (this.#bits === 0) this.#fill();
      const taken = Math.min(left, this.#bits);
      this.#bits -= taken;
      const part = (this.#held >>> this.#bits) & ((1 << taken) - 1);
      value = value * 2 ** taken + part;
      left -= taken;
    }
    return value;
  }

  /** As the two's complement of `count` bits. */
  readSigned(count: number): number {
    if (count === 0) return 0;
    const value = this.read(count);
    return value >= 2 ** (count - 1) ? value - 2 ** count : value;
  }

  /** Zeros before the next one, which is read too. */
  readUnary(): number {
    for (let zeros = 0; ;) {
      if (this.#bits === 0) this.#fill();
      const rest = this.#held & ((1 << this.#bits) - 1);
      if (rest === 0) {
        zeros += this.#bits;
        this.#bits = 0;
        continue;
      }
      const ahead = Math.clz32(rest) - (32 - this.#bits);
      this.#bits -= ahead + 1;
      return zeros + ahead;
    }
  }

  /** Takes two bytes at once where it can: most numbers of a sound are that short. */
  #fill(): void {
    const bytes = this.#bytes;
    const left = bytes.length - this.#place;
    if (left <= 0) throw new SoundFault(text('it is cut off'));
    if (left >= 2) {
      this.#held = (bytes[this.#place]! << 8) | bytes[this.#place + 1]!;
      this.#bits = 16;
      this.#place += 2;
    } else {
      this.#held = bytes[this.#place]!;
      this.#bits = 8;
      this.#place += 1;
    }
  }
}
