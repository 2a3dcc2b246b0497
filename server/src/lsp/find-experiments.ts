/** The experiments in a folder: its `.mtl` files, without those in hidden folders, packages and runs. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

const deepest = 12;
const mostFiles = 5000;

/** Absolute paths, sorted within each folder. A folder that cannot be read holds none. */
export async function findExperiments(folder: string): Promise<readonly string[]> {
  const found: string[] = [];
  const visit = async (path: string, depth: number): Promise<void> => {
    const entries = await readdir(path, { withFileTypes: true }).catch(() => []);
    // A run keeps a copy of the text that it was started from.
    if (entries.some(({ name }) => name === 'plan.json')) return;
    for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
      if (found.length >= mostFiles) return;
      if (entry.isFile() && entry.name.endsWith('.mtl')) found.push(join(path, entry.name));
      else if (entry.isDirectory() && depth < deepest) await visit(join(path, entry.name), depth + 1);
    }
  };
  await visit(folder, 0);
  return found;
}
