/** What stands behind a command's name: its options, declared once for reading and for help, and the words between them. */
import { parseArgs } from 'node:util';
import { nearestName } from '../contract/nearest-name';
import { listed, type Text, text } from '../contract/text';

export type Options = Readonly<Record<string, Option>>;

export type Option =
  | { readonly is: 'flag'; readonly doc: Text }
  /** `value` is how help calls what follows: `DIR`. With `many` the option may be given again and again. */
  | { readonly is: 'value'; readonly value: string; readonly doc: Text; readonly many?: true }
  /** One of some words, each explained; the first is the default. */
  | { readonly is: 'choice'; readonly choices: Readonly<Record<string, Text>> };

/** What a command line gives: a value for each option, and the words that belong to none. */
export interface Given<O extends Options> {
  readonly values: { readonly [Name in keyof O]: ValueOf<O[Name]> };
  readonly words: readonly string[];
}

type ValueOf<O extends Option> = O extends { readonly is: 'flag' }
  ? boolean
  : O extends { readonly choices: infer Choices }
    ? keyof Choices & string
    : O extends { readonly many: true }
      ? readonly string[]
      : string | undefined;

/** Why a command line cannot be followed and what to write instead, for the person who wrote it. */
export interface Fault {
  readonly fault: Text;
}

export function readOptions<O extends Options>(
  command: string,
  args: readonly string[],
  options: O,
): Given<O> | Fault {
  const values = Object.fromEntries(Object.entries(options).map(([name, is]) => [name, startOf(is)]));
  const words: string[] = [];
  for (const token of tokensOf(args, options)) {
    if (token.kind === 'positional') words.push(token.value);
    if (token.kind !== 'option') continue;
    const { name, rawName, inlineValue } = token;
    const option = Object.hasOwn(options, name) && rawName.startsWith('--') ? options[name] : undefined;
    if (!option) return { fault: unknownOption(command, rawName, Object.keys(options)) };
    if (option.is === 'flag') {
      if (token.value !== undefined) return { fault: needlessValue(rawName, token.value) };
      values[name] = true;
      continue;
    }
    // What begins with a dash is the next option; one that is meant is written behind an equals sign.
    if (!token.value || (!inlineValue && /^-./.test(token.value)))
      return { fault: missingValue(name, option) };
    if (option.is === 'choice' && !Object.hasOwn(option.choices, token.value))
      return { fault: unknownChoice(name, token.value, Object.keys(option.choices)) };
    values[name] =
      option.is === 'value' && option.many ? [...(values[name] as string[]), token.value] : token.value;
  }
  return { values: values as Given<O>['values'], words };
}

function startOf(option: Option): boolean | string | readonly string[] | undefined {
  if (option.is === 'flag') return false;
  if (option.is === 'choice') return Object.keys(option.choices)[0];
  return option.many ? [] : undefined;
}

/** Faults are found here and not by `parseArgs`, whose sentences are neither ours nor translated. */
function tokensOf(args: readonly string[], options: Options) {
  const types = Object.entries(options).map(
    ([name, { is }]) => [name, { type: is === 'flag' ? ('boolean' as const) : ('string' as const) }] as const,
  );
  const { tokens } = parseArgs({
    args: [...args],
    options: Object.fromEntries(types),
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  return tokens;
}

function unknownOption(command: string, option: string, names: readonly string[]): Text {
  const nearest = nearestName(option.replace(/^-+/, ''), [...names, 'help', 'language']);
  return nearest === undefined
    ? text('There is no option “{option}”. “mtl {command} --help” lists all there are.', { option, command })
    : text('There is no option “{option}”. Did you mean “{nearest}”?', { option, nearest: `--${nearest}` });
}

const needlessValue = (option: string, value: string): Text =>
  text('“{option}” takes no value: leave “={value}” out.', { option, value });

/** How an option is written: `--out DIR`, `--format text|json`. */
export function formOf(name: string, option: Option): string {
  if (option.is === 'flag') return `--${name}`;
  return `--${name} ${option.is === 'value' ? option.value : Object.keys(option.choices).join('|')}`;
}

const missingValue = (name: string, option: Option): Text =>
  text('“{option}” needs a value: write “{form}”.', { option: `--${name}`, form: formOf(name, option) });

const unknownChoice = (name: string, value: string, choices: readonly string[]): Text =>
  text('“{option} {value}” is not known: choose one of {choices}.', {
    option: `--${name}`,
    value,
    choices: listed(choices),
  });
