/** Variables of the environment by which a trainer is told what is no part of its plan. */

/** `cpu`: what a run goes on with when its device fails. Without it, the run ends there. */
export const fallbackVariable = 'MTL_FALLBACK';

/** How the trainer before this one crashed on its device. */
export const crashVariable = 'MTL_CRASH';

/** What that device was: the plan may have left it open. */
export const crashedDeviceVariable = 'MTL_CRASHED_DEVICE';
