/** Values near one that does not fit a parameter, which do: its sign turned, its unit corrected, the nearest bound. */
import type { Argument } from '../contract/plan';
import { nearestName } from '../contract/nearest-name';
import { checkArgument, exampleOf } from './arguments';
import type { Parameter, Uses } from './parameter';
import { showArgument } from './show-call';

/** As they would be written, likeliest first; `20%` where 20 was meant as percent. */
export function nearestArguments(parameter: Parameter, value: Argument): readonly string[] {
  const candidates = [...nearValues(parameter, value), ...usualValues(parameter)];
  const fitting = candidates.filter(({ is }) => checkArgument(parameter, is) === undefined);
  return [...new Set(fitting.map(({ written }) => written))].slice(0, 2);
}

interface Candidate {
  readonly is: Argument;
  readonly written: string;
}

const plain = (is: Argument, uses?: Uses): Candidate => ({ is, written: showArgument(is, uses) });

function nearValues(parameter: Parameter, value: Argument): readonly Candidate[] {
  if (Array.isArray(value)) return nearLists(parameter, value as readonly Argument[]);
  if (parameter.type === 'text') return nearTexts(value);
  if (typeof value === 'string') return nearWords(parameter, value);
  if (typeof value !== 'number' || !Number.isFinite(value)) return [];
  if (parameter.type === 'numbers' || parameter.type === 'integers') return [plain([value])];
  const { min, max } = parameter;
  return [
    ...(value < 0 ? [plain(-value)] : []),
    ...(value >= 1 && value <= 100 && parameter.type === 'number'
      ? [{ is: value / 100, written: `${value}%` }]
      : []),
    plain(Math.max(Math.round(value), 1)),
    ...(min !== undefined && value < min ? [plain(min)] : []),
    ...(max !== undefined && value > max ? [plain(max)] : []),
  ];
}

/** A bare word or number was meant as a text. */
function nearTexts(value: Argument): readonly Candidate[] {
  const is = typeof value === 'string' ? value.replaceAll('"', '') : showArgument(value);
  return [{ is, written: JSON.stringify(is) }];
}

/** `"64"` was meant as 64, `yes` is nothing that is known. */
function nearWords({ choices }: Parameter, value: string): readonly Candidate[] {
  const bare = value.replaceAll('"', '').trim();
  const nearest = nearestName(bare, choices ?? []);
  return [
    ...(nearest === undefined ? [] : [plain(nearest)]),
    ...(bare === 'true' || bare === 'false' ? [plain(bare === 'true')] : []),
    ...(bare === '' || Number.isNaN(Number(bare)) ? [] : [plain(Number(bare))]),
  ];
}

/** Every entry that does not fit is replaced by the nearest that does. */
function nearLists(parameter: Parameter, values: readonly Argument[]): readonly Candidate[] {
  const { choices: _, default: __, ...bounds } = parameter;
  const type = parameter.type === 'integers' ? 'integer' : 'number';
  const entries = values.map((value) => {
    if (checkArgument({ ...bounds, type }, value) === undefined) return showArgument(value);
    return nearestArguments({ ...bounds, type }, value)[0];
  });
  if (entries.length === 0 || entries.includes(undefined)) return [];
  return [{ is: entries.map(Number), written: `[${entries.join(', ')}]` }];
}

/** What goes without saying, or a value inside the bounds. */
function usualValues(parameter: Parameter): readonly Candidate[] {
  const usual = parameter.default as Argument | undefined;
  if (usual !== undefined && usual !== null) return [plain(usual, parameter.uses)];
  if (parameter.type === 'number' || parameter.type === 'integer') return [plain(exampleOf(parameter))];
  return (parameter.choices ?? []).map((word) => plain(word));
}
