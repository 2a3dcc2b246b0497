/** The one-line signature of a declaration, as signature help and hover show it. */
import type { Argument } from '../contract/plan';
import type { Declaration, LayerDeclaration } from './declaration';
import type { Parameter } from './parameter';
import { showArgument } from './show-call';

/** What can be written with arguments, and with braces if it wraps layers. */
export type Callable = Pick<Declaration, 'name' | 'params'> & Pick<LayerDeclaration, 'wraps'>;

/** `conv(filters, kernel: 3, stride: 1, padding: same, activation: linear)`; the bare name where nothing can be given. */
export function signatureOf({ name, params, wraps }: Callable): string {
  const parts = Object.entries<Parameter>(params).map(([parameter, is]) => signaturePart(parameter, is));
  return `${name}${parts.length === 0 ? '' : `(${parts.join(', ')})`}${wraps ? ' { … }' : ''}`;
}

/** `filters` for a required parameter, `kernel: 3` for one with a default, `stride?` for one that may be left out. */
function signaturePart(name: string, parameter: Parameter): string {
  if (parameter.default === undefined) return name;
  return parameter.default === null
    ? `${name}?`
    : `${name}: ${showArgument(parameter.default as Argument, parameter.uses)}`;
}
