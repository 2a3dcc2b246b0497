/**
 * A file of encoded rows on disk: block after block, and within a block one input, label or mask after the other, as they lie in
 * memory. It has no name for longer than it takes to open it, so that it goes with the process, however that ends.
 */
import { writeSync } from 'node:fs';
import { open, unlink, type FileHandle } from 'node:fs/promises';
import {
  arraysOf,
  copyRows,
  emptyRows,
  rowSizeOf,
  sliceRows,
  widthsOf,
  type RowEncoding,
} from './encoded-rows';
import type { EncodedRows } from './row-store';

export class RowFile {
  readonly #file: FileHandle;
  readonly #path: string;
  readonly #encoding: RowEncoding;
  readonly #rowsOfBlock: number;
  readonly #widths: readonly number[];
  readonly #block: EncodedRows;
  /** Rows of the block that is being filled. */
  #filled = 0;
  #rows = 0;
  readonly #reading = new Set<Promise<unknown>>();

  private constructor(file: FileHandle, path: string, encoding: RowEncoding, rowsOfBlock: number) {
    this.#file = file;
    this.#path = path;
    this.#encoding = encoding;
    this.#rowsOfBlock = rowsOfBlock;
    this.#widths = widthsOf(encoding);
    this.#block = emptyRows(encoding, rowsOfBlock);
  }

  static async create(path: string, encoding: RowEncoding, rowsOfBlock: number): Promise<RowFile> {
    const file = await open(path, 'wx+');
    // Some systems keep the name until the file is closed, and some refuse: then its folder is removed in the end.
    await unlink(path).catch(() => undefined);
    return new RowFile(file, path, encoding, rowsOfBlock);
  }

  get rows(): number {
    return this.#rows;
  }

  /** Appends the rows numbered `chosen`. Throws the system's error when the disk takes no more. */
  add(from: EncodedRows, chosen: Int32Array): void {
    for (let taken = 0; taken < chosen.length;) {
      const some = chosen.subarray(taken, taken + this.#rowsOfBlock - this.#filled);
      const to = arraysOf(this.#block);
      for (const [index, values] of arraysOf(from).entries()) {
        copyRows(values, this.#widths[index]!, some, to[index]!, this.#filled);
      }
      taken += some.length;
      this.#filled += some.length;
      this.#rows += some.length;
      if (this.#filled === this.#rowsOfBlock) this.finish();
    }
  }

  /** Writes what is left; after it nothing is added. */
  finish(): void {
    for (const values of arraysOf(sliceRows(this.#block, this.#encoding, 0, this.#filled))) {
      const bytes = bytesOf(values);
      try {
        for (let written = 0; written < bytes.length;) written += writeSync(this.#file.fd, bytes, written);
      } catch (error) {
        throw Object.assign(error as NodeJS.ErrnoException, { path: this.#path });
      }
    }
    this.#filled = 0;
  }

  /** Reads some blocks to the rows of `to`, one after the other, and answers how many rows they are. */
  async read(blocks: Int32Array, to: EncodedRows): Promise<number> {
    let rows = 0;
    const reads = Array.from(blocks, (block) => {
      const from = rows;
      rows += Math.min(this.#rowsOfBlock, this.#rows - block * this.#rowsOfBlock);
      return this.#readBlock(block, sliceRows(to, this.#encoding, from, rows));
    });
    const all = Promise.all(reads);
    this.#reading.add(all);
    await all.finally(() => this.#reading.delete(all));
    return rows;
  }

  async close(): Promise<void> {
    await Promise.allSettled(this.#reading);
    await this.#file.close();
  }

  async #readBlock(block: number, to: EncodedRows): Promise<void> {
    const arrays = arraysOf(to).map(bytesOf);
    const start = block * this.#rowsOfBlock * rowSizeOf(this.#encoding);
    const { bytesRead } = await this.#file.readv(arrays, start);
    const wanted = arrays.reduce((sum, { length }) => sum + length, 0);
    if (bytesRead !== wanted) throw new Error(`${this.#path} is cut off: ${bytesRead} bytes of ${wanted}`);
  }
}

const bytesOf = (values: Float32Array | Uint8Array): Uint8Array =>
  new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
