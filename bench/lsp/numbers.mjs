/** Whole numbers that follow from a seed: the linear congruential generator of Numerical Recipes. */

/** `number(n)` is one of 0 to n - 1. */
export function createNumbers(seed) {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
