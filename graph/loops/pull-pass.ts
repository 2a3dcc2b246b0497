/** The gradient of one pass of a loop, and what it reads of the pass. */
import type { PullBack } from '../gradient-rule';
import { feed } from '../ops';
import { orderNodes } from '../order';
import type { Tensor } from '../tensor';
import { gatherFactors } from './gather-factors';

/** `outputs` of a pass, the first of which are carried on, and behind them whatever else a gradient of any of them needs. */
export function withNeeded(
  inputs: readonly Tensor[],
  outputs: readonly Tensor[],
  carries: number,
  pullBack: PullBack,
): readonly Tensor[] {
  let all = outputs;
  for (;;) {
    const known = new Set([...inputs.slice(carries), ...all.slice(carries)]);
    const { pulled } = pullPass(inputs, all, () => true, pullBack);
    const missing = neededOf(pulled, all).filter((tensor) => !known.has(tensor));
    if (missing.length === 0) return all;
    all = [...all, ...missing];
  }
}

/** Cotangents of the inputs of a pass, made of `seeds`, which stand for those of its outputs. */
export function pullPass(
  inputs: readonly Tensor[],
  outputs: readonly Tensor[],
  isGiven: (output: number) => boolean,
  pullBack: PullBack,
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
export function neededOf(
  pulled: readonly (Tensor | undefined)[],
  outputs: readonly Tensor[],
): readonly Tensor[] {
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
