/** Simplifies a program before an engine sees it; what is known is computed by the reference interpreter. */
import type { Program } from '../../../graph/program';
import { moveIntoLoops } from '../../../graph/rewrites/move-into-loops';
import { simplify } from '../../../graph/rewrites/simplify';
import { createInterpreter } from '../executors/reference/interpreter';

export const simplifyProgram = (program: Program): Program =>
  moveIntoLoops(
    simplify(program, (tensor) => Float32Array.from(createInterpreter([tensor], 'float32')(new Map())[0]!)),
  );
