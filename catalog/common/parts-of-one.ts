/** Numbers as parts of what they add up to. */

/** Each of them divided by their sum, which is above zero: the parts add up to 1. */
export function partsOfOne(numbers: readonly number[]): readonly number[] {
  const sum = numbers.reduce((total, number) => total + number, 0);
  return numbers.map((number) => number / sum);
}

/** The same part for each that is above zero, and none for the others. */
export const equalParts = (numbers: readonly number[]): readonly number[] =>
  partsOfOne(numbers.map((number) => (number > 0 ? 1 : 0)));
