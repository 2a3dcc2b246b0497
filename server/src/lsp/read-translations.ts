/** Which language the server speaks: the client's translations where it hands them over, else the bundle of its locale. */
import type { InitializeParams } from './protocol';
import type { Translate } from '../../../contract/text';
import { bundleName, isRecord, readBundle, translateWith } from './read-bundle';

/** English for every template that no translation is known of. */
export function readTranslations(params: InitializeParams): Translate {
  const given = (params.initializationOptions as { translations?: unknown } | undefined)?.translations;
  if (isRecord(given) && Object.keys(given).length > 0) return translateWith(given);
  const name = bundleName(params.locale);
  return translateWith(name === null ? {} : (readBundle(name) ?? {}));
}
