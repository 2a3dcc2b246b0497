/** Measures the training steps of one net: ours and peers take turns, so that other work on the machine meets all of them. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openProgram } from './program.mjs';

/** The steps whose losses are compared: rounding has not driven equal programs apart yet. */
const compared = 5;
const tolerance = 1e-3;
const script = fileURLToPath(new URL('peer.py', import.meta.url));

/** `ours` are the arguments of Node for ours; `peers` are those of `peersOf`. Answers what each program took, by its name. */
export async function measureNet({ name, net, threads, turns, folder, ours, python, peers }) {
  const start = join(folder, 'start.safetensors');
  const programs = new Map();
  const open = async (key, ...how) => {
    const program = await openProgram(...how);
    if (program) programs.set(key, program);
    else console.error(`${key} does not run here and is left out.`);
  };
  await open('ours', process.execPath, [...ours, join(folder, 'plan.json'), threads, start]);
  if (!programs.has('ours')) throw new Error(`ours does not train ${name}`);
  for (const { name: key, library, settings, environment } of peers) {
    await open(key, python, [script, library, name, threads, start, ...settings], environment);
  }
  try {
    const apart = await warmUp(name, net, programs);
    const results = new Map([...programs.keys()].map((key) => [key, []]));
    for (let turn = 1; turn <= turns; turn++) {
      for (const [key, program] of programs) results.get(key).push(await program.train(net.steps));
      process.stderr.write(`\r${name}, threads: ${threads}, turn ${turn} of ${turns} `);
    }
    process.stderr.write('\n');
    return Object.fromEntries(
      [...results].map(([key, taken]) => [key, { ...summarise(taken), apart: apart.get(key) }]),
    );
  } finally {
    for (const program of programs.values()) await program.close();
  }
}

/**
 * The first steps compile and allocate, and show that all train the same net: answers how far each program's losses are from ours. One
 * that does not end its first steps is left out.
 */
async function warmUp(name, net, programs) {
  let own;
  const apart = new Map();
  for (const [key, program] of programs) {
    const answer = await program.train(compared).catch((error) => void console.error(error.message));
    if (!answer) {
      if (key === 'ours') throw new Error(`ours does not train ${name}`);
      console.error(`${key} does not run here and is left out.`);
      programs.delete(key);
      continue;
    }
    own ??= answer.losses;
    const worst = Math.max(...answer.losses.map((loss, step) => Math.abs(loss - own[step])));
    if (answer.losses.length !== compared || !(worst < tolerance)) {
      throw new Error(
        `${key} trains another ${name}: losses ${answer.losses.join(', ')}, ours ${own.join(', ')}`,
      );
    }
    apart.set(key, worst);
    await program.train(net.steps);
  }
  return apart;
}

function summarise(taken) {
  const of = (key) => {
    const sorted = taken.map((turn) => turn[key]).toSorted((a, b) => a - b);
    return { median: sorted[Math.floor(sorted.length / 2)], least: sorted[0], most: sorted.at(-1) };
  };
  return { wall: of('wall'), cpu: of('cpu'), peak: taken.at(-1).peak };
}
