/** Types of `build.mjs` for the tests that look into the bundles. */
import type { Metafile } from 'esbuild';

export interface DescribedBundle {
  readonly name: string;
  readonly metafile: Metafile;
  /** The bundled program. */
  readonly code: string;
}

export function buildBundles(): Promise<boolean>;
export function describeBundles(): Promise<readonly DescribedBundle[]>;
