/** Parameters of catalog declarations: their type, range, default and meaning, from which argument types are inferred. */

import type { Argument, Call } from '../contract/plan';

export interface Parameter<T = unknown> {
  readonly type: 'number' | 'integer' | 'flag' | 'choice' | 'integers' | 'numbers' | 'use' | 'text';
  /** One sentence for hover, signature help and the reference. */
  readonly doc: string;
  /**
   * Absent: the argument is required. Null: it may be left out, and the declaration decides. Of a parameter that a later version adds, it
   * is what was done before, because plans of earlier versions are filled with it; where nothing is, PLAN_VERSION goes up.
   */
  readonly default?: T;
  /** The default is the value that the cited publication proposes: another one is somebody's own choice, which the editor says. */
  readonly published?: boolean;
  /** Inclusive bounds of a number, or of every entry of a list. */
  readonly min?: number;
  readonly max?: number;
  /** The bounds that a number must stay above and below. */
  readonly above?: number;
  readonly below?: number;
  /** The words of a `choice`, or those that may stand in place of `numbers`. */
  readonly choices?: readonly string[];
  /** The declarations of which a `use` takes one with arguments of its own, by name, and their kind. */
  readonly uses?: Uses;
  readonly of?: UsedKind;
}

/** The kinds of declarations that stand as arguments. */
export type UsedKind = 'sound';

export interface Used {
  readonly name: string;
  readonly params: Parameters;
  readonly example: string;
}

export type Uses = Readonly<Record<string, Used>>;

export type Parameters = Readonly<Record<string, Parameter>>;

/** The arguments that a declaration with these parameters is built with. */
export type ArgsOf<P extends Parameters> = {
  readonly [K in keyof P]: P[K] extends Parameter<infer T> ? T : never;
};

interface Bounds {
  readonly min?: number;
  readonly max?: number;
  readonly above?: number;
  readonly below?: number;
}
type Described<T> = { readonly doc: string; readonly default?: T; readonly published?: boolean };

export const number = (is: Described<number> & Bounds): Parameter<number> => ({ type: 'number', ...is });
export const integer = (is: Described<number> & Bounds): Parameter<number> => ({ type: 'integer', ...is });
export const flag = (is: Described<boolean>): Parameter<boolean> => ({ type: 'flag', ...is });
export const integers = (is: Described<readonly number[]> & Bounds): Parameter<readonly number[]> => ({
  type: 'integers',
  ...is,
});
export const numbers = (is: Described<readonly number[]> & Bounds): Parameter<readonly number[]> => ({
  type: 'numbers',
  ...is,
});
export const choice = <const C extends string>(choices: readonly C[], is: Described<C>): Parameter<C> => ({
  type: 'choice',
  choices,
  ...is,
});
/** A list of numbers, or one of some words that say where the numbers come from. */
export const numbersOr = <const C extends string>(
  choices: readonly C[],
  is: Described<C | readonly number[]> & Bounds,
): Parameter<C | readonly number[]> => ({ type: 'numbers', choices, ...is });
/** A declaration of another kind with its arguments, such as `mel(40)`; `usual` with those that go without saying where nothing is written. */
export const use = <const U extends Uses>(
  of: UsedKind,
  uses: U,
  usual: keyof U & string,
  is: { readonly doc: string },
): Parameter<Call> => ({ type: 'use', of, uses, default: usualUse(uses[usual]!), ...is });

/** Every parameter at its default. */
export const usualUse = ({ name, params }: Used): Call => ({
  name,
  args: Object.fromEntries(
    Object.entries(params).map(([key, { default: value }]) => [key, (value ?? null) as Argument]),
  ),
});

/** Where a file or folder is. */
export const path = (is: Described<string>): Parameter<string> => ({ type: 'text', ...is });

/** The same parameter, which may be left out. */
export const optional = <T>(parameter: Parameter<T>): Parameter<T | null> => ({
  ...parameter,
  default: null,
});
