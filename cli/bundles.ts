/** Where the built files of MTL Lab are: beside the bundle that this is part of. */
import { join } from 'node:path';

export const trainerFile = join(__dirname, 'trainer.cjs');
/** Pages of the problem codes, in English; those of other languages lie in folders within. */
export const referenceFolder = join(__dirname, '..', 'docs', 'reference');
export const mediaFolder = join(__dirname, 'media');
