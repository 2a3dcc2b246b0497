/** Runs something in DuckDB and answers why it fails, in the words that matter to the author of a file or a query. */

/** Undefined when it succeeds. */
export async function attempt(action: () => Promise<unknown>): Promise<string | undefined> {
  try {
    await action();
    return undefined;
  } catch (error) {
    return reasonOf(error);
  }
}

/**
 * The message of an error of DuckDB as one sentence, without the kind of error, its advice on options that cannot be set here, and the excerpt of SQL; of
 * the excerpt the line number is kept.
 */
export function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const reason = message
    .replace(/^Failed to extract statements: /, '')
    .replace(/^(?:Invalid Input|Parser|Binder|Catalog|Conversion|IO|Permission) Error: /, '')
    .split(/\n\s*(?:Possible (?:fixes|Solution)|The search space used was)/i)[0]!
    .replace(/\n\s*LINE (\d+): [^]*$/, ' (line $1 of the query)')
    .replace(/\s*\n\s*/g, ' ')
    .trim();
  return /[.!?]$/.test(reason) ? reason : `${reason}.`;
}
