/** The values with which a parameter starts. */
import { sizeOf, type Shape } from '../../graph/tensor';
import type { Initial } from '../declaration';
import { normal, randomNumbers } from './random-numbers';

/** Row-major. They follow from the plan's seed and the parameter's full name alone, so that models can be compared. */
export function initialValues(initial: Initial, shape: Shape, seed: number, name: string): Float32Array {
  const values = new Float32Array(sizeOf(shape));
  const random = randomNumbers(seed, name);
  const uniform = (limit: number): Float32Array => values.map(() => (2 * random() - 1) * limit);
  switch (initial.kind) {
    case 'constant':
      return values.fill(initial.value);
    case 'values':
      return Float32Array.from(initial.values);
    case 'uniform':
      return uniform(initial.limit);
    case 'glorotUniform':
      return uniform(Math.sqrt(6 / (initial.fanIn + initial.fanOut)));
    case 'heNormal': {
      const deviation = Math.sqrt(2 / initial.fanIn);
      return values.map(() => deviation * normal(random));
    }
  }
}
