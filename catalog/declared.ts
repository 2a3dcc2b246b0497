/** What all declarations of the catalog have, and how they say that something does not fit. */
import type { Text } from '../contract/text';
import type { Parameters } from './parameter';

export interface Declared<P extends Parameters> {
  /** As written in a file; camelCase. */
  readonly name: string;
  /** What it does, in one or two full sentences. */
  readonly doc: string;
  /** Where it comes from: authors, venue, year; absent for what has no one source. */
  readonly cite?: string;
  readonly params: P;
  /** A use of it as it would be written. */
  readonly example: string;
}

/** Why a layer or target does not fit what it is given, for the person who wrote it. */
export interface Misfit {
  readonly misfit: Text;
  readonly remedy: Text;
  /** A layer to put before this one so that it fits, as it would be written (`flatten`, `reshape(8, 8, 1)`), for a quick fix. */
  readonly insert?: string;
  /** What to write in place of it, for a quick fix. */
  readonly instead?: string;
  /** A layer to end with, where several things that come together must be alike, for a quick fix. */
  readonly append?: string;
}
export const isMisfit = (value: object): value is Misfit => 'misfit' in value;

/** All of them, or why the first that does not fit does not. */
export const allFit = <T extends object>(made: readonly (T | Misfit)[]): readonly T[] | Misfit =>
  made.find(isMisfit) ?? (made as readonly T[]);
