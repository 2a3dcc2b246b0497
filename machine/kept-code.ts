/**
 * The code that V8 has made of a program, kept for the next start. V8 compiles a function when it is called first, which takes a third of a short
 * command; what it has compiled by the end of a process, it can write down and take over later.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cachedDataVersionTag, getHeapCodeStatistics } from 'node:v8';
import type { Script } from 'node:vm';
import { cacheFolder } from './cache-folder';
import { makeFolder } from './make-folder';

/** How much more code there must be than was taken over, before it is written down again. */
const growth = 1.25;
/** Files of other versions of a program, of Node and of processors that stay beside the one that is written. */
const kept = 7;
const hashLength = 32;

export class KeptCode {
  readonly #folder: string;
  readonly #program: string;
  /** V8's version, its flags and the processor: it refuses what was made with others, and we do not write over theirs. */
  readonly #tag = cachedDataVersionTag();

  /** `program` names a program and what is in its bundle: V8 looks only at how long a text is. */
  constructor(program: string, folder = join(cacheFolder(), 'code')) {
    this.#program = program;
    this.#folder = folder;
  }

  /** What was written down, if it is whole: V8 believes it. */
  read(): Buffer | undefined {
    try {
      const file = readFileSync(this.#file);
      const data = file.subarray(hashLength);
      return hashOf(data).equals(file.subarray(0, hashLength)) ? data : undefined;
    } catch {
      return undefined;
    }
  }

  /** Writes down what was compiled by the end of this process, where it is much more than before the script ran. */
  keepAtExit(script: Script): void {
    const before = compiledBytes();
    process.once('exit', () => {
      const isOurs = cachedDataVersionTag() === this.#tag;
      if (isOurs && compiledBytes() > growth * before) this.write(script.createCachedData());
    });
  }

  /** Does nothing where nothing can be written: every program starts without it too. */
  write(data: Buffer): void {
    const part = `${this.#file}.${process.pid}`;
    try {
      makeFolder(this.#folder);
      writeFileSync(part, Buffer.concat([hashOf(data), data]));
      // Others may be reading it, or writing it too.
      renameSync(part, this.#file);
      this.#dropOldest();
    } catch {
      // A full disk, a folder of somebody else: the next start compiles what it needs. A part that stays is dropped with old files.
    }
  }

  get #file(): string {
    return join(this.#folder, `${this.#program}-${this.#tag.toString(16)}.bin`);
  }

  #dropOldest(): void {
    const files = readdirSync(this.#folder).map((name) => join(this.#folder, name));
    const others = files.filter((file) => file !== this.#file);
    const byAge = others.toSorted((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
    for (const file of byAge.slice(kept)) rmSync(file, { force: true });
  }
}

const hashOf = (data: Buffer): Buffer => createHash('sha256').update(data).digest();

/** What V8 has compiled in this process, that of Node itself included. */
const compiledBytes = (): number => getHeapCodeStatistics().bytecode_and_metadata_size;
