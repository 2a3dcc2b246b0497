/** Where the page of a problem code is: what the code of a diagnostic links to. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { InitializeParams } from './protocol';
import { bundleName } from './read-bundle';

/** Lies beside the folder that the server is bundled to, as in the packed extension. */
const referenceFolder = join(__dirname, '..', 'docs', 'reference');

export type ProblemPages = (code: string) => string | undefined;

/** Nothing but files is linked, which an editor opens without a network. No link for a code without a page. */
export function problemPages({ locale }: InitializeParams): ProblemPages {
  const language = bundleName(locale);
  const folder = join(referenceFolder, ...(language ? [language] : []), 'problems');
  const codes = codesIn(folder);
  return (code) => {
    return codes.has(code) ? pathToFileURL(join(folder, `${code}.md`)).href : undefined;
  };
}

function codesIn(folder: string): ReadonlySet<string> {
  try {
    return new Set(readdirSync(folder).map((file) => file.replace(/\.md$/, '')));
  } catch {
    return new Set();
  }
}
