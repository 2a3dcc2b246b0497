/**
 * What a program can run on, as written after `device:`. The language, the command line and the trainer all read this table;
 * which of them a machine has is found out where it trains, because a file may be written on another machine.
 */

export interface Device {
  /** One sentence for hover, completion and `mtl devices`. */
  readonly doc: string;
  /** What runs programs on it. */
  readonly engine: string;
  /** Systems that the engine's package has it for, as Node calls platform and processor; all of them when left out. */
  readonly systems?: readonly string[];
}

const onnxRuntime = 'ONNX Runtime';

/** `auto` is not among them: it chooses one. */
export const devices = {
  cpu: { doc: 'The processor, with native kernels. Every machine has it.', engine: onnxRuntime },
  webgpu: {
    doc: 'The graphics card, through WebGPU: Direct3D 12 on Windows, Metal on macOS, Vulkan on Linux.',
    engine: onnxRuntime,
    systems: ['win32-x64', 'win32-arm64', 'darwin-arm64', 'linux-x64'],
  },
  cuda: {
    doc: 'An NVIDIA graphics card, through CUDA 12; needs libraries that npm does not bring. Nobody has seen it train yet.',
    engine: onnxRuntime,
    systems: ['linux-x64'],
  },
  directml: {
    doc: 'The graphics card, through DirectML. Nobody has seen it train yet.',
    engine: onnxRuntime,
    systems: ['win32-x64', 'win32-arm64'],
  },
  coreml: {
    doc: 'The Neural Engine and graphics of a Mac, through Core ML. Nobody has seen it train yet.',
    engine: onnxRuntime,
    systems: ['darwin-arm64'],
  },
  tensorflow: {
    doc: 'The processor, with the kernels of TensorFlow; needs @tensorflow/tfjs-node.',
    engine: 'TensorFlow',
  },
  reference: {
    doc: 'A plain interpreter, slow and exact in every step: to see where numbers come from.',
    engine: 'reference',
  },
} as const satisfies Readonly<Record<string, Device>>;

export type DeviceName = keyof typeof devices;

export const isDevice = (name: string): name is DeviceName => Object.hasOwn(devices, name);

/** What may stand after `device:`, likeliest first, with a sentence for each. */
export const deviceDocs: Readonly<Record<string, string>> = {
  auto: 'The processor, or what is measured to be faster where a run takes longer than half a minute. The default.',
  ...Object.fromEntries(Object.entries(devices).map(([name, { doc }]) => [name, doc])),
};
