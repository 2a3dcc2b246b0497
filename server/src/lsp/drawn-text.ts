/**
 * The colours of a document, drawn anew where a text differs from the one before it. Those of a long text are a hundred thousand numbers: they stay in
 * one list, in which a change replaces a few.
 */
import type { SemanticTokensEdit } from './protocol';
import type { Analysis } from '../language/analyse';
import { differenceBetween } from '../language/difference';
import { changeBetween } from '../language/syntax/change';
import { indexAt } from '../language/syntax/declaration-at';
import { addTokens, TokenList, tokensOfAll, type Place, type Tokens } from './token-data';

export class DrawnText {
  #text = '';
  /** Of each declaration. */
  #tokens: readonly Tokens[] = [];
  /** Where those of each declaration begin in the list. */
  #starts: readonly number[] = [];
  readonly #data: number[] = [];

  /** Of the text that was drawn last, in the form of the protocol. It is changed in place when the next one is drawn. */
  get data(): number[] {
    return this.#data;
  }

  /** Answers what changes in the list. All is drawn from the last declaration before the change up to the first one behind it, which are as they were. */
  draw(analysis: Analysis): SemanticTokensEdit {
    const { text, tree } = analysis;
    const { lines, file } = tree;
    const { declarations } = file;
    const tokens = tokensOfAll(analysis);
    const change = changeBetween(this.#text, text);
    const { from, oldTo, newTo } = differenceBetween(this.#tokens, tokens);
    let first = Math.min(from - 1, indexAt(declarations, change.from));
    while (first >= 0 && declarations[first]!.to >= change.from) first -= 1;
    let last = Math.max(newTo, indexAt(declarations, change.newTo));
    while (last < declarations.length && declarations[last]!.from < change.newTo) last += 1;

    const [begin, end] = [declarations[first], declarations[last]];
    const start = begin ? this.#starts[first]! : 0;
    const list = new TokenList(begin && this.#placeBefore(start, lines.positionAt(begin.from)));
    const between = addTokens(analysis, tokens, first, last, list);
    const tail = last - newTo + oldTo;
    const oldEnd = end ? this.#starts[tail]! : this.#data.length;
    const moved = start + list.data.length - oldEnd;
    this.#starts = [
      ...this.#starts.slice(0, Math.max(0, first)),
      ...between.map((index) => start + index),
      ...this.#starts.slice(tail).map((index) => index + moved),
    ];
    this.#tokens = tokens;
    this.#text = text;
    // Each token is counted from the one before it, so that of those behind only the first may be another.
    if (end) list.addAt(lines.positionAt(end.from), this.#data.slice(oldEnd + 2, oldEnd + 5));
    return this.#replace(start, (end ? oldEnd + 5 : oldEnd) - start, list.data);
  }

  /** Where the token begins that the one at an index is counted from, as far as that matters. */
  #placeBefore(index: number, { line, character }: Place): Place {
    const [lines, characters] = [this.#data[index]!, this.#data[index + 1]!];
    return { line: line - lines, character: lines === 0 ? character - characters : 0 };
  }

  /** Writes only what differs. */
  #replace(start: number, count: number, items: readonly number[]): SemanticTokensEdit {
    const data = this.#data;
    const shorter = Math.min(count, items.length);
    let from = 0;
    while (from < shorter && data[start + from] === items[from]) from += 1;
    let behind = 0;
    while (behind < shorter - from && data[start + count - 1 - behind] === items[items.length - 1 - behind])
      behind += 1;
    const first = start + from;
    const deleteCount = count - from - behind;
    const added = items.slice(from, items.length - behind);
    replaceIn(data, first, deleteCount, added);
    return { start: first, deleteCount, data: added };
  }
}

/** Like `splice` for lists of any length, without a copy of what stands behind. */
function replaceIn(data: number[], start: number, deleteCount: number, added: readonly number[]): void {
  const by = added.length - deleteCount;
  const { length } = data;
  for (let more = 0; more < by; more += 1) data.push(0);
  if (by > 0) for (let at = length - 1; at >= start + deleteCount; at -= 1) data[at + by] = data[at]!;
  if (by < 0) for (let at = start + deleteCount; at < length; at += 1) data[at + by] = data[at]!;
  data.length = length + by;
  for (let index = 0; index < added.length; index += 1) data[start + index] = added[index]!;
}
