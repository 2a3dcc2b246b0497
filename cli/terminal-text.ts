/** Text as a terminal shows it: its width in columns, cut and padded to a width, and without signs that steer the terminal. */

/** Characters of East Asian scripts take two columns, marks that stand on others none. */
export function widthOf(text: string): number {
  let width = 0;
  for (const char of text) width += columnsOf(char);
  return width;
}

export const isWide = (char: string): boolean => wide.test(char);

/** As much of the text as fits into so many columns. */
export function cutTo(text: string, columns: number): string {
  let width = 0;
  let end = 0;
  for (const char of text) {
    width += columnsOf(char);
    if (width > columns) return text.slice(0, end);
    end += char.length;
  }
  return text;
}

export const padLeft = (text: string, columns: number): string =>
  ' '.repeat(Math.max(0, columns - widthOf(text))) + text;

export const padRight = (text: string, columns: number): string =>
  text + ' '.repeat(Math.max(0, columns - widthOf(text)));

/**
 * Every control character but tabs, and those that turn the direction of writing, become one sign each: what stands in a file
 * must not move the cursor or hide words.
 */
export const printable = (text: string): string => text.replace(steering, '\ufffd');

const columnsOf = (char: string): number => (isWide(char) ? 2 : standsOnOthers.test(char) ? 0 : 1);

const wide =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\u3000-\u303e\uff01-\uff60\uffe0-\uffe6]/u;
const standsOnOthers = /\p{Mn}|\p{Me}|\u{200b}|\u{200c}|\u{200d}/u;
const steering = /(?!\t)[\p{Cc}\u2028-\u202e\u2066-\u2069]/gu;
