/**
 * The gradient of a loop: a loop in the other direction, which carries cotangents. What its passes need of those of the
 * first loop is reported by these, and what every pass adds to the cotangent of something that all of them read is added up
 * behind it.
 */
import type { GradientRule } from '../gradient-rule';
import { buildLoop } from '../loops/build-loop';
import { neededOf, pullPass } from '../loops/pull-pass';
import { planSum, type PassSums } from '../loops/sum-over-passes';
import { add, constant } from '../ops';
import type { ScanAttributes } from '../ops/scan';
import { substitute } from '../substitute';
import type { Tensor } from '../tensor';

export const loopGradient: GradientRule = ({ inputs, outputs, attributes }, cotangents, pullBack) => {
  const { body, carries, sequences, reverse } = attributes as ScanAttributes;
  const reads = carries + sequences;
  const { pulled, seeds } = pullPass(
    body.inputs,
    body.outputs,
    (at) => at < carries || cotangents[at] !== undefined,
    pullBack,
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
  const back = buildLoop(
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
    pullBack,
  );
  const wholeSlopes = back.outputs.slice(0, slopes.length);
  const parts = { reported: back.outputs.slice(slopes.length), carried: back.carries.slice(carried.length) };
  return [
    ...body.inputs.slice(0, carries).map((_, at) => back.carries[carried.findIndex((one) => one.at === at)]),
    ...ofSlices.map((slope) => slope && wholeSlopes[slopes.indexOf(slope)]),
    ...totals.map((total) => total?.(parts)),
  ];
};
