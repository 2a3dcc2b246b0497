/**
 * Reads messages from a stream, each behind a header that says how long it is. Stricter than the reader of the protocol's library, which goes on
 * behind a header that it cannot read and then understands nothing any more.
 */
import type { Readable } from 'node:stream';
import {
  AbstractMessageReader,
  type DataCallback,
  type Disposable,
  type Message,
  type MessageReader,
} from './protocol';

const headerEnd = '\r\n\r\n';
/** In bytes; no client says so much about a message. */
const longestHeader = 4096;

/** Nothing behind it can be read: it is not known where the next message begins. */
export class BrokenStream extends Error {
  override readonly name = 'BrokenStream';
}

/** Fires a `SyntaxError` for a message that is no JSON, and a `BrokenStream` once, behind which it reads no more. */
export class FrameReader extends AbstractMessageReader implements MessageReader {
  readonly #stream: Readable;
  #chunks: Buffer[] = [];
  #held = 0;
  /** Bytes that are needed before there is anything to do. */
  #needed = 1;
  /** Of the message whose header was read. */
  #length: number | undefined;

  constructor(stream: Readable) {
    super();
    this.#stream = stream;
  }

  listen(take: DataCallback): Disposable {
    const read = (chunk: Buffer): void => {
      this.#chunks.push(chunk);
      this.#held += chunk.length;
      try {
        while (this.#held >= this.#needed && this.#readOn(take));
      } catch (error) {
        this.#stream.off('data', read);
        this.fireError(error);
      }
    };
    this.#stream.on('data', read);
    this.#stream.on('error', (error) => this.fireError(error));
    this.#stream.on('close', () => this.fireClose());
    return { dispose: () => this.#stream.off('data', read) };
  }

  /** Reads a header or a message; answers whether more may be at hand. */
  #readOn(take: DataCallback): boolean {
    const [first] = this.#chunks;
    const held = this.#chunks.length === 1 ? first! : Buffer.concat(this.#chunks, this.#held);
    if (this.#length === undefined) {
      const end = held.indexOf(headerEnd);
      if (end < 0 && held.length > longestHeader) throw new BrokenStream('There is no header.');
      if (end >= 0) this.#length = lengthIn(held.toString('latin1', 0, end));
      this.#keep(end < 0 ? held : held.subarray(end + headerEnd.length));
      this.#needed = this.#length ?? held.length + 1;
      return end >= 0;
    }
    const body = held.toString('utf8', 0, this.#length);
    this.#keep(held.subarray(this.#length));
    this.#length = undefined;
    this.#needed = 1;
    let message: unknown;
    try {
      message = JSON.parse(body);
    } catch (error) {
      this.fireError(error);
      return true;
    }
    take(message as Message);
    return true;
  }

  #keep(rest: Buffer): void {
    this.#chunks = rest.length > 0 ? [rest] : [];
    this.#held = rest.length;
  }
}

function lengthIn(header: string): number {
  const [, length] = /^content-length: *(\d{1,10}) *$/im.exec(header) ?? [];
  if (length === undefined || !header.split('\r\n').every((line) => line.includes(':')))
    throw new BrokenStream(`This header does not say how long the message is: ${JSON.stringify(header)}`);
  return Number(length);
}
