/** Tokens as they are found, in arrays that grow. */
import { TokenKind, type Tokens } from './tokens';

export class TokenList {
  #kinds: Uint8Array;
  #starts: Int32Array;
  #startsLine: Uint8Array;
  #count = 0;
  /** As those of `Tokens`; undefined where none was moved. */
  #moved: number | undefined;
  #by = 0;

  /** `expected` is how many there will be, as far as that is known. */
  constructor(expected: number) {
    const size = Math.max(16, Math.ceil(expected));
    this.#kinds = new Uint8Array(size);
    this.#starts = new Int32Array(size);
    this.#startsLine = new Uint8Array(size);
  }

  /** Before the first token a line has just ended. */
  get lastKind(): TokenKind {
    return this.#count > 0 ? (this.#kinds[this.#count - 1] as TokenKind) : TokenKind.NewLine;
  }

  add(kind: TokenKind, start: number, startsLine: boolean): void {
    this.#makeRoom(1);
    this.#kinds[this.#count] = kind;
    this.#starts[this.#count] = start;
    this.#startsLine[this.#count] = startsLine ? 1 : 0;
    this.#count += 1;
  }

  /** Begins with the tokens of another text up to an index. Only what was moved there is written anew. */
  copyHead(tokens: Tokens, behind: number): void {
    this.#copy(tokens, 0, behind);
    this.#add(tokens.by, tokens.moved, behind);
  }
  /** Ends with those from an index on, which stand `distance` further behind now: those that were not moved there are written as if they had been. */
  copyTail(tokens: Tokens, first: number, distance: number): void {
    const start = this.#count;
    this.#copy(tokens, first, tokens.count);
    this.#add(-tokens.by, start, Math.min(this.#count, start + tokens.moved - first));
    this.#moved = start;
    this.#by = tokens.by + distance;
  }

  #copy(tokens: Tokens, first: number, behind: number): void {
    this.#makeRoom(behind - first);
    this.#kinds.set(tokens.kinds.subarray(first, behind), this.#count);
    this.#startsLine.set(tokens.startsLine.subarray(first, behind), this.#count);
    this.#starts.set(tokens.starts.subarray(first, behind), this.#count);
    this.#count += behind - first;
  }

  /** All tokens of the text, with the `End` token behind them. */
  tokens(text: string): Tokens {
    this.add(TokenKind.End, text.length, true);
    return this.copied(text);
  }
  /** The same where the `End` token was copied. */
  copied(text: string): Tokens {
    return {
      text,
      count: this.#count,
      kinds: this.#kinds.subarray(0, this.#count),
      starts: this.#starts.subarray(0, this.#count),
      startsLine: this.#startsLine.subarray(0, this.#count),
      moved: this.#moved ?? this.#count,
      by: this.#by,
    };
  }

  #add(distance: number, first: number, behind: number): void {
    const starts = this.#starts;
    if (distance !== 0) for (let index = first; index < behind; index += 1) starts[index]! += distance;
  }

  #makeRoom(more: number): void {
    if (this.#count + more <= this.#kinds.length) return;
    const size = Math.max(2 * this.#kinds.length, this.#count + more);
    this.#kinds = grown(new Uint8Array(size), this.#kinds);
    this.#starts = grown(new Int32Array(size), this.#starts);
    this.#startsLine = grown(new Uint8Array(size), this.#startsLine);
  }
}

function grown<T extends Uint8Array | Int32Array>(larger: T, filled: T): T {
  larger.set(filled);
  return larger;
}
