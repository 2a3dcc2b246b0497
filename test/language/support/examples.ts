/** The experiments that tests try everything on: those of the language's description, and those of `examples/`. */
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

type Example = readonly [file: string, text: string];

const examplesIn = (folder: string): readonly Example[] => {
  const path = resolve(import.meta.dirname, folder);
  return readdirSync(path)
    .filter((file) => file.endsWith('.mtl'))
    .map((file) => [file, readFileSync(resolve(path, file), 'utf8')]);
};

export const sharedExamples = examplesIn('../../../../shared/examples');
export const examples: readonly Example[] = [...sharedExamples, ...examplesIn('../../../examples')];
