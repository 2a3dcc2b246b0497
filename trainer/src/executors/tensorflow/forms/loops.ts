/** The form of loops: a loop within the loop over steps. */
import { writeLoop } from '../write-loop';
import type { Forms } from '../form';

export const loopForms: Forms<'scan'> = {
  scan(context, inputs, { attributes: { body, carries, sequences, reverse }, inputs: given }) {
    const typesOf = (from: number, to?: number) =>
      body.inputs.slice(from, to).map(({ dtype, shape }, at) => ({ name: inputs[from + at]!, dtype, shape }));
    const reads = carries + sequences;
    return writeLoop(context.writer, {
      passes: context.constant([given[carries]!.shape[0]!], [], 'int32'),
      reverse,
      carries: typesOf(0, carries),
      sequences: typesOf(carries, reads),
      captured: typesOf(reads),
      reports: body.outputs.slice(carries),
      body: (frame, names) =>
        context.body(frame, body.outputs, new Map(body.inputs.map(({ node }, at) => [node, names[at]!]))),
    });
  },
};
