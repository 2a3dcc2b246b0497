/** A use of a catalog declaration that nobody wrote: every parameter at its default. */
import type { Argument, Call } from '../../../../contract/plan';
import type { CatalogKind } from '../grammar/forms';
import { declarationNamed } from './catalog-names';

export function defaultCall(kind: CatalogKind, name: string): Call {
  const args: Record<string, Argument> = {};
  for (const [parameter, { default: value }] of Object.entries(declarationNamed(kind, name)?.params ?? {}))
    args[parameter] = (value ?? null) as Argument;
  return { name, args };
}
