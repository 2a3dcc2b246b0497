/** The parser's view of the tokens: meaningful ones only, with the rules of recovery that every construct shares. */
import type { Fix, Problem, Range } from '../../../../contract/problem';
import type { Text } from '../../../../contract/text';
import { isDeclarationKeyword } from '../grammar/keywords';
import { fixWith, insert } from '../problems/fixes';
import { nestedTooDeeply, symbolMissing } from '../problems/syntax';
import { editOf, type Source, type TextEdit } from '../edits/edit';
import type { Lines } from './lines';
import type { NameNode, Span } from './nodes';
import { isClosedComment, isTrivia, tokenEnd, TokenKind, tokenStart, tokenText, type Tokens } from './tokens';

const mostNested = 100;

export class TokenReader {
  readonly tokens: Tokens;
  readonly lines: Lines;
  readonly base: number;
  readonly problems: Problem[] = [];
  /** Indices of the meaningful tokens as far as they were looked for; the `End` token is the last of all. */
  readonly #meaningful: number[] = [];
  /** The token behind those. */
  #next: number;
  #at = 0;
  #reportedAt = -1;
  #depth = 0;

  /**
   * Reading begins with the token of the index `first`, which has a meaning. `base` is added to every offset, for a text that is read as if it stood
   * behind another one.
   */
  constructor(tokens: Tokens, lines: Lines, { first = 0, base = 0 } = {}) {
    this.tokens = tokens;
    this.lines = lines;
    this.base = base;
    this.#next = first;
    const before = tokens.kinds.subarray(0, first).findLastIndex((kind) => !isTrivia(kind));
    if (before >= 0) this.#at = this.#meaningful.push(before);
  }

