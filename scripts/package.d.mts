/** Types of `package.mjs` for the end-to-end tests. */

/** The running platform as VS Code names it: `linux-x64`. */
export const thisTarget: string;

/** Absolute path of the VSIX of a target, packed or not. */
export function packedExtension(target?: string): string;
