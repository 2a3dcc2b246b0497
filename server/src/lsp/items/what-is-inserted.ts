/** What an item inserts where something stands behind the cursor on its line: nothing that is written there already. */
import type { Item } from './item';
import { withoutPlaces } from './snippets';

export interface Inserted {
  readonly text: string;
  /** It has places to fill in. */
  readonly snippet: boolean;
}

/** `next` is the first character behind on the line, empty where there is none or a comment. Undefined for what has no place before it. */
export function whatIsInserted(item: Item, next: string): Inserted | undefined {
  const { insert, snippet, head, declares } = item;
  const whole: Inserted = { text: insert, snippet: snippet ?? false };
  const name = head === undefined ? undefined : { text: head, snippet: false };
  if (next === '') return whole;
  if (declares) return name;
  if (!name) return whole;
  const [behind = ''] = withoutPlaces(insert).slice(name.text.length).trimStart();
  // A property or argument has a colon behind it, and a call has none.
  if (next === ':') return behind === ':' ? name : undefined;
  if (next === '(') return behind === ':' ? undefined : name;
  if (next === '{') return behind === '{' ? name : behind === ':' ? undefined : whole;
  // The end of a range is there already.
  return next === '.' && behind === '.' ? undefined : whole;
}

/** What stands behind `offset` on its line, without blanks before it; nothing where that is a comment. */
export const behindOnLine = (text: string, offset: number): string =>
  /^[ \t]*(?!\/[/*])(\S.*)/.exec(text.slice(offset, offset + longest))?.[1] ?? '';

/** More of a line is not looked at. */
const longest = 200;
