/** The form of loops: a `Scan` whose body reads what every pass reads from around it. */
import type { AttributesOf, Node } from '../../../../../graph';
import type { FormContext, Forms, NestedBody } from '../form';

type Loop = Node & { readonly attributes: AttributesOf<'scan'> };

/** How a pass is said, and what it reads from around the loop. */
type Pass = Omit<NestedBody, 'inputs' | 'outputs'>;

export const loopForms: Forms<'scan'> = {
  scan(context, inputs, node) {
    const { body, carries, sequences } = node.attributes;
    const reads = carries + sequences;
    const captured = new Map(body.inputs.slice(reads).map((inner, at) => [inner.node, inputs[reads + at]!]));
    return emitLoop(context, inputs.slice(0, reads), node, { captured });
  },
};

/** The names of a loop's outputs, of which those that nothing needs have none; `inputs` are carries and sequences. */
export function emitLoop(
  context: FormContext,
  inputs: readonly string[],
  { attributes: { body, carries, sequences, reverse }, outputs }: Loop,
  pass: Pass,
): readonly string[] {
  // What is carried on is never left out: it is what the next pass is given.
  const kept = [...outputs.keys()].filter((at) => at < carries || context.isUsed(outputs[at]!));
  const graph = context.body({
    ...pass,
    inputs: body.inputs.slice(0, carries + sequences),
    outputs: kept.map((at) => body.outputs[at]!),
  });
  const direction = reverse ? 1 : 0;
  const names = context.emitMany(
    'Scan',
    inputs,
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
}
