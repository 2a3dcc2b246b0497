/** How recordings are read, from the arguments of an input type. */
import type { Call } from '../../contract/plan';
import type { SoundForm } from '../../contract/sound-form';
import { isMisfit, type Misfit, type SoundDeclaration } from '../declaration';
import { sounds } from '../sounds';

interface SoundArgs {
  readonly rate: number;
  readonly seconds: number;
  readonly as: Call;
}

export function formOf({ rate, seconds, as }: SoundArgs): SoundForm | Misfit {
  const declared = (sounds as Readonly<Record<string, SoundDeclaration>>)[as.name]!;
  const frames = declared.frames(as.args as never, rate);
  if (frames !== null && isMisfit(frames)) return frames;
  return { rate, samples: Math.max(1, Math.round(rate * seconds)), frames };
}

/** For arguments that are known to fit. */
export function fittingForm(args: SoundArgs): SoundForm {
  const form = formOf(args);
  if (isMisfit(form)) throw new Error(form.misfit.template);
  return form;
}
