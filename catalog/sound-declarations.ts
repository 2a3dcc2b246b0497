/** Declarations of what of a recording is read. */
import type { FrameForm } from '../contract/sound-form';
import type { Declared, Misfit } from './declared';
import type { ArgsOf, Parameters } from './parameter';

/** What layers read of a recording: `wave`, `mel(40)`. */
export interface SoundDeclaration<P extends Parameters = Parameters> extends Declared<P> {
  readonly kind: 'sound';
  /** Frames of a recording of `rate` samples a second, and the bands that are read of them; null where the samples themselves are. */
  frames(args: ArgsOf<P>, rate: number): FrameForm | null | Misfit;
}
