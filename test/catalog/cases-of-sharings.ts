/** Blocks that tasks share, as cases for tests of all declarations. */
import { catalog } from '../../catalog';
import { isMisfit, type SharingDeclaration } from '../../catalog/declaration';
import type { Parameter } from '../../catalog/parameter';
import { cast, concat, feed, reshape, sizeOf } from '../../graph';
import { all, spread, readings, maskOf, type Case, type Reading } from './case';
import { tryToShare } from './share';

/** Layers that make a row of everything that a block may read. */
const shapedFor = ({ shape, vocabulary }: Reading): readonly string[] => {
  if (vocabulary !== undefined) return ['embedding(3)', 'dense(3, tanh)', 'flatten', 'dense(2)'];
  if (shape.length === 4)
    return ['conv(2, kernel: 2, activation: tanh)', 'avgpool(2)', 'flatten', 'dense(3)'];
  return shape.length === 3
    ? ['dense(3, tanh)', 'globalAveragePool', 'dense(2)']
    : ['dense(4, tanh)', 'dense(3)'];
};

/** Its example, and that with each other choice that it has. */
const writtenWays = ({ example, params }: SharingDeclaration): readonly string[] => [
  example,
  ...Object.entries<Parameter>(params).flatMap(([name, { choices, default: usual }]) =>
    (choices ?? [])
      .filter((word) => word !== usual)
      .map((word) => example.replace(/\)$/, `, ${name}: ${word})`)),
  ),
];

/** Of two tasks, on everything that the sharing can read, with what it asks for beside the losses. */
export const sharings = all<SharingDeclaration>(catalog.sharings)
  .flatMap(writtenWays)
  .flatMap((written) =>
    readings.flatMap((reading): readonly Case[] => {
      const { shape, lengths, vocabulary } = reading;
      const fixed: Record<string, readonly number[]> = {
        counted: Array.from({ length: shape[0]! }, (_, row) => (row === shape[0]! - 1 ? 0 : 1)),
      };
      if (vocabulary !== undefined)
        fixed['x'] = spread(shape).map((number) => Math.floor(number * vocabulary));
      const x = vocabulary === undefined ? feed('x', shape) : cast(feed('x', shape), 'int64');
      const mask = lengths && maskOf(lengths, shape[1]!);
      const made = tryToShare(written, shapedFor(reading), { tensor: x, mask, vocabulary });
      if (isMisfit(made)) return [];
      const { outputs, penalties } = made;
      const result = concat(
        [...outputs, ...penalties].map((each) => reshape(each, [sizeOf(each.shape)])),
        0,
      );
      const what = `${shape.join('x')}${lengths ? `, ${lengths.join()} of them true` : ''}`;
      const title = `sharing ${written} of a block on ${what}`;
      return [{ title, results: [result], fixed, trained: true, positive: false }];
    }),
  );
