/**
 * What a program can run on, as written after `device:`. The language, the command line and the trainer all read this table;
 * which of them a machine has is found out where it trains, because a file may be written on another machine.
 */

export interface Device {
  /** One sentence for hover, completion and `mtl devices`. */
  readonly doc: string;
  /** What runs programs on it. */
  readonly engine: string;
  /** Part of the language that cannot be trained on yet. */
  readonly planned?: true;
}

const onnxRuntime = 'ONNX Runtime';

/** `auto` is not among them: it chooses one. */
export const devices = {
  cpu: { doc: 'The processor, with native kernels. Every machine has it.', engine: onnxRuntime },
  webgpu: {
    doc: 'The graphics card, through WebGPU: Direct3D 12 on Windows, Metal on macOS, Vulkan on Linux.',
    engine: onnxRuntime,
  },
  cuda: { doc: 'An NVIDIA graphics card, through CUDA 12 (Linux).', engine: onnxRuntime, planned: true },
  directml: { doc: 'The graphics card, through DirectML (Windows).', engine: onnxRuntime, planned: true },
  coreml: {
    doc: 'The Neural Engine and graphics of a Mac, through Core ML.',
    engine: onnxRuntime,
    planned: true,
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

/** Those that can be trained on, where a machine has them. */
export type TrainableDevice = {
  [Name in DeviceName]: (typeof devices)[Name] extends { readonly planned: true } ? never : Name;
}[DeviceName];

/** What may stand after `device:`, likeliest first, with a sentence for each. */
export const deviceDocs: Readonly<Record<string, string>> = {
  auto: 'Whatever every machine has: the processor. The default.',
  ...Object.fromEntries(available().map(([name, { doc }]) => [name, doc])),
};

export const plannedDevices: readonly string[] = Object.entries<Device>(devices)
  .filter(([, { planned }]) => planned)
  .map(([name]) => name);

function available(): readonly (readonly [name: string, device: Device])[] {
  return Object.entries<Device>(devices).filter(([, { planned }]) => !planned);
}
