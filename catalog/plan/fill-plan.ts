/** Completes a plan that an older version wrote: parameters that its declarations have got since then take their defaults. */
import { lookUp, type Kind } from '..';
import type { Call, LayerCall, Plan } from '../../contract/plan';
import type { Outcome, Problem } from '../../contract/problem';
import type { Parameter, Parameters } from '../parameter';
import { isCall } from '../show-call';
import { argumentMissing, unknownInPlan } from './problems';

/**
 * The same plan where it is complete. What is not known, as in the plan of a newer version, is reported and never left out: it would be
 * another experiment.
 */
export function fillPlan(plan: Plan, file: string): Outcome<Plan> {
  const problems: Problem[] = [];
  const fill = <C extends Call>(kind: Kind, call: C): C => fillCall(lookUp(kind, call.name)?.params, call);
  const fillCall = <C extends Call>(params: Parameters | undefined, written: C): C => {
    if (!params) {
      problems.push(unknownInPlan(file, written.name));
      return written;
    }
    const call = fillUses(params, written);
    for (const name of Object.keys(call.args)) {
      if (!Object.hasOwn(params, name)) problems.push(unknownInPlan(file, `${call.name}(${name}: …)`));
    }
    const missing = Object.entries<Parameter>(params).filter(([name]) => !Object.hasOwn(call.args, name));
    for (const [name, parameter] of missing) {
      if (parameter.default === undefined) problems.push(argumentMissing(file, call.name, name));
    }
    if (missing.length === 0) return call;
    // In the order of the declaration, as whoever writes plans has it.
    const args = Object.entries<Parameter>(params).map(
      ([name, parameter]) => [name, call.args[name] ?? parameter.default ?? null] as const,
    );
    return { ...call, args: Object.fromEntries(args) as Call['args'] };
  };
  /** Calls among the arguments. */
  const fillUses = <C extends Call>(params: Parameters, call: C): C => {
    const filled = Object.entries(call.args).flatMap(([name, value]) => {
      const uses = params[name]?.uses;
      return uses && isCall(value) ? [[name, fillCall(uses[value.name]?.params, value)] as const] : [];
    });
    return filled.length === 0 ? call : { ...call, args: { ...call.args, ...Object.fromEntries(filled) } };
  };
  const fillLayer = (layer: LayerCall): LayerCall => {
    const filled = fill('layers', layer);
    return layer.layers ? { ...filled, layers: layer.layers.map(fillLayer) } : filled;
  };
  const { optimizer, schedule, clip, weighting, sampling, mode, federated, privacy } = plan.train;
  const value: Plan = {
    ...plan,
    inputs: plan.inputs.map((input) => ({ ...input, type: fill('inputs', input.type) })),
    blocks: plan.blocks.map((block) => ({
      ...block,
      layers: block.layers.map(fillLayer),
      sharing: fill('sharings', block.sharing),
    })),
    tasks: plan.tasks.map((task) => ({
      ...task,
      layers: task.layers.map(fillLayer),
      target: fill('targets', task.target),
      loss: fill('losses', task.loss),
      metrics: task.metrics.map((metric) => fill('metrics', metric)),
    })),
    cotrain: plan.cotrain.map((pair) => ({
      ...pair,
      method: fill('cotraining', pair.method),
      share: pair.share && fill('exchanges', pair.share),
    })),
    train: {
      ...plan.train,
      optimizer: fill('optimizers', optimizer),
      schedule: fill('schedules', schedule),
      ...(clip ? { clip: fill('clippings', clip) } : {}),
      weighting: fill('weightings', weighting),
      ...(sampling ? { sampling: fill('samplings', sampling) } : {}),
      ...(mode ? { mode: fill('modes', mode) } : {}),
      ...(federated ? { federated: fill('federations', federated) } : {}),
      ...(privacy ? { privacy: fill('privacies', privacy) } : {}),
    },
  };
  return problems.length > 0 ? { problems } : { value, problems };
}
