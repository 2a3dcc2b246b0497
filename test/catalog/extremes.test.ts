/** Losses and activations stay finite in single precision where outputs are far out, and so do their gradients. */
import { describe, expect, it } from 'vitest';
import { cases } from './cases';
import { gradients, sizeOf, sum } from '../../graph';
import { createInterpreter } from '../../trainer/src/executors/reference/interpreter';
import { sourcesOf } from './evaluate';

const withoutBounds = cases.filter(({ title }) => /^(loss|activation|target) /.test(title));

describe.each([-1e4, -100, 0, 100, 1e4])('at %d', (far) => {
  it.each(withoutBounds)('$title', ({ results: [y], fixed }) => {
    const sources = sourcesOf([y!]);
    const free = sources.filter(([name]) => !(name in fixed)).map(([, source]) => source);
    const run = createInterpreter([y!, ...gradients(sum(y!), free)], 'float32');
    // One output is far out, all others are near.
    const values = new Map(
      sources.map(([name, source]) => [
        source,
        Float32Array.from(
          { length: sizeOf(source.shape) },
          (_, i) => fixed[name]?.[i] ?? (i % 4 === 2 ? far : 0.1),
        ),
      ]),
    );
    for (const numbers of run(values)) expect([...numbers].every(Number.isFinite)).toBe(true);
  });
});
