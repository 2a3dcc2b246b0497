/** A small random generator whose numbers follow from a seed and a name, the same on every machine. */

/**
 * Uniform numbers in [0, 1) with 32 random bits. xoshiro128++ (Blackman & Vigna, Scrambled linear pseudorandom number
 * generators, ACM TOMS 47(4), 2021), its state filled from a hash of both arguments.
 */
export function randomNumbers(seed: number, name: string): () => number {
  const next = mixer(hashOf(`${seed}\n${name}`));
  let [a, b, c, d] = [next(), next(), next(), next()];
  return () => {
    const result = (rotate(a + d, 7) + a) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotate(d, 11);
    return result / 2 ** 32;
  };
}

/** Standard normal, by Box & Muller; the first number is taken from 1 so that its logarithm is finite. */
export const normal = (random: () => number): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/** 32 bits that differ in half their places when a letter differs: FNV-1a, then mixed. */
export const hashOf = (words: string): number => {
  let hash = 0x811c9dc5;
  for (let i = 0; i < words.length; i++) hash = Math.imul(hash ^ words.charCodeAt(i), 0x01000193);
  return mix(hash);
};

/** A sequence of well mixed 32-bit numbers. Not all of four in a row are zero, which xoshiro could not leave. */
function mixer(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    return mix(state);
  };
}

/** The finaliser of MurmurHash3 (Appleby). */
function mix(value: number): number {
  let bits = value;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}

const rotate = (value: number, places: number): number => (value << places) | (value >>> (32 - places));
