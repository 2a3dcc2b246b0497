/** Random numbers that follow from a seed alone. */

/**
 * Numbers in [0, 1), 32 bits fine: Mulberry32 (Tommy Ettinger, 2017, public domain). Its period of 2^32 is far above the rows
 * of any table in memory.
 */
export function createRandom(seed: number): () => number {
  // Seeds above 32 bits keep their upper half.
  let state = (seed ^ Math.floor(seed / 2 ** 32)) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The numbers from 0 to `count - 1` in random order (Fisher and Yates; Durstenfeld's form). */
export function shuffledIndices(count: number, random: () => number): Int32Array {
  const indices = new Int32Array(count);
  for (let index = 0; index < count; index++) indices[index] = index;
  for (let last = count - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    const index = indices[last]!;
    indices[last] = indices[other]!;
    indices[other] = index;
  }
  return indices;
}
