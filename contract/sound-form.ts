/** How recordings become numbers: what the catalog says of it, and the data room does. */

/** Times are in samples. */
export interface SoundForm {
  /** Samples of a second. */
  readonly rate: number;
  /** How many are read of a recording, from its start. */
  readonly samples: number;
  /** Null where the samples themselves are read. */
  readonly frames: FrameForm | null;
}

/** Of each short frame the logarithm of its power in some bands of frequencies is read. */
export interface FrameForm {
  /** Samples of a frame, and from the start of one to that of the next. */
  readonly length: number;
  readonly hop: number;
  /** Length of the transform that tells frequencies apart, a power of two. */
  readonly size: number;
  readonly bands: readonly Band[];
  /** Logarithms are of numbers no smaller than this. */
  readonly floor: number;
}

/** How much each of the size / 2 + 1 frequencies of a transform counts, from the `first` that does on. */
export interface Band {
  readonly first: number;
  readonly weights: readonly number[];
}

/** Steps of so many samples; what is shorter than a frame is filled up with silence. */
export function stepsOfSound({ frames }: SoundForm, samples: number): number {
  if (!frames || samples === 0) return samples;
  return 1 + Math.floor(Math.max(0, samples - frames.length) / frames.hop);
}

/** Numbers of a step. */
export const featuresOfSound = ({ frames }: SoundForm): number => frames?.bands.length ?? 1;
