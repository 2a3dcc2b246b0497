/** The command line of `mtl train`: its options, and what may not go together. */
import { text } from '../contract/text';
import type { Help } from './help-text';
import { memoryFault, memoryOption } from './memory-option';
import type { Fault, Given } from './options';

export interface TrainLine {
  /** An experiment, or with `resume` the folder of a run. */
  readonly file: string;
  readonly resume: boolean;
  readonly out: string | undefined;
  readonly memory: string | undefined;
  readonly fallback: string | undefined;
  readonly json: boolean;
  readonly settings: Readonly<Record<string, string>>;
}

export const trainOptions = {
  out: {
    is: 'value',
    value: 'DIR',
    doc: text('the folder of the run, new or empty; a new one in runs/ beside FILE when left out'),
  },
  device: {
    is: 'value',
    value: 'DEVICE',
    doc: text('what to train on, instead of what FILE says; “mtl devices” tells what there is'),
  },
  fallback: {
    is: 'value',
    value: 'cpu',
    doc: text(
      'when the device fails, go on with the processor from the last checkpoint, instead of ending there',
    ),
  },
  memory: memoryOption,
  json: {
    is: 'flag',
    doc: text('the events of the run log on standard output and nothing else; the last has kind "end"'),
  },
  set: {
    is: 'value',
    value: 'NAME=VALUE',
    many: true,
    doc: text(
      'another value for a constant (let) or a property of train, as it would be written in FILE; may be repeated',
    ),
  },
  resume: {
    is: 'value',
    value: 'RUN',
    doc: text(
      'go on with the run in the folder RUN, which was stopped, failed or was killed, from its last checkpoint; ' +
        'with the same plan and data the model is the same, to the last bit, as if it had never been interrupted',
    ),
  },
} as const;

export const trainHelp = {
  forms: [
    'mtl train FILE [--out DIR] [--device DEVICE] [--fallback cpu] [--memory SIZE] [--json] [--set NAME=VALUE]...',
    'mtl train --resume RUN [--fallback cpu] [--memory SIZE] [--json]',
  ],
  about: text(
    'Trains the experiment in FILE and keeps the run in a folder: text, plan, log, checkpoint, model.onnx and report.html.',
  ),
  notes: [
    text(
      'Ctrl-C stops cleanly and keeps what was learned, to go on later; a second Ctrl-C ends the trainer at once.',
    ),
  ],
  exits: {
    0: text('completed'),
    1: text('FILE has errors or the run failed'),
    130: text('stopped'),
  },
} satisfies Omit<Help, 'options'>;

export function readTrainLine({ values, words }: Given<typeof trainOptions>): TrainLine | Fault {
  const { out, device, memory, fallback, json, set } = values;
  const resume = values.resume !== undefined;
  const [file, ...others] = resume ? [values.resume, ...words] : words;
  if (file === undefined || others.length > 0) {
    return { fault: text('Name one file to train, or one run to resume with “--resume RUN”.') };
  }
  if (resume && (out !== undefined || device !== undefined || set.length > 0)) {
    return { fault: text('A run is resumed as it began: leave out --out, --device and --set.') };
  }
  const unfit = memoryFault(memory);
  if (unfit) return unfit;
  if (fallback !== undefined && fallback !== 'cpu') {
    return {
      fault: text(
        '“--fallback {fallback}” cannot be: write “--fallback cpu”, as only the processor is everywhere.',
        {
          fallback,
        },
      ),
    };
  }
  const settings = new Map(device === undefined ? [] : [['device', device]]);
  for (const setting of set) {
    const [, name, value] = /^\s*([^=]+?)\s*=(.*)$/s.exec(setting) ?? [];
    if (name === undefined || value === undefined) {
      return {
        fault: text('“--set {setting}” is not NAME=VALUE: write it like “--set epochs=5”.', { setting }),
      };
    }
    settings.set(name, value.trim());
  }
  return { file, resume, out, memory, fallback, json, settings: Object.fromEntries(settings) };
}
