/** What is wrong, where, and what to do about it: the one shape in which every room reports a fault. */
import { render, text, type Text, type Translate } from './text';

/** Zero-based line and zero-based UTF-16 column, as in the language server protocol. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** Half-open: `end` is the position after the last character. */
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** `unnecessary`: what nothing uses, shown faded. `deprecated`: what should be written otherwise by now, shown struck through. */
export type Tag = 'unnecessary' | 'deprecated';

export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** An edit that makes the problem go away. `safe` fixes keep the meaning and may be applied without asking. */
export interface Fix {
  readonly title: Text;
  readonly edits: readonly { readonly range: Range; readonly newText: string }[];
  readonly safe: boolean;
}

/**
 * `code` is stable (`MTL0123`) and never reused. `message` says what is wrong, `remedy` what to do.
 * A problem of a text has a `range`; one of a data file, a run or a process has a `place` in words instead.
 */
export interface Problem {
  readonly code: string;
  readonly severity: Severity;
  readonly message: Text;
  readonly remedy: Text;
  readonly range?: Range;
  readonly place?: Text;
  readonly related?: readonly { readonly range: Range; readonly message: Text }[];
  readonly fixes?: readonly Fix[];
  readonly tags?: readonly Tag[];
}

/** The problem as one sentence pair for a person: message first, remedy last. */
export function describeProblem(problem: Problem, translate?: Translate): string {
  const { place, message, remedy } = problem;
  // Not every language sets a space between two sentences.
  const told = text('{message} {remedy}', { message, remedy });
  return render(place ? text('{place}: {told}', { place, told }) : told, translate);
}

/** What an analysis answers instead of throwing. `value` is absent only where nothing could be made of the input. */
export interface Outcome<T> {
  readonly value?: T;
  readonly problems: readonly Problem[];
}
