/** The files of the project and what they import, for the tests of its rules. */
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, posix, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

export interface SourceFile {
  /** From the root, with slashes. */
  readonly path: string;
  readonly text: string;
}

const folders =
  'contract machine graph catalog data runs server trainer cli client media scripts bench test'.split(' ');

export const sources: readonly SourceFile[] = folders
  .flatMap((folder) => readdirSync(join(root, folder), { recursive: true, withFileTypes: true }))
  .filter((entry) => entry.isFile() && /\.(ts|mjs|mts|css)$/.test(entry.name))
  .map((entry) => join(entry.parentPath, entry.name))
  .filter((file) => !file.includes(`${sep}output${sep}`))
  .map((file) => ({
    path: relative(root, file).split(sep).join('/'),
    text: readFileSync(file, 'utf8'),
  }));

/**
 * What a file imports: for a relative import the path from the root, beginning with `./`, else the package's name. An import is found by its shape,
 * `from '…'`, `import '…'` and `import('…')` at the start of a statement or expression, not inside a comment.
 */
export function importsOf({ path, text }: SourceFile): readonly string[] {
  const code = text.replace(/\/\*[^]*?\*\/|^\s*\/\/.*$/gm, '');
  const found = code.matchAll(/(?:\bfrom\s*|\bimport\s*\(?\s*)'([\w@./-]+(?::[\w/]+)?)'/g);
  return [...found].map(([, name]) => resolveImport(path, name!));
}

function resolveImport(path: string, name: string): string {
  if (name.startsWith('.')) return `./${posix.join(dirname(path), name)}`;
  if (name.startsWith('node:')) return name;
  return name.split('/', name.startsWith('@') ? 2 : 1).join('/');
}
