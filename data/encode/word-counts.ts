/** Counts words, and tells which are the most frequent. */
import { sortValues } from '../sort-values';

export interface WordCounts {
  add(word: string): void;
  /** At most `most`: the most frequent first, and those that are as frequent by code unit. */
  take(most: number): readonly WordCount[];
}

export type WordCount = readonly [word: string, count: number];

/**
 * Exact up to `room` different words. Beyond, the rarest are forgotten, so that texts of any size are counted in bounded memory:
 * only words as rare as these can then be counted too low. (Manku & Motwani, Approximate frequency counts over data streams, VLDB 2002.)
 */
export function countWords(room = 1_000_000): WordCounts {
  const counts = new Map<string, number>();
  return {
    add(word) {
      const count = counts.get(word);
      if (count !== undefined) {
        counts.set(word, count + 1);
        return;
      }
      if (counts.size >= room) forgetRarest(counts, room / 2);
      counts.set(ownCopy(word), 1);
    },
    take: (most) =>
      sortValues(counts.keys())
        .map((word): WordCount => [word, counts.get(word)!])
        .toSorted(([, a], [, b]) => b - a)
        .slice(0, most),
  };
}

/** Until at most `most` are left, all of one frequency at a time. */
function forgetRarest(counts: Map<string, number>, most: number): void {
  const frequencies = Float64Array.from(counts.values()).toSorted();
  const rarest = frequencies[frequencies.length - Math.floor(most) - 1]!;
  for (const [word, count] of counts) if (count <= rarest) counts.delete(word);
}

/** A piece of a text keeps the whole text in memory, where the engine has cut it out without copying. */
const ownCopy = (word: string): string => Buffer.from(word, 'utf16le').toString('utf16le');
