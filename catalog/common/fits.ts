/** Groups of targets that losses and metrics are made for. */

/** One class for each step or pixel. */
export const PLACES = ['tags', 'mask'] as const;

/** One class out of several, of a row or of each of its places. */
export const CLASSES = ['classes', ...PLACES] as const;

/** Truths, each with a probability of its own. */
export const TRUTHS = ['binary', 'labels'] as const;

export const CATEGORIES = [...CLASSES, ...TRUTHS] as const;

export const NUMBERS = ['number', 'numbers', 'box'] as const;
