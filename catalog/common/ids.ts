/** The numbers that stand for words and categories. */

/** Ids are fed as float32, which tells this many whole numbers apart. */
export const mostIds = 2 ** 24;
