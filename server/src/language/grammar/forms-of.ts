/** The calls that belong to the language itself and may stand where a value of some form does. */
import type { CallForm, ValueForm } from './forms';

export const formsOf = (value: ValueForm | undefined): Readonly<Record<string, CallForm>> =>
  value?.kind === 'call' || value?.kind === 'source' ? value.forms : {};
