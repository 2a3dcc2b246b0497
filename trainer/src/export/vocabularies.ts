/** The vocabularies of a run, in its folder: what the ids of words and categories stand for. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isText, listOf, recordOf } from '../../../contract/checks';
import type { Outcome } from '../../../contract/problem';
import { runFiles } from '../../../contract/run-log';
import type { Vocabularies } from '../../../data/encode/inputs';
import { vocabulariesUnreadable } from '../predict/problems';
import type { InputEncoding } from '../rows/training-rows';
import { writeWhole } from '../write-whole';

/** By input; for each of its columns the values in the order of their ids. Inputs of numbers have none. */
export type VocabulariesByInput = Readonly<Record<string, Vocabularies>>;

export const vocabulariesOf = (inputs: readonly InputEncoding[]): VocabulariesByInput =>
  Object.fromEntries(
    inputs.flatMap(({ name, vocabularies }) => (vocabularies ? [[name, vocabularies] as const] : [])),
  );

/** Writes none where no input has vocabularies. */
export function saveVocabularies(folder: string, inputs: readonly InputEncoding[]): void {
  const all = vocabulariesOf(inputs);
  if (Object.keys(all).length === 0) return;
  writeWhole(join(folder, runFiles.vocabularies), new TextEncoder().encode(`${JSON.stringify(all)}\n`));
}

/** Reports a file that lacks the vocabularies of one of the inputs called `names`, which have some. */
export function loadVocabularies(folder: string, names: readonly string[]): Outcome<VocabulariesByInput> {
  if (names.length === 0) return { value: {}, problems: [] };
  const value = vocabulariesIn(folder);
  const isWhole = value && names.every((name) => Object.hasOwn(value, name));
  return isWhole
    ? { value, problems: [] }
    : { problems: [vocabulariesUnreadable(join(folder, runFiles.vocabularies))] };
}

/** Undefined where the file is missing or does not hold vocabularies. */
export function vocabulariesIn(folder: string): VocabulariesByInput | undefined {
  const value = parse(join(folder, runFiles.vocabularies));
  return isVocabularies(value) ? (value as VocabulariesByInput) : undefined;
}

const isVocabularies = recordOf(listOf(listOf(isText)));

function parse(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
