/** Finds a file whose lines end in different ways, which the engine does not read. */
import { createReadStream } from 'node:fs';
import type { Problem } from '../contract/problem';
import { lineEndsMixed } from './text-problems';

/** `reason` is what the engine says. */
export async function lineEndsFault(paths: readonly string[], reason: string): Promise<Problem | undefined> {
  if (!reason.includes('state machine reached an invalid state')) return undefined;
  for (const path of paths) if (await mixesLineEnds(path)) return lineEndsMixed(path);
  return undefined;
}

async function mixesLineEnds(path: string): Promise<boolean> {
  const found = new Set<string>();
  let last = '';
  for await (const piece of createReadStream(path, { encoding: 'utf8' })) {
    const text = last + String(piece);
    // Whatever is no text has such bytes too.
    if (text.includes('\uFFFD')) return false;
    // What follows a carriage return at the end of a piece is not known yet.
    last = text.endsWith('\r') ? '\r' : '';
    for (const [end] of text.slice(0, text.length - last.length).matchAll(/\r\n|\n|\r/g)) found.add(end);
    if (found.size > 1) return true;
  }
  return found.size + (last !== '' && !found.has(last) ? 1 : 0) > 1;
}
