/**
 * Writes messages to a stream, each behind a header that says how long it is, and both at once: the library's writer sends the header alone, which
 * costs a second call of the system, and wakes the client twice.
 */
import type { Writable } from 'node:stream';
import { AbstractMessageWriter, type Message, type MessageWriter } from './protocol';

export class FrameWriter extends AbstractMessageWriter implements MessageWriter {
  readonly #stream: Writable;
  #failed = 0;

  constructor(stream: Writable) {
    super();
    this.#stream = stream;
    stream.on('error', (error) => this.fireError(error));
    stream.on('close', () => this.fireClose());
  }

  async write(message: Message): Promise<void> {
    const body = JSON.stringify(message);
    const frame = `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
    await new Promise<void>((resolve, reject) => {
      this.#stream.write(frame, (error) => {
        if (!error) return resolve();
        this.#failed += 1;
        this.fireError(error, message, this.#failed);
        reject(error);
      });
    });
  }

  end(): void {
    this.#stream.end();
  }
}
