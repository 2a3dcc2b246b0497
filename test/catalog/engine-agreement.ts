/** An engine computes every declaration, with its gradients, as the interpreter does in double precision. */
import { expect, it } from 'vitest';
import { randomNumbers } from '../../catalog/model/random-numbers';
import { gradients, sizeOf, sum } from '../../graph';
import type { Executor } from '../../trainer/src/executors';
import type { Case } from './case';
import { cases } from './cases';
import { evaluate, sourcesOf } from './evaluate';

/**
 * Declares a test for each declaration, within the `describe` of the caller; numbers agree to so many digits behind the point. An engine
 * that is slow to prepare programs may be asked for what is trained alone.
 */
export function testDeclarations(executor: Executor, { digits = 4, measures = true } = {}): void {
  it.each(measures ? cases : cases.filter(({ title }) => !title.startsWith('metric')))(
    '$title',
    async (built) => {
      const targets = targetsOf(built);
      const feeds = sourcesOf(targets);
      const draw = drawFor(built);
      const values = Object.fromEntries(
        feeds.map(([name, { shape }]) => [name, Float32Array.from(built.fixed[name] ?? draw(sizeOf(shape)))]),
      );
      const session = await executor.prepare(
        {
          feeds: Object.fromEntries(feeds),
          states: {},
          outputs: Object.fromEntries(targets.map((target, i) => [`${i}`, target])),
        },
        { threads: 1 },
      );
      const made = await session.run(values, 1);
      await session.dispose();
      const wanted = evaluate(targets, Object.fromEntries(feeds.map(([name]) => [name, [...values[name]!]])));
      for (const [i, numbers] of wanted.entries()) {
        expect(Array.from(made[i]!, Number)).toEqual(numbers.map((number) => expect.closeTo(number, digits)));
      }
    },
  );
}

/** All engines start from numbers that float32 holds exactly. Each case has its own, which stay when others come. */
function drawFor({ title, positive }: Case): (size: number) => Float32Array {
  const random = randomNumbers(11, title);
  return (size) =>
    Float32Array.from({ length: size }, () => (positive ? 0.05 + 0.9 * random() : 2 * random() - 1));
}

/** The results of a case and the gradients of the first one. */
function targetsOf({ results, fixed, trained }: Case) {
  if (!trained) return results;
  const objective = sum(results[0]!);
  const free = sourcesOf([objective]).filter(([name]) => !(name in fixed));
  return [
    ...results,
    ...gradients(
      objective,
      free.map(([, source]) => source),
    ),
  ];
}
