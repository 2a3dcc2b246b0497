/** Remembers what was measured for a program on this machine, so that the same experiment takes the same device again. */
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { isDeviceTrial } from '../../../contract/parse-run-event';
import type { Plan } from '../../../contract/plan';
import type { DeviceTrial } from '../../../contract/run-log';
import { VERSION } from '../../../contract/version';
import { cacheFolder } from '../../../machine/cache-folder';
import { makeFolder } from '../../../machine/make-folder';
import { findTensorFlow } from '../executors/tensorflow/find-tensorflow';

export interface DeviceMemory {
  /** Undefined where nothing is remembered that can be read. */
  recall(): readonly DeviceTrial[] | undefined;
  /** A folder that cannot be written is no reason not to train. */
  remember(trials: readonly DeviceTrial[]): void;
}

/** `runtime` is the version of the engine on the processor; `folder` holds a file for each program. */
export function openDeviceMemory(
  plan: Plan,
  threads: number,
  runtime: string,
  folder = join(cacheFolder(), 'devices'),
): DeviceMemory {
  const key = { program: programOf(plan), machine: describeMachine(threads, runtime) };
  const file = join(folder, `${createHash('sha256').update(JSON.stringify(key)).digest('hex')}.json`);
  return {
    recall() {
      try {
        const trials: unknown = JSON.parse(readFileSync(file, 'utf8'));
        return isTrials(trials) ? trials : undefined;
      } catch {
        return undefined;
      }
    },
    remember(trials) {
      const unfinished = `${file}.${randomUUID()}`;
      try {
        makeFolder(folder);
        writeFileSync(unfinished, JSON.stringify(trials));
        renameSync(unfinished, file);
      } catch {
        if (existsSync(unfinished)) rmSync(unfinished);
      }
    },
  };
}

const isTrials = (value: unknown): value is readonly DeviceTrial[] =>
  Array.isArray(value) && value.length > 0 && value.every(isDeviceTrial);

/** What a step computes follows from these; not from titles, places in the text, rows, or how long is trained. */
function programOf({ inputs, blocks, tasks, cotrain, train }: Plan): unknown {
  const { optimizer, clip, weighting, batch } = train;
  const shares = cotrain.map(({ networks, task, share, method }) => ({ networks, task, share, method }));
  const program = { inputs, blocks, tasks, shares, optimizer, clip, weighting, batch };
  return JSON.parse(JSON.stringify(program, (name, value: unknown) => (name === 'at' ? undefined : value)));
}

/** What decides how fast its devices are, for as far as it is known without waking them. */
function describeMachine(threads: number, runtime: string): unknown {
  const processors = cpus();
  const tensorflow = findTensorFlow();
  return {
    version: VERSION,
    runtime,
    tensorflow: 'found' in tensorflow ? tensorflow.found.version : null,
    system: `${process.platform}-${process.arch}`,
    processor: [processors[0]?.model, processors.length, threads],
    drivers: [process.env.VK_ICD_FILENAMES, process.env.VK_DRIVER_FILES, ...driverFolders.map(namesIn)],
  };
}

/** Where Vulkan drivers on Linux tell of themselves. */
const driverFolders = ['/etc/vulkan/icd.d', '/usr/share/vulkan/icd.d', '/usr/local/share/vulkan/icd.d'];

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).toSorted();
  } catch {
    return [];
  }
}
