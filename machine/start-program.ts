/** Starts a program from its bundle with the code that V8 made of it when it ran before: what every file of `dist/` that has a part in `dist/code/` does. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire, wrap } from 'node:module';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { Script } from 'node:vm';
import { KeptCode } from './kept-code';

export interface Program {
  /** Its bundle is `dist/code/NAME.cjs`. */
  readonly name: string;
  /** Of what is in its bundle. */
  readonly hash: string;
  /** Flags of V8 that it runs with. */
  readonly flags: readonly string[];
}

/** `folder` is that of the file that starts it, to which the program counts as belonging. */
export function startProgram({ name, hash, flags }: Program, folder: string): void {
  for (const flag of flags) setFlagsFromString(flag);
  const filename = join(folder, 'code', `${name}.cjs`);
  // Kept code names the file that it was made of, which stacks of errors show.
  const place = createHash('sha256').update(filename).digest('hex').slice(0, 8);
  const kept = new KeptCode(`${name}-${hash}-${place}`);
  const cachedData = kept.read();
  // Bundles are written in ASCII, which is read faster as what it is.
  const source = wrap(readFileSync(filename, 'latin1'));
  const script = new Script(source, { filename, ...(cachedData ? { cachedData } : {}) });
  kept.keepAtExit(script);
  const module = { exports: {} };
  const run = script.runInThisContext() as (...given: unknown[]) => void;
  run.call(module.exports, module.exports, createRequire(filename), module, filename, folder);
}
