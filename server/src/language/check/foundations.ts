/** What a block or a task may stand on. */
import type { CheckContext } from './context';

/** All but itself, the likeliest first: the last block of the file, or its first input. */
export function foundationsOf(context: CheckContext, self?: string): readonly string[] {
  const blocks = context.symbols.ofKind('shared', 'network').toReversed();
  return [...blocks, ...context.symbols.ofKind('input')].flatMap(({ name }) => (name === self ? [] : [name]));
}
