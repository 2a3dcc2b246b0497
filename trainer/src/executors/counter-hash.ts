/**
 * The hash behind `randomUniform`: numbers as a function of (counter, key, position), in 32-bit arithmetic that every
 * executor can do exactly. The rounds of `mixBits` are those that Chris Wellons' hash prospector found to have the
 * least bias of their form; both factors are below 2^31, so that products stay below 2^63.
 */

export const mixRounds = { shifts: [16, 15, 15], factors: [0x21f0aaad, 0x735a2d97] } as const;

/** Spreads every bit of a 32-bit number over all of them; a bijection. */
export function mixBits(bits: number): number {
  const [first, second, third] = mixRounds.shifts;
  let mixed = Math.imul(bits ^ (bits >>> first), mixRounds.factors[0]);
  mixed = Math.imul(mixed ^ (mixed >>> second), mixRounds.factors[1]);
  return (mixed ^ (mixed >>> third)) >>> 0;
}

/** What tells the stream of `key` from others: two 32-bit numbers that are added to the counter. */
export function streamOf(key: number): readonly [number, number] {
  const low = mixBits((key % 2 ** 32) + 1);
  const high = mixBits((low ^ Math.floor(key / 2 ** 32)) + 1);
  return [low, high];
}

/** What does not depend on the counter: one 32-bit number for each position. */
export const positionsOf = (size: number): number[] =>
  Array.from({ length: size }, (_, position) => mixBits(position));

/** Fills `into` with uniform numbers in [0, 1), multiples of 2^-24. */
export function drawUniform(counter: number, key: number, into: Float32Array | Float64Array): void {
  const [first, second] = streamOf(key).map((lane) => mixBits(counter + lane)) as [number, number];
  for (let position = 0; position < into.length; position++) {
    const mixed = mixBits(((mixBits(position) ^ first) >>> 0) + second);
    into[position] = (mixed >>> 8) / 2 ** 24;
  }
}
