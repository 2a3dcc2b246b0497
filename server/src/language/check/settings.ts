/** Values that are set from outside the text, as by `--set seed=3`: read as if they stood in it. */
import type { Problem } from '../../../../contract/problem';
import { text } from '../../../../contract/text';
import { declarationForms } from '../grammar/declarations';
import { settingUnknown } from '../problems/values';
import { nearestName } from '../../../../contract/nearest-name';
import type { Symbols } from '../resolve/symbols';
import type { Span, Value } from '../syntax/nodes';
import { parseLoneValue } from '../syntax/parser';

export interface SettingValue extends Span {
  readonly name: string;
  readonly value: Value;
  /** As it was given. */
  readonly written: string;
}

/**
 * Reads settings by their names: constants of the file, and properties of `train`. Their offsets lie behind the text,
 * so that no range of the text is taken for theirs. The last of two for one name counts.
 */
export function readSettings(
  settings: Readonly<Record<string, string>>,
  symbols: Symbols,
  textLength: number,
): { readonly values: readonly SettingValue[]; readonly problems: readonly Problem[] } {
  const given = Object.entries(settings);
  if (given.length === 0) return { values: [], problems: [] };
  const properties = Object.keys(declarationForms.train.properties);
  const known = [...symbols.ofKind('let').map((symbol) => symbol.name), ...properties];
  const values: SettingValue[] = [];
  const problems: Problem[] = [];
  let from = textLength + 1;
  for (const [name, written] of given) {
    const place = text('--set {name}', { name });
    if (!known.includes(name)) {
      problems.push(settingUnknown({ place }, name, nearestName(name, known), known));
      continue;
    }
    const { value, problems: faults } = parseLoneValue(written, from);
    for (const { range: _, fixes: __, related: ___, ...fault } of faults) problems.push({ ...fault, place });
    values.push({ name, value, written, from, to: from + written.length });
    from += written.length + 1;
  }
  return { values, problems };
}
