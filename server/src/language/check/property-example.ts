/** What a property or a form may say in this file: its example, with a name that the file declares where it holds one. */
import type { PropertyForm } from '../grammar/forms';
import type { Symbols } from '../resolve/symbols';

export function propertyExample(symbols: Symbols, { value, example }: PropertyForm): string {
  if (value.kind === 'call') return formExample(symbols, example);
  const [own] = value.kind === 'symbol' ? symbols.ofKind(...value.of) : [];
  return own?.name ?? example;
}

/** `plateau(digit.accuracy, patience: 3)` of the first task that there is. */
export function formExample(symbols: Symbols, example: string): string {
  const [task] = symbols.ofKind('task');
  return task ? example.replace(/\b[a-z]\w*\.\w+/, `${task.name}.loss`) : example;
}
