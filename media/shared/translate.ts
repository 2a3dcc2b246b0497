/** Sentences in the language of the editor, looked up in the translations that the page carries. */
import { isObject } from '../../contract/checks';
import { render, sayListed, text, type Text } from '../../contract/text';

/** The sentence of an English template with its places filled; the template itself where there is no translation. */
export function t(template: string, args: Text['args'] = {}): string {
  return sentence(text(template, args));
}

export function sentence(sentence: Text): string {
  return render(sentence, translate);
}

/** Names in a row, with what the language sets between them. */
export const list = (names: readonly string[]): string => sayListed(names, sentence);

export function translate(template: string): string {
  translations ??= readTranslations();
  const translation = translations[template];
  return typeof translation === 'string' ? translation : template;
}

let translations: Readonly<Record<string, unknown>> | undefined;

/** The stores run without a page in tests and speak English there. */
function readTranslations(): Readonly<Record<string, unknown>> {
  const json = typeof document === 'undefined' ? null : document.querySelector('#l10n')?.textContent;
  if (!json) return {};
  try {
    const parsed: unknown = JSON.parse(json);
    return isObject(parsed) ? parsed : {};
  } catch {
    return {};
  }
}
