/** The translations of a locale, as the file of `l10n/` holds them that lies beside the bundle. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Translate } from '../../../contract/text';

/** Bundles lie beside the folder that the server is bundled to, as in the packed extension. */
const bundleFolder = join(__dirname, '..', 'l10n');

/**
 * `zh-CN`, `zh_CN.UTF-8` and `zh-cn` mean the same bundle, and so do `zh` and `zh-Hans`; null for a language without a bundle, which
 * is English.
 */
export function bundleName(locale = 'en'): string | null {
  const name = locale.toLowerCase().replaceAll('_', '-').split('.', 1)[0] ?? '';
  if (!/^[a-z]+(-[a-z0-9]+)*$/.test(name)) return null;
  const simplified = /^zh(-hans)?(-(cn|sg))?$/.test(name) ? 'zh-cn' : name;
  return readBundle(simplified) ? simplified : null;
}

/** English for every template that the bundle does not know. */
export function translateWith(known: Readonly<Record<string, unknown>>): Translate {
  return (template) => {
    const translation = Object.hasOwn(known, template) ? known[template] : undefined;
    return typeof translation === 'string' ? translation : template;
  };
}

/** Null where there is none of that name. */
export function readBundle(name: string): Readonly<Record<string, unknown>> | null {
  try {
    const bundle: unknown = JSON.parse(readFileSync(join(bundleFolder, `bundle.l10n.${name}.json`), 'utf8'));
    return isRecord(bundle) ? bundle : null;
  } catch {
    return null;
  }
}

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
