/**
 * Finds columns of a table of text whose whole numbers are written with zeros in front, such as `007`: whoever writes so means names
 * (postal codes, identifiers), and as numbers several of them would be one.
 */
import { open } from 'node:fs/promises';
import type { DuckDBConnection } from '@duckdb/node-api';
import { findColumnsWritten, type Written } from './columns-written';

/** Whether a cell of any of the files may begin so; most tables have none, and a look at the bytes takes a twentieth of the time to read them. */
export async function mayHoldPadded(paths: readonly string[]): Promise<boolean> {
  for (const path of paths) if (await mayHold(path)) return true;
  return false;
}

/** False for a file that cannot be read, of which the engine says why. */
async function mayHold(path: string): Promise<boolean> {
  // One buffer for all pieces: with one for each, this would take half as long again. It begins with the end of the piece before.
  const piece = Buffer.alloc(kept + 2 ** 20);
  try {
    const file = await open(path);
    try {
      for (;;) {
        const { bytesRead } = await file.read(piece, kept, piece.length - kept);
        if (bytesRead === 0) return false;
        if (/[,;\t|"\r\n]0\d/.test(piece.toString('latin1', 0, kept + bytesRead))) return true;
        piece.copyWithin(0, bytesRead, kept + bytesRead);
      }
    } finally {
      await file.close();
    }
  } catch {
    return false;
  }
}

/** What begins a cell, and a zero. */
const kept = 2;

/** Whole-numbered columns that are padded. */
export const findPadded = (connection: DuckDBConnection, written: Written): Promise<readonly string[]> =>
  findColumnsWritten(connection, written, 'integer', (cell) => `regexp_matches(${cell}, '^0[0-9]')`);
