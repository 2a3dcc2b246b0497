/** A round as a method is given it, from what a test says of it. */
import type { PoolPredictions, Round } from '../../catalog/declaration';
import { randomNumbers } from '../../catalog/model/random-numbers';

/** Rows of the pool come in their order; nothing is judged, known or remembered, unless the test says so. */
export function roundOf(pool: PoolPredictions, more: Partial<Round> = {}): Round {
  const rows = pool.networks[0]!.length / pool.width;
  return {
    pool,
    chances: Float64Array.from({ length: rows }, (_, row) => row / rows),
    known: pool.networks.map(() => new Uint8Array(rows)),
    learned: pool.networks.map(() => 0),
    labels: new Float32Array(0),
    judged: { ...pool, networks: pool.networks.map(() => new Float32Array(0)), labels: new Float32Array(0) },
    memory: [],
    random: randomNumbers(1, 'round'),
    limit: true,
    ...more,
  };
}

/** Networks that are sure of the class that they give each row, more or less: `certain` as many. */
export const votesOf = (
  classes: number,
  networks: readonly (readonly number[])[],
  certain: readonly (readonly number[])[] = networks.map((given) => given.map(() => 1)),
): PoolPredictions => ({
  reads: 'class',
  width: classes,
  networks: networks.map((given, k) =>
    Float32Array.from(
      given.flatMap((c, row) => {
        const p = certain[k]![row]!;
        return Array.from({ length: classes }, (_, other) => (other === c ? p : (1 - p) / (classes - 1)));
      }),
    ),
  ),
});
