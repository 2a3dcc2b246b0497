/** A plan as a flat list of settings, `train.batch` or `trunk.layers`, so that two plans can be compared line by line. */
import { isObject } from '../contract/checks';

/** Where something stands in the text, what it is called and where it lies change no number. */
const passedOver: ReadonlySet<string> = new Set(['at', 'title', 'file', 'directory', 'version']);

export function planSettings(plan: Readonly<Record<string, unknown>>): ReadonlyMap<string, string> {
  const settings = new Map<string, string>();
  const visit = (value: unknown, name: string): void => {
    if (isCall(value)) {
      settings.set(name, value.name);
      for (const [key, arg] of Object.entries(value.args)) settings.set(`${name}.${key}`, written(arg));
    } else if (isObject(value)) {
      for (const [key, entry] of Object.entries(value))
        if (!passedOver.has(key) && !(key === 'name' && isNamed(value)))
          visit(entry, name === '' ? key : `${name}.${key}`);
    } else if (Array.isArray(value) && value.length > 0 && value.every(isNamed) && !value.every(isCall)) {
      // What is declared is known by its name, in whatever order.
      for (const entry of value) visit(entry, entry.name);
    } else settings.set(name, written(value));
  };
  visit(plan, '');
  return settings;
}

const isNamed = (value: unknown): value is { readonly name: string } =>
  isObject(value) && typeof value['name'] === 'string';
const isCall = (value: unknown): value is { readonly name: string; readonly args: object } =>
  isNamed(value) && 'args' in value;

/** `adam(rate: 0.001)`, `[a, b]`. */
function written(value: unknown): string {
  if (Array.isArray(value)) return value.map(written).join(', ');
  if (isCall(value)) {
    const args = Object.entries(value.args).filter(([, arg]) => arg !== null);
    const layers = 'layers' in value ? ` { ${written(value.layers)} }` : '';
    const given = args.map(([name, arg]) => `${name}: ${written(arg)}`).join(', ');
    return `${value.name}${given === '' ? '' : `(${given})`}${layers}`;
  }
  if (isObject(value))
    return Object.entries(value)
      .filter(([name]) => !passedOver.has(name))
      .map(([name, entry]) => `${name}: ${written(entry)}`)
      .join(', ');
  return String(value);
}
