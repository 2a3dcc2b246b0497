/** The sharing that stacks levels of shared and own experts. */
import { text } from '../../contract/text';
import { expertCounts, noExperts } from '../common/expert-counts';
import { gated } from '../common/gate';
import { allFit, defineSharing, isMisfit, type Misfit } from '../declaration';
import type { Flow } from '../model/flow';
import { integer } from '../parameter';
import { numbered, type Reading, type SharedBlock } from '../shared-block';

export const ple = defineSharing({
  name: 'ple',
  doc:
    'Stacks levels of `cgc`: the layers of the block are those of one expert of one level, and experts of later levels read what the gates of the ' +
    'level before give. On every level but the last a gate over all experts makes what the shared experts read next (progressive layered ' +
    'extraction).',
  cite: 'Tang et al., Progressive layered extraction (PLE): a novel multi-task learning model for personalized recommendations, RecSys 2020',
  params: {
    levels: integer({ doc: 'How many levels there are.', default: 2, min: 1 }),
    ...expertCounts,
  },
  example: 'ple(levels: 2, shared: 2, own: 1)',
  tasks: 2,
  mixes: true,
  build({ levels, shared, own }, block) {
    if (shared + own === 0) return noExperts('ple');
    const { readers } = block;
    let level: Level | Misfit = {
      ofTasks: readers.map(({ reading }) => reading),
      ofShared: readers[0]!.reading,
    };
    for (let number = 1; number <= levels; number++) {
      const below: Level = level;
      level = nextLevel(block, below, { number, left: levels - number, shared, own });
      if (isMisfit(level)) return number > 1 ? unlikeLevels(shared, own) : level;
    }
    return level.ofTasks.map(([flow]) => flow!);
  },
});

/** What each task and the shared experts read on a level, or what its gates give. */
interface Level {
  readonly ofTasks: readonly Reading[];
  readonly ofShared: Reading;
}

interface Place {
  readonly number: number;
  /** Levels above it. */
  readonly left: number;
  readonly shared: number;
  readonly own: number;
}

/** f are experts, g what gates make of them; k counts tasks. */
function nextLevel(
  { readers, layers, scope }: SharedBlock,
  { ofTasks: x, ofShared: xShared }: Level,
  { number, left, shared, own }: Place,
): Level | Misfit {
  const path = `level${number}`;
  const tasks = readers.map(({ task }) => task);
  // Own experts reach all tasks through the shared gate, and a task's gate through own experts of the next level.
  const reached = (task: string, levelsLeft: number) => (shared > 0 && left >= levelsLeft ? tasks : [task]);

  const fShared = allFit(numbered(`${path}/shared`, shared).map((expert) => layers(expert, xShared, tasks)));
  if (isMisfit(fShared)) return fShared;
  const f = allFit(
    tasks.map((task, k) =>
      allFit(numbered(`${path}/${task}/own`, own).map((expert) => layers(expert, x[k]!, reached(task, 1)))),
    ),
  );
  if (isMisfit(f)) return f;
  const g = allFit(
    tasks.map((task, k): Flow | Misfit => {
      const gate = scope(`${path}/${task}/gate`, own > 0 ? reached(task, 2) : [task]);
      return gated('ple', x[k]!, [...fShared, ...f[k]!], gate);
    }),
  );
  if (isMisfit(g)) return g;
  const ofTasks = g.map((flow) => [flow]);
  if (left === 0 || shared === 0) return { ofTasks, ofShared: xShared };
  const gShared = gated('ple', xShared, [...fShared, ...f.flat()], scope(`${path}/gate`, tasks));
  return isMisfit(gShared) ? gShared : { ofTasks, ofShared: [gShared] };
}

/** The layers read what the block reads, but not what they give. */
const unlikeLevels = (shared: number, own: number): Misfit => ({
  misfit: text(
    'The layers of the block cannot read what they give themselves, as those of the second level do.',
  ),
  remedy: text('Move layers such as `flatten` into a shared block below this one, or choose a single level.'),
  instead: `cgc(shared: ${shared}, own: ${own})`,
});
