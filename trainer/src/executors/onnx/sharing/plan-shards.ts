/** Whether threads share the steps of a program, each with its own rows of the batch, and what each of them computes. */
import { sizeOf, type Program } from '../../../../../graph';
import { countKernels } from '../../../../../graph/count-kernels';
import { shardProgram, type ProgramShard } from '../../../../../graph/sharding/shard-program';
import { scalarsOutput, type SplitProgram } from '../../updates/split-program';

/** A thread with fewer rows takes longer to begin its kernels than to run them. */
const fewestRows = 8;

/** One for each thread that gets rows enough; none where steps are not shared. */
export function planShards({ rest }: SplitProgram, threads: number): readonly ProgramShard[] {
  const rows = Math.max(...Object.values(rest.feeds).map(({ shape }) => shape[0] ?? 1));
  for (let count = threads; count > 1; count--) {
    if (rows % count !== 0 || rows / count < fewestRows) continue;
    const shards = Array.from({ length: count }, (_, index) => shardProgram(rest, { count, index }));
    const areComplete = shards.every((shard) => shard !== undefined);
    return areComplete && paysOff(rest, shards[0]!) ? shards : [];
  }
  return [];
}

/**
 * In microseconds: what it takes the engine's threads to meet in each kernel, where steps are not shared, and what it takes ours to meet and
 * to exchange each number behind a step, where they are (docs/decisions.md, 68).
 */
const costs = { kernel: 10, step: 300, number: 0.004 } as const;

function paysOff(rest: Program, { partial }: ProgramShard): boolean {
  // Numbers that all of an update needs are not in parts.
  if (partial.has(scalarsOutput)) return false;
  const numbers = Array.from(partial, (name) => sizeOf(rest.outputs[name]!.shape));
  const exchanged = numbers.reduce((total, size) => total + size, 0);
  return countKernels(rest) * costs.kernel > costs.step + exchanged * costs.number;
}
