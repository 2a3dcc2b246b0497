/** Findings at another place: what was found of a declaration holds wherever it is moved to, but for the places in it. */
import type { Position } from '../../../../contract/problem';
import type { Lines } from '../syntax/lines';
import type { Span } from '../syntax/nodes';

/** Where a declaration began when it was checked. */
export interface Place {
  readonly offset: number;
  readonly line: number;
  readonly character: number;
}

/** How far a declaration has moved since it was checked. */
export class Move {
  readonly #from: Place;
  readonly #to: number;
  readonly #lines: Lines;
  #by: number | undefined;
  /** Columns of one range share its span. */
  #spans: Map<Span, Span> | undefined;

  /** To an offset in a text of these lines, on which it has the character that it had. */
  constructor(from: Place, to: number, lines: Lines) {
    this.#from = from;
    this.#to = to;
    this.#lines = lines;
  }

  get #offset(): number {
    return this.#to - this.#from.offset;
  }
  /** In lines. */
  get #lineCount(): number {
    return (this.#by ??= this.#lines.positionAt(this.#to).line - this.#from.line);
  }

  span<T extends Span>(span: T): T {
    const by = this.#offset;
    if (by === 0) return span;
    const spans = (this.#spans ??= new Map());
    if (!spans.has(span)) spans.set(span, { ...span, from: span.from + by, to: span.to + by });
    return spans.get(span) as T;
  }

  /** A part of the plan, with the places in it. */
  plan<T>(part: T): T {
    if (typeof part !== 'object' || part === null || this.#lineCount === 0) return part;
    if (Array.isArray(part)) return part.map((item: unknown) => this.plan(item)) as T;
    const moved = Object.entries(part).map(([name, value]) => [
      name,
      name === 'at'
        ? { ...(value as Position), line: (value as Position).line + this.#lineCount }
        : this.plan(value as unknown),
    ]);
    return Object.fromEntries(moved) as T;
  }
}
