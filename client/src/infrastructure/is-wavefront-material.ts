/** Tells a Wavefront material library, which has the same file name extension, from an experiment. */

/** True where the first statement after comments (`#`) and empty lines is `newmtl`. */
export function isWavefrontMaterial(content: string): boolean {
  return /^(?:\uFEFF)?(?:[ \t]*(?:#[^\r\n]*)?\r?\n)*[ \t]*newmtl\b/.test(content);
}
