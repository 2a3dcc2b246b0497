/** Which call a cursor stands in, and which of its parameters is being written. Defined on broken text too. */
import type { Analysis } from '../analyse';
import { calledForm, type Called } from '../expectation';
import { TokenKind } from '../syntax/tokens';
import { cursorAt, type Frame } from './frames';

export interface CallAt extends Called {
  readonly name: string;
  /**
   * Index among the parameters, what the call watches counted as the first; null where no parameter is left, or none has
   * the name that was written.
   */
  readonly active: number | null;
}

/** The innermost call whose parentheses hold the cursor; null where it is in none, or in one of an unknown name. */
export function callAt({ text, tree }: Analysis, offset: number): CallAt | null {
  const { declaration, frames, inside, from, to } = cursorAt(tree.tokens, offset);
  if (!declaration || inside === 'comment') return null;
  // A list is written inside of an argument.
  const at = frames.findLastIndex(({ open }) => open !== '[');
  const frame = frames[at];
  if (frame?.open !== '(' || !frame.owner) return null;
  const called = calledForm(declaration, frames.slice(0, at), frame.owner);
  if (!called) return null;
  const isBeforeColon = /^\s*:/.test(text.slice(to));
  const written = isBeforeColon && frame === frames.at(-1) ? text.slice(from, to) : nameOf(frame);
  const names = [...(called.watches ? [''] : []), ...Object.keys(called.params)];
  const active = written === null ? positionIn(frame) : names.indexOf(written);
  return { ...called, name: frame.owner, active: active >= 0 && active < names.length ? active : null };
}

/** The name of the argument that is being written, if its colon stands before the cursor. */
function nameOf({ pieces: [name, colon] }: Frame): string | null {
  return name && colon?.kind === TokenKind.Colon ? name.text : null;
}

/** Behind an argument with a name there is none by position. */
const positionIn = ({ items, named }: Frame): number => (named.length > 0 ? -1 : items.length);
