/** Loops along sequences, as they are built by whoever makes a model: with all that their gradients need. */
import { pullBack } from './gradient';
import { buildLoop, type Loop, type LoopResults, type Pass } from './loops/build-loop';

export const scan = (loop: Loop, pass: Pass): LoopResults => buildLoop(loop, pass, pullBack);
