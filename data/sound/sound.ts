/** A recording as numbers, and what is wrong with a file that should hold one. */
import type { Text } from '../../contract/text';

/** Channels are mixed into one: their mean. Full scale is from -1 to 1. */
export interface Sound {
  /** Samples of a second. */
  readonly rate: number;
  readonly samples: Float32Array;
}

/** What the head of a file says of the recording in it. */
export interface SoundFormat {
  /** For a person: `WAV`, `FLAC`. */
  readonly kind: string;
  readonly rate: number;
  readonly channels: number;
  /** Samples of each channel; null where the file does not say. */
  readonly frames: number | null;
}

/** Thrown by what decodes and caught by `decodeSound`: the file is not what it should be. The sentence has no remedy yet. */
export class SoundFault extends Error {
  override name = 'SoundFault';
  readonly reason: Text;

  constructor(reason: Text) {
    super(reason.template);
    this.reason = reason;
  }
}

/** Rates that recordings have; any other one is a fault of the file. */
export const rates = { least: 1_000, most: 768_000 } as const;
export const mostChannels = 64;
