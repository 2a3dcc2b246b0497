/** Measures the training steps of one net: ours and peers take turns, so that other work on the machine meets all of them. */
import { join } from 'node:path';
import { openProgram } from './program.mjs';

/** The steps whose losses are compared: rounding has not driven equal programs apart yet. */
const compared = 5;
const tolerance = 1e-3;

/** A turn of a peer is as long as so many of ours at most: one that is slow takes fewer steps. */
const longest = 3;
/** Turns after which a peer that takes twice as long as the fastest one is timed no more: it cannot be the one that counts. */
const trial = 2;

/**
 * `ours` are the arguments of Node for ours, which writes `start`; `peers` are those of `peersOf`. Answers what each program took, by its
 * name.
 */
export async function measureNet({ name, net, threads, turns, folder, ours, start, peers }) {
  const programs = new Map();
  const open = async (key, ...how) => {
    const program = await openProgram(...how);
    if (program) programs.set(key, program);
    else console.error(`${key} does not run here and is left out.`);
  };
  await open('ours', process.execPath, [...ours, join(folder, 'plan.json'), threads, start]);
  if (!programs.has('ours')) throw new Error(`ours does not train ${name}`);
  for (const { name: key, file, args, environment } of peers) await open(key, file, args, environment);
  try {
    const warm = await warmUp(name, net, programs);
    const results = new Map([...programs.keys()].map((key) => [key, []]));
    for (let turn = 1; turn <= turns; turn++) {
      for (const [key, program] of programs) results.get(key).push(await program.train(warm.get(key).steps));
      process.stderr.write(`\r${name}, threads: ${threads}, turn ${turn} of ${turns} `);
      if (turn === trial) await dropSlow(programs, results);
    }
    process.stderr.write('\n');
    return Object.fromEntries(
      [...results].map(([key, taken]) => [key, { ...summarise(taken), apart: warm.get(key).apart }]),
    );
  } finally {
    for (const program of programs.values()) await program.close();
  }
}

/**
 * The first steps compile and allocate, and show that all train the same net: answers how far each program's losses are from ours, and how
 * many steps it takes in a turn. One that does not end its first steps is left out.
 */
async function warmUp(name, net, programs) {
  let own;
  const warm = new Map();
  for (const [key, program] of programs) {
    const answer = await program.train(compared).catch((error) => void console.error(error.message));
    if (!answer) {
      if (key === 'ours') throw new Error(`ours does not train ${name}`);
      console.error(`${key} does not run here and is left out.`);
      programs.delete(key);
      continue;
    }
    own ??= { losses: answer.losses };
    const worst = Math.max(...answer.losses.map((loss, step) => Math.abs(loss - own.losses[step])));
    if (answer.losses.length !== compared || !(worst < tolerance)) {
      throw new Error(
        `${key} trains another ${name}: losses ${answer.losses.join(', ')}, ours ${own.losses.join(', ')}`,
      );
    }
    // Keras compiles what its later steps are only now.
    await program.train(compared);
    const { wall } = await program.train(Math.ceil(net.steps / 4));
    own.wall ??= wall;
    const steps = Math.round(Math.min(1, (longest * own.wall) / wall) * net.steps);
    warm.set(key, { apart: worst, steps: Math.max(1, steps) });
  }
  return warm;
}

async function dropSlow(programs, results) {
  const least = (key) => Math.min(...results.get(key).map(({ wall }) => wall));
  const peers = [...programs.keys()].filter((key) => key !== 'ours');
  const best = Math.min(...peers.map(least));
  for (const key of peers.filter((one) => least(one) > 2 * best)) {
    await programs.get(key).close();
    programs.delete(key);
  }
}

function summarise(taken) {
  const of = (key) => {
    const sorted = taken.map((turn) => turn[key]).toSorted((a, b) => a - b);
    return { median: sorted[Math.floor(sorted.length / 2)], least: sorted[0], most: sorted.at(-1) };
  };
  return { wall: of('wall'), cpu: of('cpu'), peak: taken.at(-1).peak, turns: taken.length };
}
