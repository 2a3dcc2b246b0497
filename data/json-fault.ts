/** What is wrong with a file of JSON although the engine reads it: of a list that is cut off behind a comma it takes what is there. */
import { open } from 'node:fs/promises';
import type { Problem } from '../contract/problem';
import { jsonCutOff, markBeforeJson } from './text-problems';

/** `head` is how the file begins. */
export async function jsonFault(path: string, head: string): Promise<Problem | undefined> {
  if (head.startsWith('\uFEFF')) return markBeforeJson(path);
  if (!head.trimStart().startsWith('[')) return undefined;
  const end = (await readEnd(path)).trimEnd();
  return end === '' || end.endsWith(']') ? undefined : jsonCutOff(path);
}

/** Bytes that are more than anybody leaves blank. */
const reach = 4096;

async function readEnd(path: string): Promise<string> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const { buffer, bytesRead } = await file.read(Buffer.alloc(reach), 0, reach, Math.max(0, size - reach));
    return buffer.toString('latin1', 0, bytesRead);
  } finally {
    await file.close();
  }
}
