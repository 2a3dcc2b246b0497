/** Columns as they are written: runs of numbered ones as ranges, names that are no plain words in quotes. */
import { isPlainName } from '../check/find-column';
import { writeString } from '../syntax/string-literal';

/** `[a, "sepal length", p0..p63]` without its brackets, item by item. */
export function columnItems(names: readonly string[]): readonly string[] {
  const items: string[] = [];
  for (let at = 0; at < names.length;) {
    const end = endOfRun(names, at);
    if (end - at >= 3) {
      items.push(`${names[at]!}..${names[end - 1]!}`);
      at = end;
    } else {
      items.push(isPlainName(names[at]!) ? names[at]! : writeString(names[at]!));
      at += 1;
    }
  }
  return items;
}

/** The end of the columns from `start` on whose numbers follow one another. */
function endOfRun(names: readonly string[], start: number): number {
  const first = /^(.*?)(0|[1-9]\d*)$/s.exec(names[start]!);
  if (!first || !isPlainName(names[start]!)) return start + 1;
  const [, prefix, number] = first;
  let end = start + 1;
  while (names[end] === `${prefix}${Number(number) + end - start}`) end += 1;
  return end;
}