  #index(ahead: number): number {
    const meaningful = this.#meaningful;
    const { kinds, count } = this.tokens;
    for (; meaningful.length <= this.#at + ahead && this.#next < count; this.#next += 1)
      if (!isTrivia(kinds[this.#next]!)) meaningful.push(this.#next);
    return meaningful[Math.min(this.#at + ahead, meaningful.length - 1)]!;
  }

  kind(ahead = 0): TokenKind {
    return this.tokens.kinds[this.#index(ahead)] as TokenKind;
  }
  text(ahead = 0): string {
    return tokenText(this.tokens, this.#index(ahead));
  }
  startsLine(ahead = 0): boolean {
    return this.tokens.startsLine[this.#index(ahead)] === 1;
  }
  span(ahead = 0): Span {
    const index = this.#index(ahead);
    return { from: tokenStart(this.tokens, index) + this.base, to: tokenEnd(this.tokens, index) + this.base };
  }
  /** Where the token before this one ends: the place of whatever is missing here. */
  get previousEnd(): number {
    if (this.#at === 0) return this.base;
    return tokenEnd(this.tokens, this.#meaningful[this.#at - 1]!) + this.base;
  }
  /** Where the line of the token before this one ends, behind the comments that begin on it but one that never ends. */
  get endOfLine(): number {
    const { tokens } = this;
    let index = this.#at === 0 ? 0 : this.#meaningful[this.#at - 1]! + 1;
    while (isTrivia(tokens.kinds[index]!) && tokens.kinds[index] !== TokenKind.NewLine) {
      if (tokens.kinds[index] === TokenKind.BlockComment && !isClosedComment(tokenText(tokens, index))) break;
      index += 1;
    }
    return tokenStart(tokens, index) + this.base;
  }
  get gap(): Span {
    return { from: this.previousEnd, to: this.previousEnd };
  }
  get atEnd(): boolean {
    return this.kind() === TokenKind.End;
  }

  take(): Span {
    const span = this.span();
    if (!this.atEnd) this.#at += 1;
    return span;
  }
  takeIf(kind: TokenKind): Span | null {
    return this.kind() === kind ? this.take() : null;
  }

  /** From this token to the last of those behind it, while `goesOn` says so of how far ahead each is. */
  spanWhile(goesOn: (ahead: number) => boolean): Span {
    const { from, to } = this.span();
    let end = to;
    for (let ahead = 1; this.kind(ahead) !== TokenKind.End && goesOn(ahead); ahead += 1)
      end = this.span(ahead).to;
    return { from, to: end };
  }
  /** This token and what follows it on its line. */
  get restOfLine(): Span {
    return this.spanWhile((ahead) => !this.startsLine(ahead));
  }

  get source(): Source {
    return { text: this.tokens.text, lines: this.lines };
  }
  /** A fix of several edits; none for a text that stands behind another one. */
  editing(title: Text, edits: readonly TextEdit[], safe = false): readonly Fix[] {
    if (this.base > 0) return [];
    return [
      fixWith(
        title,
        edits.map((edit) => editOf(this.source, edit)),
        safe,
      ),
    ];
  }
  /** The fix that puts what is missing here behind the last token. */
  inserting(newText: string): readonly Fix[] {
    return this.base > 0 ? [] : [insert(this.rangeOf(this.gap).start, newText)];
  }

  rangeOf(span: Span): Range {
    return this.lines.rangeOf({ from: span.from - this.base, to: span.to - this.base });
  }

  /** One problem for each token: what follows from the first is not worth saying. */
  report(make: (where: { readonly range: Range }) => Problem, span: Span = this.span()): void {
    if (this.#reportedAt === this.#at) return;
    this.#reportedAt = this.#at;
    this.problems.push(make({ range: this.rangeOf(span) }));
  }

  /** Takes the sign, or says that it is missing. */
  expect(kind: TokenKind, symbol: string): Span | null {
    const span = this.takeIf(kind);
    if (!span) this.reportMissing(symbol);
    return span;
  }
  /** `newText` is what makes it whole, where that is more than the sign. */
  reportMissing(symbol: string, newText = symbol): void {
    const at = this.rangeOf(this.gap);
    this.report((where) => symbolMissing(where, symbol, this.#previousText, at, newText), this.visibleGap);
  }

  /** A range of no width cannot be seen: the last character before it stands for it. */
  get visibleGap(): Span {
    const to = this.previousEnd;
    // A character beyond the first plane takes two units.
    const end = to - this.base;
    const [...characters] = this.tokens.text.slice(Math.max(0, end - 2), end);
    const last = characters.at(-1) ?? '';
    return { from: to - last.length, to };
  }
  get #previousText(): string {
    return this.#at === 0 ? '' : tokenText(this.tokens, this.#meaningful[this.#at - 1]!);
  }

  missingName(): NameNode {
    const at = this.previousEnd;
    return { kind: 'name', text: '', from: at, to: at };
  }
  /** A name, unless a declaration begins here. */
  takeName(): NameNode | null {
    if (this.kind() !== TokenKind.Name || this.atDeclaration()) return null;
    return this.takeWord();
  }
  /** The name that stands here, whatever it means. */
  takeWord(): NameNode {
    const text = this.text();
    const { from, to } = this.take();
    return { kind: 'name', text, from, to };
  }

  /** A declaration keyword at the start of a line is never a name or a value; before a colon it names a property. */
  atDeclaration(ahead = 0): boolean {
    return (
      this.kind(ahead) === TokenKind.Name &&
      this.startsLine(ahead) &&
      this.kind(ahead + 1) !== TokenKind.Colon &&
      isDeclarationKeyword(this.text(ahead))
    );
  }

  /** Runs `read` one level deeper; beyond all sense it answers null and skips to where the nesting is closed. */
  nested<T>(read: () => T): T | null {
    if (this.#depth >= mostNested) {
      this.report((where) => nestedTooDeeply(where, mostNested));
      this.#skipNested();
      return null;
    }
    this.#depth += 1;
    const value = read();
    this.#depth -= 1;
    return value;
  }

  #skipNested(): void {
    let open = 0;
    while (!this.atEnd && !this.atDeclaration()) {
      const kind = this.kind();
      if (isOpening(kind)) open += 1;
      else if (isClosing(kind)) {
        if (open === 0) return;
        open -= 1;
      } else if (open === 0 && this.startsLine()) return;
      this.take();
    }
  }

  /** Skips to the next line, `;` or the brace that closes the block; blocks on the way are skipped whole. */
  skipEntry(): void {
    let open = 0;
    do {
      const kind = this.kind();
      if (kind === TokenKind.OpenBrace) open += 1;
      else if (kind === TokenKind.CloseBrace) {
        if (open === 0) return;
        open -= 1;
      } else if (kind === TokenKind.Semicolon && open === 0) return;
      this.take();
    } while (!this.atEnd && !this.atDeclaration() && (open > 0 || !this.startsLine()));
  }
}

const isOpening = (kind: TokenKind): boolean =>
  kind === TokenKind.OpenBrace || kind === TokenKind.OpenParen || kind === TokenKind.OpenBracket;
const isClosing = (kind: TokenKind): boolean =>
  kind === TokenKind.CloseBrace || kind === TokenKind.CloseParen || kind === TokenKind.CloseBracket;
