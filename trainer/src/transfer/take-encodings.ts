/** How the inputs of blocks that start from another run are encoded: as the run encoded them, wherever that can be. */
import { readAlike, trainedInputs } from '../../../catalog/transfer/find-trained';
import type { BlockPlan, InputPlan, Plan } from '../../../contract/plan';
import type { Outcome, Problem } from '../../../contract/problem';
import { runFiles } from '../../../contract/run-log';
import { text, type Text } from '../../../contract/text';
import type { InputStatistics } from '../../../data/encode/inputs';
import type { KnownInputs } from '../rows/fit-encoders';
import { inputTypeOf } from '../rows/fit-input';
import { encodedAnew, encodedAsFor, encodingGone } from './problems';
import { encodingsIn, type TrainedRun } from './trained-run';

/** A block, and what it was in the run that it starts from. */
export interface Transferred {
  readonly block: BlockPlan;
  readonly run: TrainedRun;
  readonly trained: BlockPlan;
}

/** The block that stands first in the plan decides; problems are warnings. */
export function takeEncodings(
  plan: Plan,
  transferred: readonly Transferred[],
): { readonly known: KnownInputs; readonly problems: readonly Problem[] } {
  const known = new Map<string, { readonly statistics: InputStatistics; readonly block: string }>();
  const problems: Problem[] = [];
  for (const { block, run, trained } of transferred) {
    for (const { input, trained: there } of trainedInputs(plan, block, run.plan, trained)) {
      const found = statisticsOf(input, there, run);
      const before = known.get(input.name);
      if ('reason' in found) problems.push(encodedAnew(input.name, block.name, found.reason, run.folder));
      else if (!before) known.set(input.name, { statistics: found, block: block.name });
      else if (!isSame(before.statistics, found))
        problems.push(encodedAsFor(input.name, before.block, block.name));
    }
  }
  const all = Array.from(known, ([name, { statistics }]) => [name, statistics] as const);
  return { known: new Map(all), problems };
}

/**
 * The same in a run that goes on: its own folder tells how its inputs are encoded, so that it needs no other run. Reports an input of which
 * it does not tell it any more.
 */
export function recallEncodings(plan: Plan, folder: string): Outcome<KnownInputs> {
  const taken = plan.blocks.filter(({ from }) => from !== undefined).flatMap(({ on }) => on);
  const encodings = encodingsIn(folder);
  const known = new Map<string, InputStatistics>();
  for (const input of plan.inputs.filter(({ name }) => taken.includes(name))) {
    const found = statisticsIn(input, encodings);
    if (!found) return { problems: [encodingGone(`${folder}/${fileOf(input)}`)] };
    known.set(input.name, found);
  }
  return { value: known, problems: [] };
}

type Encodings = Pick<TrainedRun, 'scalings' | 'vocabularies'>;

function statisticsOf(
  input: InputPlan,
  there: InputPlan | undefined,
  run: TrainedRun,
): InputStatistics | { readonly reason: Text } {
  if (!there) return { reason: text('the block has read no such input in the run') };
  if (!readAlike(input, there))
    return { reason: text('its type or the number of its columns is another one than in the run') };
  const found = statisticsIn(input, run);
  return (
    found ?? { reason: text('{file} of the run does not tell how it was encoded', { file: fileOf(input) }) }
  );
}

function statisticsIn(input: InputPlan, { scalings, vocabularies }: Encodings): InputStatistics | undefined {
  const [scaling, words] = [scalings[input.name], vocabularies[input.name]];
  if (readsIds(input)) return words && { scaling: null, vocabularies: words };
  return scaling && { scaling, vocabularies: null };
}

const readsIds = (input: InputPlan): boolean => inputTypeOf(input).vocabulary !== undefined;

const fileOf = (input: InputPlan): string => (readsIds(input) ? runFiles.vocabularies : runFiles.scalings);

const isSame = (a: InputStatistics, b: InputStatistics): boolean => written(a) === written(b);

const written = ({ scaling, vocabularies }: InputStatistics): string =>
  JSON.stringify([scaling && [[...scaling.shift], [...scaling.scale], [...scaling.fill]], vocabularies]);
