/** Checks values against parameters: type, range, choice. Pure: it knows nothing of where a value was written. */
import type { Argument } from '../contract/plan';
import { listed, type Text, text } from '../contract/text';
import type { Parameter } from './parameter';
import { isCall, showArgument } from './show-call';

export interface ArgumentFault {
  readonly misfit: Text;
  readonly remedy: Text;
}

/** Why `value` is no argument for `parameter`; undefined where it is one. */
export function checkArgument(parameter: Parameter, value: Argument): ArgumentFault | undefined {
  if (value === null && parameter.default === null) return undefined;
  return checks[parameter.type](parameter, value);
}

type Check = (parameter: Parameter, value: Argument) => ArgumentFault | undefined;

const checks: Readonly<Record<Parameter['type'], Check>> = {
  number: (parameter, value) =>
    typeof value === 'number'
      ? checkRange(parameter, value)
      : expected(value, text('Write a number such as {example}.', { example: exampleOf(parameter) })),
  integer: (parameter, value) =>
    typeof value === 'number'
      ? checkInteger(parameter, value)
      : expected(value, text('Write a whole number such as {example}.', { example: exampleOf(parameter) })),
  flag: (_, value) =>
    typeof value === 'boolean' ? undefined : expected(value, text('Write `true` or `false`.')),
  choice: (parameter, value) =>
    typeof value === 'string' && parameter.choices!.includes(value)
      ? undefined
      : expected(value, text('Write one of {choices}.', { choices: listed(parameter.choices!) })),
  integers: (parameter, value) =>
    checkList(parameter, value, checkInteger) ??
    (Array.isArray(value)
      ? undefined
      : expected(value, text('Write a list of whole numbers such as [1, 2].'))),
  numbers(parameter, value) {
    const { choices } = parameter;
    if (typeof value === 'string' && choices?.includes(value)) return undefined;
    if (Array.isArray(value)) return checkList(parameter, value, checkRange);
    return expected(
      value,
      choices
        ? text('Write a list of numbers such as [0.5, 0.5], or one of {choices}.', {
            choices: listed(choices),
          })
        : text('Write a list of numbers such as [0.5, 0.5].'),
    );
  },
  use: checkUse,
  text: (_, value) =>
    typeof value === 'string' && value.trim() !== ''
      ? undefined
      : expected(
          typeof value === 'string' ? JSON.stringify(value) : value,
          text('Write the path in double quotes.'),
        ),
};

/** Why one of the arguments of a use does not fit, or the use itself. */
function checkUse({ uses = {} }: Parameter, value: Argument): ArgumentFault | undefined {
  if (!isCall(value) || !Object.hasOwn(uses, value.name)) {
    const examples = Object.values(uses).map(({ example }) => `\`${example}\``);
    return expected(value, text('Write one of {choices}.', { choices: listed(examples) }));
  }
  for (const [name, parameter] of Object.entries<Parameter>(uses[value.name]!.params)) {
    const fault = checkArgument(parameter, value.args[name] ?? null);
    if (fault) return fault;
  }
  return undefined;
}

const expected = (value: Argument, remedy: Text): ArgumentFault => ({
  misfit: text('{value} does not fit here.', { value: showArgument(value) }),
  remedy,
});

function checkList(
  parameter: Parameter,
  value: Argument,
  check: (parameter: Parameter, entry: number) => ArgumentFault | undefined,
): ArgumentFault | undefined {
  if (!Array.isArray(value)) return undefined;
  for (const entry of value as readonly Argument[]) {
    const fault =
      typeof entry === 'number'
        ? check(parameter, entry)
        : expected(entry, text('Write numbers only in this list.'));
    if (fault) return fault;
  }
  return undefined;
}

/** A number that would do: the default, or one inside the bounds. */
export function exampleOf({ default: usual, min, max, above, below }: Parameter): number {
  if (typeof usual === 'number') return usual;
  const low = min ?? above ?? 0;
  const high = max ?? below;
  if (high !== undefined) return (low + high) / 2;
  return low < 1 ? 1 : low + 1;
}

/** The nearest whole number that the bounds allow. */
const nearestInteger = ({ min, max }: Parameter, value: number): number =>
  Math.min(Math.max(Math.round(value), min ?? -Infinity), max ?? Infinity);

function checkInteger(parameter: Parameter, value: number): ArgumentFault | undefined {
  if (Number.isFinite(value) && !Number.isInteger(value)) {
    return {
      misfit: text('{value} is not a whole number.', { value }),
      remedy: text('Write {nearest}, for example.', { nearest: nearestInteger(parameter, value) }),
    };
  }
  const bounds = parameter.max === undefined && parameter.below === undefined ? exactIntegers : {};
  return checkRange(parameter, value) ?? checkRange(bounds, value);
}

/** Above it, whole numbers cannot be told apart any more. */
const exactIntegers = { max: Number.MAX_SAFE_INTEGER };

type Bounds = Pick<Parameter, 'min' | 'max' | 'above' | 'below'>;

function checkRange({ min, max, above, below }: Bounds, value: number): ArgumentFault | undefined {
  if (!Number.isFinite(value)) {
    return {
      misfit: text('{value} is no finite number.', { value }),
      remedy: text('Write a finite number.'),
    };
  }
  if (above !== undefined && value <= above) {
    return tooSmall(value, text('Write a value above {bound}.', { bound: above }));
  }
  if (min !== undefined && value < min) {
    return tooSmall(value, text('Write a value of at least {bound}.', { bound: min }));
  }
  if (below !== undefined && value >= below) {
    return tooLarge(value, text('Write a value below {bound}.', { bound: below }));
  }
  if (max !== undefined && value > max) {
    return tooLarge(value, text('Write a value of at most {bound}.', { bound: max }));
  }
  return undefined;
}

const tooSmall = (value: number, remedy: Text): ArgumentFault => ({
  misfit: text('{value} is too small.', { value }),
  remedy,
});

const tooLarge = (value: number, remedy: Text): ArgumentFault => ({
  misfit: text('{value} is too large.', { value }),
  remedy,
});
