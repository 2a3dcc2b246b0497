/**
 * The gradient of a loop: a loop in the other direction, which carries cotangents. What its passes need of those of the
 * first loop is reported by these, and what every pass adds to the cotangent of something that all of them read is added up
 * behind it.
 */
import { pullBack } from '../gradient';
import { orderNodes } from '../order';
import { substitute } from '../substitute';
import type { Node, Tensor } from '../tensor';
import { add } from './arithmetic';
import { gatherFactors } from './gather-factors';
import { scan, type ScanAttributes } from './scan';
import { constant, feed } from './sources';
import { planSum, type PassSums } from './sum-over-passes';

/** `outputs` of a pass, the first of which are carried on, and behind them whatever else a gradient of any of them needs. */
export function withNeeded(
  inputs: readonly Tensor[],
  outputs: readonly Tensor[],
  carries: number,
): readonly Tensor[] {
  let all = outputs;
  for (;;) {
    const known = new Set([...inputs.slice(carries), ...all.slice(carries)]);
    const { pulled } = pullPass(inputs, all, () => true);
    const missing = neededOf(pulled, all).filter((tensor) => !known.has(tensor));
    if (missing.length === 0) return all;
    all = [...all, ...missing];
  }
}

export function loopGradient(
  { inputs, outputs, attributes }: Node,
  cotangents: readonly (Tensor | undefined)[],
): readonly (Tensor | undefined)[] {
  const { body, carries, sequences, reverse } = attributes as ScanAttributes;
  const reads = carries + sequences;
  const { pulled, seeds } = pullPass(
    body.inputs,
    body.outputs,
    (at) => at < carries || cotangents[at] !== undefined,
  );
  const captured = new Map(body.inputs.slice(reads).map((inner, at) => [inner, inputs[reads + at]!]));
  const needed = neededOf(pulled, body.outputs).filter((tensor) => !captured.has(tensor));
  const wholeOf = (tensor: Tensor): Tensor => {
    const slice = body.inputs.indexOf(tensor, carries);
    return slice < 0 ? outputs[body.outputs.indexOf(tensor, carries)]! : inputs[slice]!;
  };
  const seeded = seeds.flatMap((seed, at) => (seed ? [{ seed, at }] : []));
  const carried = seeded.filter(({ at }) => at < carries);
  const reported = seeded.filter(({ at }) => at >= carries);

  const sums: PassSums = { reported: [], carried: [] };
  const totals = body.inputs.slice(reads).map((_, at) => {
    const addend = pulled[reads + at];
    return addend && planSum(addend, sums);
  });
  const ofSlices = pulled.slice(carries, reads);
  const slopes = ofSlices.filter((slope) => slope !== undefined);
  const given = [...reported.map(({ at }) => cotangents[at]!), ...needed.map(wholeOf)];
  const back = scan(
    {
      carries: [
        ...carried.map(({ at }) => cotangents[at] ?? constant(0, outputs[at]!.shape)),
        ...sums.carried.map(({ shape }) => constant(0, shape)),
      ],
      sequences: given.length > 0 ? given : [inputs[carries]!],
      reverse: !reverse,
    },
    (now, slices) => {
      const standIns = new Map([
        ...captured,
        ...carried.map(({ seed }, index) => [seed, now[index]!] as const),
        ...[...reported.map(({ seed }) => seed), ...needed].map(
          (tensor, index) => [tensor, slices[index]!] as const,
        ),
      ]);
      const next = carried.map(({ seed, at }) => pulled[at] ?? constant(0, seed.shape));
      const made = substitute([...next, ...sums.carried, ...slopes, ...sums.reported], standIns);
      const from = next.length + sums.carried.length;
      return {
        carries: [
          ...made.slice(0, next.length),
          ...made.slice(next.length, from).map((addend, index) => add(now[next.length + index]!, addend)),
        ],
        outputs: made.slice(from),
      };
    },
  );
  const wholeSlopes = back.outputs.slice(0, slopes.length);
  const parts = { reported: back.outputs.slice(slopes.length), carried: back.carries.slice(carried.length) };
  return [
    ...body.inputs.slice(0, carries).map((_, at) => back.carries[carried.findIndex((one) => one.at === at)]),
    ...ofSlices.map((slope) => slope && wholeSlopes[slopes.indexOf(slope)]),
    ...totals.map((total) => total?.(parts)),
  ];
}

/** Cotangents of the inputs of a pass, made of `seeds`, which stand for those of its outputs. */
function pullPass(
  inputs: readonly Tensor[],
  outputs: readonly Tensor[],
  isGiven: (output: number) => boolean,
): { readonly pulled: readonly (Tensor | undefined)[]; readonly seeds: readonly (Tensor | undefined)[] } {
  const seeds = outputs.map(({ shape, dtype }, at) =>
    dtype === 'float32' && isGiven(at) ? feed(`cotangent${at}`, shape) : undefined,
  );
  const given = seeds.flatMap((seed, at) => (seed ? [[outputs[at]!, seed] as const] : []));
  const pulled = pullBack(given, inputs);
  const cotangents = given.map(([, seed]) => seed);
  return { pulled: gatherFactors(pulled, cotangents), seeds };
}

/** What cotangents read of the pass that they belong to, apart from its constants. */
function neededOf(pulled: readonly (Tensor | undefined)[], outputs: readonly Tensor[]): readonly Tensor[] {
  const forward = new Set(orderNodes(outputs));
  const needed = new Set<Tensor>();
  const seen = new Set<Tensor>();
  const open = pulled.filter((tensor) => tensor !== undefined);
  for (let tensor = open.pop(); tensor; tensor = open.pop()) {
    if (seen.has(tensor)) continue;
    seen.add(tensor);
    if (!forward.has(tensor.node)) open.push(...tensor.node.inputs);
    else if (tensor.node.op !== 'constant') needed.add(tensor);
  }
  return [...needed];
}
