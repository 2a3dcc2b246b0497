/** The gated recurrent layer. */
import { add, matmul, multiply, scan, sigmoid, split, subtract, tanh } from '../../graph';
import {
  projectSteps,
  recurrentParameters,
  recurrentWeights,
  sequenceMisfit,
  startOf,
  statesOut,
} from '../common/recurrence';
import { defineLayer } from '../declaration';

export const gru = defineLayer({
  name: 'gru',
  doc:
    'Goes along a sequence with a state that one gate lets in new things and another resets: fewer numbers than `lstm`. The state is ' +
    'reset after it was multiplied, as cuDNN, PyTorch and Keras do. What fills a sequence up is never read.',
  cite: 'Cho et al., Learning phrase representations using RNN encoder-decoder for statistical machine translation, EMNLP 2014',
  params: recurrentParameters,
  example: 'gru(8)',
  build(args, [x], scope) {
    const misfit = sequenceMisfit('gru', x!);
    if (misfit) return misfit;
    const { units } = args;
    const zero = { kind: 'constant', value: 0 } as const;
    const input = add(projectSteps(x!, args, 3, scope), scope.parameter('bias', [3 * units], zero));
    // Products apart, because what comes of the state for n is reset before it meets the input.
    const [ofGates, ofNew] = split(recurrentWeights(units, 3, scope), 1, [2 * units, units]);
    const shift = scope.parameter('recurrentBias', [units], zero);
    const { carries, outputs } = scan(
      { carries: [startOf(x!, units)], sequences: [input] },
      ([h], [given]) => {
        const [gatesOfInput, newOfInput] = split(given!, 1, [2 * units, units]);
        const gates = split(add(gatesOfInput!, matmul(h!, ofGates!)), 1, [units, units]);
        const [r, z] = gates.map(sigmoid);
        const n = tanh(add(newOfInput!, multiply(r!, add(matmul(h!, ofNew!), shift))));
        // (1 - z) n + z h.
        const state = add(n, multiply(z!, subtract(h!, n)));
        return { carries: [state], outputs: [state] };
      },
    );
    return statesOut(outputs[0]!, carries[0]!, args, scope);
  },
});
