/** Types of `complete-lock.mjs` for the test of the lock file. */

export interface LockFile {
  readonly packages: Readonly<
    Record<string, { readonly optionalDependencies?: Readonly<Record<string, string>> }>
  >;
}

export function missingPackages(lock: LockFile): readonly (readonly [path: string, version: string])[];
