/** Variables of the environment by which a trainer is told what is no part of its plan. */

/** `cpu`: what a run goes on with when its device fails. Without it, the run ends there. */
export const fallbackVariable = 'MTL_FALLBACK';

/** How the trainers of this run before this one crashed, and on which devices: JSON of a list of `Crash`. */
export const crashesVariable = 'MTL_CRASHES';
