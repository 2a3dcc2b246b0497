/** Gradients through every declaration agree with finite differences, along random directions and in double precision. */
import { describe, expect, it } from 'vitest';
import { catalog, lookUp } from '../../catalog';
import {
  isMisfit,
  type ActivationDeclaration,
  type LayerDeclaration,
  type LossDeclaration,
  type Scope,
  type TargetDeclaration,
} from '../../catalog/declaration';
import { randomNumbers } from '../../catalog/model/random-numbers';
import { add, constant, feed, gradients, multiply, sizeOf, sum, type Shape, type Tensor } from '../../graph';
import { prepare, sourcesOf, type SourceValues } from './evaluate';
import { call } from './plans';

const random = randomNumbers(5, 'gradients');
const draw = (size: number): number[] => Array.from({ length: size }, () => 2 * random() - 1);

/**
 * The furthest that the slope of a random sum of `y`, along random directions of its sources, is from a central
 * difference. `fixed` are values of sources that are not moved.
 */
function gradientError(y: Tensor, fixed: SourceValues = {}): number {
  const objective = sum(multiply(y, constant(draw(sizeOf(y.shape)), y.shape)));
  const moved = sourcesOf([objective]).filter(([name]) => !(name in fixed));
  const value = prepare([objective]);
  const slopes = prepare(
    gradients(
      objective,
      moved.map(([, source]) => source),
    ),
  );
  const errors = [1, 2, 3].map(() => {
    const at = moved.map(([, { shape }]) => draw(sizeOf(shape)));
    const direction = at.map(({ length }) => draw(length));
    const placed = (distance: number): SourceValues => ({
      ...fixed,
      ...Object.fromEntries(
        moved.map(([name], i) => [name, at[i]!.map((x, j) => x + distance * direction[i]![j]!)]),
      ),
    });
    const slope = slopes(placed(0))
      .flatMap((gradient, i) => gradient.map((g, j) => g * direction[i]![j]!))
      .reduce((total, each) => total + each);
    const [[ahead], [behind]] = [value(placed(1e-5)), value(placed(-1e-5))] as [[number[]], [number[]]];
    return Math.abs(slope - (ahead[0]! - behind[0]!) / 2e-5);
  });
  return Math.max(...errors);
}
const tolerance = 1e-6;

const scope: Scope = {
  training: true,
  parameter: (name, shape) => feed(name, shape),
  // Drawn once, so that the same numbers are dropped on both sides of a difference.
  random: (_, shape) =>
    constant(
      draw(sizeOf(shape)).map((u) => (u + 1) / 2),
      shape,
    ),
};

describe('layers', () => {
  const shapes: readonly Shape[] = [
    [2, 3, 5, 6],
    [2, 4, 3],
    [2, 6],
    [2, 784],
  ];

  it.each(Object.values<LayerDeclaration>(catalog.layers))('$name', (layer) => {
    const { args } = call('layers', layer.example);
    const built = shapes.flatMap((shape) => {
      const inputs = layer.joins ? [feed('a', shape), feed('b', shape)] : [feed('x', shape)];
      const y = layer.build(args as never, inputs, scope);
      return isMisfit(y) ? [] : [y];
    });
    expect(built.length).toBeGreaterThan(0);
    for (const y of built) expect(gradientError(y)).toBeLessThan(tolerance);
  });
});

describe('activations', () => {
  it.each(Object.values<ActivationDeclaration>(catalog.activations))('$name', ({ apply }) => {
    expect(gradientError(apply(feed('x', [3, 4])))).toBeLessThan(tolerance);
  });
});

describe('targets', () => {
  it.each(Object.values<TargetDeclaration>(catalog.targets))('$name', (target) => {
    const { args } = call('targets', target.example);
    expect(gradientError(target.predict(args as never, feed('output', [3, 4])))).toBeLessThan(tolerance);
  });
});

describe('losses, for each target that they fit', () => {
  const labels = { class: [0, 2, 3], truth: [0, 1, 1], numbers: [0.4, -0.3, 0.8] };
  const cases = Object.values<LossDeclaration>(catalog.losses).flatMap((loss) =>
    loss.fits.map((target) => ({ loss, target })),
  );

  it.each(cases)('$loss.name of $target', ({ loss, target }) => {
    const { reads } = lookUp('targets', target)!;
    const width = reads === 'class' ? 1 : 4;
    const label = labels[reads].flatMap((value) => Array<number>(width).fill(value));
    const { args } = call('losses', loss.example);
    const rows = loss.build(args as never, feed('output', [3, 4]), feed('label', [3, width]));
    expect(gradientError(rows, { label })).toBeLessThan(tolerance);
  });
});

describe('exchanges', () => {
  it.each(['features', 'features([0.25, 0.75])'])('%s', (written) => {
    const { args } = call('exchanges', written);
    const made = catalog.exchanges.features.build(
      args as never,
      [feed('a', [2, 3]), feed('b', [2, 3])],
      scope,
    );
    if (isMisfit(made)) throw new Error(made.misfit.template);
    expect(
      gradientError(made.features.reduce((total, each, k) => add(total, multiply(each, constant(k + 1))))),
    ).toBeLessThan(tolerance);
  });
});
