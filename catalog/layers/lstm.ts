/** The recurrent layer with long short-term memory. */
import { add, constant, matmul, multiply, scan, sigmoid, split, tanh } from '../../graph';
import {
  projectSteps,
  recurrentParameters,
  recurrentWeights,
  sequenceMisfit,
  startOf,
  statesOut,
} from '../common/recurrence';
import { defineLayer } from '../declaration';

export const lstm = defineLayer({
  name: 'lstm',
  doc:
    'Goes along a sequence with a memory that gates write to, erase and read from. It starts from zeros and begins to learn with ' +
    'the erasing gate nearly open. What fills a sequence up is never read.',
  cite: 'Hochreiter & Schmidhuber, Long short-term memory, Neural Computation 9(8), 1997; Gers, Schmidhuber & Cummins, Learning to forget, Neural Computation 12(10), 2000',
  params: recurrentParameters,
  example: 'lstm(8)',
  build(args, [x], scope) {
    const misfit = sequenceMisfit('lstm', x!);
    if (misfit) return misfit;
    const { units } = args;
    const given = projectSteps(x!, args, 4, scope);
    const recurrent = recurrentWeights(units, 4, scope);
    const bias = scope.parameter('bias', [4 * units], { kind: 'constant', value: 0 });
    const input = add(given, add(bias, constant(forgetLittle(units), [4 * units])));
    const start = startOf(x!, units);
    const { carries, outputs } = scan({ carries: [start, start], sequences: [input] }, ([h, c], [z]) => {
      const parts = split(add(z!, matmul(h!, recurrent)), 1, [units, units, units, units]);
      const [i, f, o] = parts.map(sigmoid);
      const memory = add(multiply(f!, c!), multiply(i!, tanh(parts[3]!)));
      const state = multiply(o!, tanh(memory));
      return { carries: [state, memory], outputs: [state] };
    });
    return statesOut(outputs[0]!, carries[0]!, args, scope);
  },
});

/** What is added to the biases, in the order i, f, o, candidate: 1 for f. Jozefowicz, Zaremba & Sutskever, ICML 2015. */
const forgetLittle = (units: number): readonly number[] =>
  Array.from({ length: 4 * units }, (_, at) => (Math.floor(at / units) === 1 ? 1 : 0));
