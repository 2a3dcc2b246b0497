/** The form of loops: a `Scan` whose body reads what every pass reads from around it. */
import type { Forms } from '../form';

export const loopForms: Forms<'scan'> = {
  scan(context, inputs, { attributes: { body, carries, sequences, reverse }, outputs }) {
    const reads = carries + sequences;
    // What is carried on is never left out: it is what the next pass is given.
    const kept = [...outputs.keys()].filter((at) => at < carries || context.isUsed(outputs[at]!));
    const graph = context.body({
      inputs: body.inputs.slice(0, reads),
      captured: new Map(body.inputs.slice(reads).map(({ node }, at) => [node, inputs[reads + at]!])),
      outputs: kept.map((at) => body.outputs[at]!),
    });
    const direction = reverse ? 1 : 0;
    const names = context.emitMany(
      'Scan',
      inputs.slice(0, reads),
      {
        body: graph,
        num_scan_inputs: sequences,
        scan_input_directions: Array.from({ length: sequences }, () => direction),
        scan_output_directions: kept.slice(carries).map(() => direction),
      },
      kept.length,
    );
    const nameOf = new Map(kept.map((at, index) => [at, names[index]!]));
    return outputs.map((_, at) => nameOf.get(at) ?? '');
  },
};
