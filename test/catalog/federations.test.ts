/** How changes are put together: each federation by hand over two rounds, and what holds of all of them. */
import { describe, expect, it, test } from 'vitest';
import { catalog, lookUp } from '../../catalog';
import { roundsOfFederation } from '../../catalog/common/rounds-of-federation';
import type { FederationDeclaration } from '../../catalog/declaration';
import { call } from './plans';

/** By how much a number moves in each round, from its mean changes. */
function moves(written: string, changes: readonly number[]): readonly number[] {
  const { name, args } = call('federations', written);
  const { slots, move } = lookUp('federations', name) as FederationDeclaration;
  let kept: readonly number[] = Array<number>(slots).fill(0);
  return changes.map((change) => {
    const [by, ...next] = move(args as never, change, kept);
    kept = next;
    return by!;
  });
}

/** Of adaptive: m = 0.1, v = 0.01, then m = 0.09, v = 0.0099. */
test.each([
  ['average', [2, -3], [2, -3]],
  ['average(rate: 0.5)', [2, -3], [1, -1.5]],
  ['average(rate: 0.5, momentum: 0.5)', [2, -3], [1, -1]],
  ['prox(mu: 5)', [2, -3], [2, -3]],
  ['adaptive(rate: 0.1, tau: 0.1)', [1, 0], [0.01 / 0.2, 0.009 / (Math.sqrt(0.0099) + 0.1)]],
] as const)('%s of %j', (written, changes, expected) => {
  moves(written, changes).forEach((by, round) => expect(by).toBeCloseTo(expected[round]!, 12));
});

describe.each(Object.values<FederationDeclaration>(catalog.federations))('$name', (declared) => {
  it('has rounds and a fraction of participants', () => {
    expect(declared.params).toMatchObject(roundsOfFederation);
  });

  it('moves nothing that nobody changes, and keeps as many numbers as it says', () => {
    expect(moves(declared.example, [0, 0])).toEqual([0, 0]);
    const { args } = call('federations', declared.example);
    expect(declared.move(args as never, 1, Array<number>(declared.slots).fill(0))).toHaveLength(
      1 + declared.slots,
    );
  });
});
