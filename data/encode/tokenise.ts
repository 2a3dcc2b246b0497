/** Cuts texts into words. The rules are fixed here, and not by the system's dictionaries: what is learned must be read alike everywhere. */

/** `words`: runs of letters and digits, characters of scripts without spaces, and marks. */
export type WordSplit = 'words' | 'spaces' | 'characters';

/**
 * The first `most` words of a text, in small letters and one form of each character (Unicode's NFKC, which makes wide Latin
 * letters and digits narrow).
 */
export function tokenise(text: string, split: WordSplit, most = Infinity): readonly string[] {
  const words: string[] = [];
  // White space does not change where words stand between it, whatever becomes of the characters.
  const whole = split === 'spaces' ? text : normalise(text);
  for (const [word] of whole.matchAll(patterns[split])) {
    if (words.length >= most) break;
    words.push(split === 'spaces' ? normalise(word) : word);
  }
  return words;
}

const normalise = (text: string): string => text.normalize('NFKC').toLowerCase();

/** Scripts that are written without spaces between words: a character of them, with the marks that belong to it, is a word. */
const unspaced = String.raw`[[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}]--[\p{N}\p{P}]]`;
const letter = String.raw`[[\p{L}\p{M}\p{N}_]--${unspaced}]`;

const patterns: Readonly<Record<WordSplit, RegExp>> = {
  // Apostrophes within a word belong to it: don't.
  words: new RegExp(String.raw`${unspaced}\p{M}*|${letter}+(?:['’]${letter}+)*|\S`, 'gv'),
  spaces: /\S+/gu,
  characters: /\S\p{M}*/gu,
};
