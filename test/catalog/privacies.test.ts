/** What privacy spends and does to changes: epsilons against dp-accounting, by hand, and what holds of all of them. */
import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { catalog, lookUp } from '../../catalog';
import type { PrivacyDeclaration } from '../../catalog/declaration';
import { call } from './plans';

type Case = readonly [
  fraction: number,
  noise: number,
  rounds: number,
  delta: number,
  epsilon: number,
  library: number,
];

const { cases } = JSON.parse(readFileSync(new URL('fixtures/epsilons.json', import.meta.url), 'utf8')) as {
  readonly cases: readonly Case[];
};

function spent(written: string, fraction: number, rounds: number): number {
  const { name, args } = call('privacies', written);
  return (lookUp('privacies', name) as PrivacyDeclaration).spent(args as never, fraction, rounds);
}

test.each(cases)(
  'fraction %d, noise %d, %d rounds, delta %d',
  (fraction, noise, rounds, delta, epsilon, library) => {
    const own = spent(`gaussian(clip: 3, noise: ${noise}, delta: ${delta})`, fraction, rounds);
    expect(Math.abs(own - epsilon)).toBeLessThan(1e-9 * epsilon + 1e-12);
    expect(own).toBeLessThanOrEqual(library * (1 + 1e-7));
  },
);

test('without noise nothing is protected', () => {
  expect(spent('gaussian(noise: 0)', 0.1, 1)).toBe(Infinity);
});

test('a change is shortened to the clip and no further', () => {
  const { shorten, deviation } = catalog.privacies.gaussian;
  const args = { clip: 2, noise: 1.5, delta: 1e-5 };
  expect([1, 2, 8, 0].map((length) => shorten(args, length))).toEqual([1, 1, 0.25, 1]);
  expect(deviation(args)).toBe(3);
});

describe.each(Object.values<PrivacyDeclaration>(catalog.privacies))('$name', ({ example }) => {
  it('spends more the more rounds there are and the likelier it is to take part', () => {
    expect(spent(example, 0.5, 10)).toBeGreaterThan(spent(example, 0.5, 9));
    expect(spent(example, 0.6, 10)).toBeGreaterThan(spent(example, 0.5, 10));
    expect(spent(example, 1, 10)).toBeGreaterThan(spent(example, 0.99, 10));
  });
});
