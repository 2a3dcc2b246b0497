/** How the command line says a sentence: in the person's language, and with nothing in it that steers a terminal. */
import { render, type Text, type Translate } from '../contract/text';
import { printable } from './terminal-text';

/** A language other than English: `zh-cn`. */
export interface SpokenLanguage {
  readonly name: string;
  readonly translate: Translate;
}

export type Say = (sentence: Text) => string;

/** `language` is absent for English. */
export const speechIn =
  (language: SpokenLanguage | undefined): Say =>
  (sentence) =>
    printable(render(sentence, language?.translate));
