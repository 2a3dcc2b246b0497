/** The states that the blocks of a plan start from: those that they had at the end of another run. */
import { buildModel } from '../../../catalog/model/build-model';
import { isMismatch, matchBlock, type NamedShape } from '../../../catalog/transfer/match-block';
import { statesOfBlock } from '../../../catalog/transfer/states-of-block';
import type { Model } from '../../../catalog/model/model';
import type { BlockPlan, Plan } from '../../../contract/plan';
import type { Outcome } from '../../../contract/problem';
import type { NamedValues } from '../executors/executor';
import { averageState } from '../program/averages';
import { parameterMissing, parameterOfOtherShape } from './problems';
import type { TrainedRun } from './trained-run';

/** What a plan's blocks have, of which they take what another run has learned. */
export const modelOf = (plan: Plan): Model => buildModel(plan, { rows: 1, training: false });

/** Those of one block: of its parameters, and of what its layers have gathered; `trained` is the block that it was in the run. */
export function takeStates(
  model: Model,
  { name: block }: Pick<BlockPlan, 'name'>,
  { folder, states, plan }: TrainedRun,
  trained: Pick<BlockPlan, 'name' | 'layers'>,
): Outcome<NamedValues> {
  const all = [...model.parameters, ...model.frozen, ...model.statistics];
  const here = within(
    block,
    all.map(({ name, tensor: { shape } }) => ({ name, shape })),
  );
  const full = statesOfBlock(plan, trained, Object.keys(states));
  const there = Array.from(full, ([name, of]) => ({ name, shape: states[of]!.shape }));
  const match = matchBlock(here, there);
  if (isMismatch(match)) {
    const own = `${block}/${match.here.name}`;
    if (!match.there) return { problems: [parameterMissing(block, own, folder)] };
    const names = { here: own, there: full.get(match.there.name)! };
    const shapes = { here: written(match.here), there: written(match.there) };
    return { problems: [parameterOfOtherShape(names, shapes, folder)] };
  }
  const taken = Array.from(match, ([name, other]) => {
    const of = full.get(other)!;
    // Where a run keeps averages it predicts with them.
    const { values } = states[averageState(of)] ?? states[of]!;
    return [`${block}/${name}`, Float32Array.from(values as Float32Array)] as const;
  });
  return { value: Object.fromEntries(taken), problems: [] };
}

/** Those of a block, by their names in it. */
const within = (block: string, all: readonly NamedShape[]): readonly NamedShape[] =>
  all
    .filter(({ name }) => name.startsWith(`${block}/`))
    .map(({ name, shape }) => ({ name: name.slice(block.length + 1), shape }));

const written = ({ shape }: NamedShape): string => (shape.length === 0 ? '1' : shape.join('x'));
