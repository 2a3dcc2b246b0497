/**
 * The hash behind `randomUniform`: numbers as a function of (counter, key, position), in unsigned 32-bit arithmetic that
 * every executor can do exactly. What does not depend on the position is mixed well and once; each position, mixed in
 * advance, then takes one step of multiplying and folding, because this part is done for every number of every step.
 *
 * The rounds of `mixBits` are those that Chris Wellons' hash prospector found to have the least bias of their form.
 */

export const mixRounds = { shifts: [16, 15, 15], factors: [0x21f0aaad, 0x735a2d97] } as const;

/** What a position goes through, after it was moved and multiplied by numbers of the step. */
export const finalRound = { shift: 15, factor: 0x735a2d97 } as const;

/** Bits that are cut off in the end: what is left fits into a float32. */
export const droppedBits = 8;

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
export const positionsOf = (size: number): Uint32Array =>
  new Uint32Array(size).map((_, position) => mixBits(position));

/** Fills `into` with uniform numbers in [0, 1), multiples of 2^-24. */
export function drawUniform(counter: number, key: number, into: Float32Array | Float64Array): void {
  const [move, multiple] = streamOf(key).map((lane) => mixBits(counter + lane)) as [number, number];
  // An odd factor keeps different positions different.
  const factor = multiple | 1;
  for (let position = 0; position < into.length; position++) {
    const moved = Math.imul(mixBits(position) + move, factor);
    const mixed = Math.imul(moved ^ (moved >>> finalRound.shift), finalRound.factor);
    into[position] = (mixed >>> droppedBits) / 2 ** (32 - droppedBits);
  }
}
