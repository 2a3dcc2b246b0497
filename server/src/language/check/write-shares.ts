/** Shares of a split as they are written: `[80%, 10%, 10%]`, to a tenth of a percent. */

/** What rounding leaves over goes to the first. */
export function writeShares(shares: readonly number[]): string {
  const [, ...others] = shares.map((share) => Math.round(share * 1000));
  const first = 1000 - others.reduce((sum, share) => sum + share, 0);
  return `[${[first, ...others].map((share) => `${share / 10}%`).join(', ')}]`;
}
