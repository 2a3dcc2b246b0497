/** What a value stands for, by the constants of the file and the settings beside it. */
import type { Symbols } from '../resolve/symbols';
import type { Value } from '../syntax/nodes';
import type { SettingValue } from './settings';

/** Null when a constant is a circle or missing. */
export function resolveIn(symbols: Symbols, settings: readonly SettingValue[], value: Value): Value | null {
  const passed = new Set<string>();
  let current: Value = value;
  while (current.kind === 'word') {
    const { text: name } = current.name;
    const symbol = symbols.find(name);
    if (symbol?.declaration.kind !== 'let') break;
    if (passed.has(name)) return null;
    passed.add(name);
    current = settings.find((setting) => setting.name === name)?.value ?? symbol.declaration.value;
  }
  return current.kind === 'missing' ? null : current;
}
