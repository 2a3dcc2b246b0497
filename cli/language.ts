/** The language that the command line speaks: asked for with `--language`, or that of the system. */
import { text } from '../contract/text';
import { bundleName, readBundle, translateWith } from '../server/src/lsp/read-bundle';
import type { Fault } from './options';
import type { SpokenLanguage } from './speech';

export interface Spoken {
  /** Absent for English. */
  readonly language?: SpokenLanguage;
  /** The words of the command line without the option. */
  readonly args: readonly string[];
  /** A language was asked for that there is not. */
  readonly fault?: Fault['fault'];
}

/** POSIX: `LC_ALL` wins over `LC_MESSAGES` and `LANG`. */
export function readLanguage(
  words: readonly string[],
  { LC_ALL, LC_MESSAGES, LANG }: NodeJS.ProcessEnv,
): Spoken {
  const ofSystem = spoken(LC_ALL || LC_MESSAGES || LANG);
  const at = words.findIndex((word) => word === '--language' || word.startsWith('--language='));
  if (at < 0) return { ...ofSystem, args: words };
  const [option = '', next] = words.slice(at, at + 2);
  const isJoined = option.includes('=');
  const asked = isJoined ? option.slice(option.indexOf('=') + 1) : next;
  const args = words.toSpliced(at, isJoined ? 1 : 2);
  const found = spoken(asked);
  if (found.language || /^en\b/i.test(asked ?? '')) return { ...found, args };
  return {
    ...ofSystem,
    args,
    fault: asked
      ? text('There is no language {asked}: choose en or zh-cn.', { asked })
      : text('“--language” needs a value: en or zh-cn.'),
  };
}

function spoken(locale: string | undefined): { readonly language?: SpokenLanguage } {
  const name = bundleName(locale);
  const bundle = name && readBundle(name);
  return name && bundle ? { language: { name, translate: translateWith(bundle) } } : {};
}
