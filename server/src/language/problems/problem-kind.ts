/** How a problem of the language is declared: one factory per code, each with the sentence of its reference page. */
import type { Fix, Problem, Range, Severity, Tag } from '../../../../contract/problem';
import type { Text } from '../../../../contract/text';

/** Where a problem stands: a range of the text, or words when it is in a setting beside the text. */
export type Where = { readonly range: Range } | { readonly place: Text };

interface Wording {
  readonly message: Text;
  readonly remedy: Text;
  readonly severity?: Severity;
  readonly related?: readonly { readonly range: Range; readonly message: Text }[];
  readonly fixes?: readonly Fix[];
  readonly tags?: readonly Tag[];
}

export interface ProblemKind<A extends readonly unknown[] = readonly never[]> {
  (where: Where, ...args: A): Problem;
  /** Stable and never reused. */
  readonly code: string;
  /** One sentence that says when the problem arises. */
  readonly docs: string;
}

export function defineProblem<A extends readonly unknown[]>(
  code: string,
  docs: string,
  word: (...args: A) => Wording,
): ProblemKind<A> {
  const make = (where: Where, ...args: A): Problem => {
    const { fixes = [], ...wording } = word(...args);
    return { code, severity: 'error', ...where, ...wording, ...(fixes.length > 0 ? { fixes } : {}) };
  };
  return Object.assign(make, { code, docs });
}
