/** Experts that a task selects: closed forms of what comes out, and of what is asked for beside the losses. */
import { expect, it, describe } from 'vitest';
import { feed } from '../../graph';
import { evaluate } from './evaluate';
import { share } from './share';
import { close, computed, renamed, valuesOf } from './shared-values';

const two = ['dense(4, tanh)', 'dense(2)'];

/** z of selectors 1 and 2, digits from the lowest; α as logits. */
const selecting = (z: readonly number[], alpha: readonly number[]) => ({
  'trunk/a/gate/z': z,
  'trunk/a/gate/alpha': alpha,
});

describe('dselectK', () => {
  const x = { tensor: feed('x', [3, 5]) };
  const made = share('dselectK(experts: 4, k: 2, by: task, entropy: 0.001)', two, x);
  const expert = (number: number) =>
    computed(share('hard', two, x), renamed(made, { [`trunk/expert${number}/`]: 'trunk/' }))[0]!;

  it('whose digits are all decided reads exactly those experts', () => {
    // Digits 10 (the lowest first) are expert 2, and 11 expert 4; softmax(log 3, 0) is (¾, ¼).
    const given = selecting([0.5, -0.5, 0.5, 0.5], [Math.log(3), 0]);
    const [a] = computed(made, given);
    const [second, fourth] = [expert(2), expert(4)];
    expect(a).toEqual(close([second.map((value, i) => 0.75 * value + 0.25 * fourth[i]!)])[0]);
    // Nothing is left to decide, so that nothing is asked for.
    expect(penaltyOf(given)).toBeCloseTo(0, 10);
  });

  it('in the middle takes the mean of all experts, with the largest entropy', () => {
    const given = selecting([0, 0, 0, 0], [1, -1]);
    const all = [1, 2, 3, 4].map(expert);
    expect(computed(made, given)[0]).toEqual(
      close([all[0]!.map((_, i) => all.reduce((sum, each) => sum + each[i]! / 4, 0))])[0],
    );
    expect(penaltyOf(given)).toBeCloseTo(0.001 * 2 * Math.log(4), 10);
  });

  it('passes by the smooth step in between', () => {
    // S(¼) = -2/64 + 3/8 + ½ = .84375 for γ = 1.
    const step = 0.84375;
    const r = [(1 - step) * 1, step * 1, 0, 0];
    const given = selecting([0.25, -0.5, 0.25, -0.5], [0, 0]);
    const entropy = -r.reduce((all, p) => (p > 0 ? all + p * Math.log(p) : all), 0);
    expect(penaltyOf(given)).toBeCloseTo(0.001 * 2 * entropy, 10);
    const [first, second] = [expert(1), expert(2)];
    expect(computed(made, given)[0]).toEqual(
      close([first.map((value, i) => r[0]! * value + r[1]! * second[i]!)])[0],
    );
  });

  function penaltyOf(given: Readonly<Record<string, readonly number[]>>): number {
    const [penalty] = made.penalties;
    return evaluate([penalty!], valuesOf([penalty!], given))[0]![0]!;
  }

  it('keeps away from codes that no expert has: 1 / Σ r is 1 for experts, and large beyond', () => {
    const three = share('dselectK(experts: 3, k: 1, by: task, entropy: 0.001)', two, x);
    const penaltyAt = (z: readonly number[]) => {
      const [penalty] = three.penalties;
      return evaluate([penalty!], valuesOf([penalty!], { 'trunk/a/gate/z': z }))[0]![0]!;
    };
    expect(penaltyAt([0.5, -0.5])).toBeCloseTo(1, 10);
    // Σ r is what the code 11 leaves: 1 - S(.4)², S(.4) = -2 · .064 + .6 + .5 = .972.
    const entropies = [0.028 * 0.028, 0.972 * 0.028, 0.028 * 0.972].map((p) => -p * Math.log(p));
    const entropy = entropies.reduce((all, each) => all + each);
    expect(penaltyAt([0.4, 0.4])).toBeCloseTo(1 / (1 - 0.972 ** 2) + 0.001 * entropy, 8);
  });

  it('counts rows that fill a batch up for nothing', () => {
    const byRow = share('dselectK(experts: 4, k: 2, by: row, entropy: 0.001)', two, x);
    const [penalty] = byRow.penalties;
    const at = (counted: readonly number[], last: number) =>
      evaluate(
        [penalty!],
        valuesOf([penalty!], {
          counted,
          x: [0.1, 0.2, 0.3, -0.1, 0, 0.2, 0, 0.1, 0.1, 0.1, last, last, 0, 0, 0],
          'trunk/a/gate/z/weight': Array.from({ length: 20 }, (_, i) => 0.1 * Math.sin(i)),
          'trunk/a/gate/z/bias': [0, 0, 0, 0],
        }),
      )[0]![0]!;
    expect(at([1, 1, 0], 3)).toBeCloseTo(at([1, 1, 0], 0), 12);
    expect(at([1, 1, 1], 3)).not.toBeCloseTo(at([1, 1, 1], 0), 8);
  });
});
