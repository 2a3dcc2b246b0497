/** Reads a call with all its arguments, as examples are written: a second, much smaller reader than that of the language. */
import type { Declaration } from '../../catalog/declaration';
import type { Argument, LayerCall } from '../../contract/plan';
import type { Uses } from '../../catalog/parameter';
import { lookUp } from '../../catalog';

/** `written` as a call of the declaration, defaults filled in. Throws where it is none. */
export function readCall({ name, params }: Pick<Declaration, 'name' | 'params'>, written: string): LayerCall {
  const match = /^(\w+)(?:\(([^{]+)\))?(?: \{ (.+) \})?$/.exec(written);
  if (match?.[1] !== name) throw new Error(`${written} is no call of ${name}`);
  const args: Record<string, Argument> = {};
  const names = Object.keys(params);
  for (const [i, part] of splitArguments(match[2] ?? '').entries()) {
    const named = /^(\w+): (.+)$/.exec(part);
    const key = named ? named[1]! : names[i];
    if (key === undefined || !names.includes(key)) throw new Error(`${written} has no parameter for ${part}`);
    const { uses } = params[key]!;
    const value = named ? named[2]! : part;
    args[key] = uses ? readUse(uses, value) : readValue(value);
  }
  for (const [key, { default: usual }] of Object.entries(params)) {
    if (key in args) continue;
    if (usual === undefined) throw new Error(`${written} lacks ${key}`);
    args[key] = usual as Argument;
  }
  const layers = match[3]?.split('; ').map(readLayer);
  return { name, args, ...(layers && { layers }) };
}

function readLayer(written: string): LayerCall {
  const layer = lookUp('layers', /^\w+/.exec(written)![0]);
  if (!layer) throw new Error(`${written} is no layer`);
  return readCall(layer, written);
}

/** A use of another declaration as an argument. */
function readUse(uses: Uses, written: string): Argument {
  const used = uses[/^\w+/.exec(written)![0]];
  if (!used) throw new Error(`${written} is no use that can stand there`);
  return readCall(used, written);
}

/** At commas outside of brackets and parentheses. */
const splitArguments = (list: string): readonly string[] =>
  list
    .match(/[^,[(]*(\[[^\]]*\]|\([^)]*\))?[^,[(]*/g)!
    .map((part) => part.trim())
    .filter(Boolean);

function readValue(written: string): Argument {
  if (written === 'true' || written === 'false') return written === 'true';
  if (written.startsWith('[')) return splitArguments(written.slice(1, -1)).map(readValue);
  return Number.isNaN(Number(written)) ? written : Number(written);
}
