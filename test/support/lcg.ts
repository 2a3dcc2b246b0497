/** Seeded numbers that any language can repeat: the linear congruential generator of Numerical Recipes. */

/** Uniform numbers in [0, 1), multiples of 2^-32: x becomes 1664525 x + 1013904223 modulo 2^32. */
export function createLcg(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
