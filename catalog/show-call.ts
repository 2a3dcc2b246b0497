/** Calls and arguments as they would be written in a text, with what goes without saying left out. */
import type { Argument, Call } from '../contract/plan';
import type { Parameter, Parameters, Uses } from './parameter';

/**
 * `conv(16, activation: relu)`: arguments that equal their default are left out. As long as none is, the first argument,
 * words, and what has no default are positional; all others are named.
 */
export function showCall({ name, args }: Call, params: Parameters): string {
  const parts: string[] = [];
  let positional = true;
  for (const [index, [key, parameter]] of Object.entries<Parameter>(params).entries()) {
    const value = args[key] ?? null;
    if (isDefault(parameter, value)) {
      positional = false;
      continue;
    }
    positional &&= index === 0 || typeof value === 'string' || (parameter.default ?? null) === null;
    const shown = showArgument(value, parameter.uses);
    parts.push(positional ? shown : `${key}: ${shown}`);
  }
  return parts.length === 0 ? name : `${name}(${parts.join(', ')})`;
}

/** `0.5`, `relu`, `[1, 2]`, `mel(40)`; `uses` are the declarations of which the value may be a use. */
export function showArgument(value: Argument, uses: Uses = {}): string {
  if (Array.isArray(value)) return `[${value.map((entry) => showArgument(entry as Argument)).join(', ')}]`;
  if (!isCall(value)) return String(value);
  return Object.hasOwn(uses, value.name) ? showCall(value, uses[value.name]!.params) : showNested(value);
}

/** A call whose declaration is not at hand names all that it is given. */
function showNested({ name, args }: Call): string {
  const parts = Object.entries(args).map(([key, value]) => `${key}: ${showArgument(value)}`);
  return parts.length === 0 ? name : `${name}(${parts.join(', ')})`;
}

export const isCall = (value: Argument): value is Call =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isDefault = (parameter: Parameter, value: Argument): boolean =>
  parameter.default !== undefined && JSON.stringify(parameter.default) === JSON.stringify(value);
