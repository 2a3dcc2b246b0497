/** Reads a file that others write to, line after line: a line counts when its end is there. */
import { open, stat, type FileHandle } from 'node:fs/promises';

/** `line` counts from 1. */
export interface Line {
  readonly line: number;
  readonly text: string;
}

/** `cut`: the file has fewer bytes than were read of it; `replaced`: another one has its name, or none. */
export type LineAnswer =
  | { readonly state: 'lines'; readonly lines: readonly Line[] }
  | { readonly state: 'waiting' }
  | { readonly state: 'cut' | 'replaced' };

/** Bytes that are read at once. */
const piece = 2 ** 18;
/** Lines that are told at once, so that a block of rows stays small. */
const mostLines = 2048;

export class LineReader {
  readonly #path: string;
  readonly #file: FileHandle;
  readonly #buffer = Buffer.alloc(piece);
  /** Bytes of the file that were read. */
  #offset = 0;
  /** The beginning of a line whose end was not read yet. */
  #rest: Buffer[] = [];
  #lines: Line[] = [];
  #number = 0;

  private constructor(path: string, file: FileHandle) {
    this.#path = path;
    this.#file = file;
  }

  /** Rejects with the system's error where the file cannot be opened. */
  static async open(path: string): Promise<LineReader> {
    return new LineReader(path, await open(path));
  }

  async next(): Promise<LineAnswer> {
    while (this.#lines.length < mostLines) {
      const { bytesRead } = await this.#file.read(this.#buffer, 0, piece, this.#offset);
      if (bytesRead === 0) break;
      this.#offset += bytesRead;
      this.#cut(Buffer.from(this.#buffer.subarray(0, bytesRead)));
    }
    if (this.#lines.length > 0) return { state: 'lines', lines: this.#lines.splice(0, mostLines) };
    return { state: await this.#look() };
  }

  close(): Promise<void> {
    return this.#file.close();
  }

  #cut(bytes: Buffer): void {
    let from = 0;
    for (let end = bytes.indexOf(lineEnd); end >= 0; end = bytes.indexOf(lineEnd, from)) {
      const line = Buffer.concat([...this.#rest, bytes.subarray(from, end)]).toString('utf8');
      this.#rest = [];
      this.#number += 1;
      const text = this.#number === 1 ? line.replace(/^\uFEFF/, '') : line;
      this.#lines.push({ line: this.#number, text: text.replace(/\r$/, '') });
      from = end + 1;
    }
    if (from < bytes.length) this.#rest.push(bytes.subarray(from));
  }

  /** Why there is nothing to read. */
  async #look(): Promise<'waiting' | 'cut' | 'replaced'> {
    const own = await this.#file.stat();
    if (own.size < this.#offset) return 'cut';
    const named = await stat(this.#path).catch(() => undefined);
    return named?.ino === own.ino ? 'waiting' : 'replaced';
  }
}

const lineEnd = 0x0a;
