/** Where the built files of MTL Lab are: beside the bundle that this is part of. */
import { join } from 'node:path';

export const trainerFile = join(__dirname, 'trainer.cjs');
export const mediaFolder = join(__dirname, 'media');
