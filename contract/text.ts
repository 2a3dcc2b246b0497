/**
 * A sentence that can be shown in any language: an English template and what fills its `{0}`, `{name}` places, which may
 * be sentences themselves. `{count|row|rows}` is the first word where the number is 1, and the second for any other: `{count} {count|row is|rows are} left`.
 * A language that knows no plural leaves such a place out.
 * The template itself is the key of the translation bundles, as in `vscode.l10n.t`.
 */
export interface Text {
  readonly template: string;
  readonly args: Readonly<Record<string, string | number | Text>>;
}

/** Looks up the translation of a template; answers the template itself where there is none. */
export type Translate = (template: string) => string;

export function text(template: string, args: Text['args'] = {}): Text {
  return { template, args };
}

/** Names in a row, with what the language sets between them. */
export const listed = (items: readonly (string | number | Text)[]): string | number | Text =>
  items.length === 0 ? '' : items.reduce((all, next) => text('{all}, {next}', { all, next }));

/** The first of many names, with a mark behind them where some are left out. */
export const firstOf = (names: readonly string[], most: number): readonly string[] =>
  names.length > most ? [...names.slice(0, most), '…'] : names;

/** What `listed` answers, said at once. */
export function sayListed(
  items: readonly (string | number | Text)[],
  say: (sentence: Text) => string,
): string {
  const list = listed(items);
  return typeof list === 'object' ? say(list) : String(list);
}

const place = /\{(\w+)(?:\|([^{|}]*)\|([^{|}]*))?\}/g;

/** The sentence with its places filled, in the language of `translate` (English when it is left out). */
export function render(sentence: Text, translate: Translate = (template) => template): string {
  return translate(sentence.template).replace(place, (written, name: string, one?: string, many?: string) => {
    const value = sentence.args[name];
    if (value === undefined) return written;
    if (one !== undefined) return String(value) === '1' ? one : many!;
    // Null is what JSON makes of a number that is none.
    return typeof value === 'object' && value !== null ? render(value, translate) : String(value);
  });
}
