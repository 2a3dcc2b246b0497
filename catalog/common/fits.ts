/** Groups of targets that losses and metrics are made for. */

/** One class out of several. */
export const CLASSES = ['classes'] as const;

/** Truths, each with a probability of its own. */
export const TRUTHS = ['binary', 'labels'] as const;

export const CATEGORIES = [...CLASSES, ...TRUTHS] as const;

export const NUMBERS = ['number', 'numbers', 'box'] as const;
