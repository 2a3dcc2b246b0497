/** Which language the server speaks: the client's translations where it hands them over, else the bundle of its locale. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { InitializeParams } from 'vscode-languageserver/node';
import type { Translate } from '../../../contract/text';

/** Bundles lie beside the folder that the server is bundled to, as in the packed extension. */
const bundleFolder = join(__dirname, '..', 'l10n');

/** English for every template that no translation is known of. */
export function readTranslations(params: InitializeParams): Translate {
  const given = (params.initializationOptions as { translations?: unknown } | undefined)?.translations;
  const known = isRecord(given) && Object.keys(given).length > 0 ? given : readBundle(params.locale);
  return (template) => {
    const translation = Object.hasOwn(known, template) ? known[template] : undefined;
    return typeof translation === 'string' ? translation : template;
  };
}

/** `zh-CN`, `zh_CN.UTF-8` and `zh-cn` mean the same bundle; a language without a bundle is English. */
function readBundle(locale = 'en'): Readonly<Record<string, unknown>> {
  const name = locale.toLowerCase().replace('_', '-').split('.', 1)[0];
  if (!name || !/^[a-z]+(-[a-z0-9]+)*$/.test(name)) return {};
  try {
    const bundle: unknown = JSON.parse(readFileSync(join(bundleFolder, `bundle.l10n.${name}.json`), 'utf8'));
    return isRecord(bundle) ? bundle : {};
  } catch {
    return {};
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
