/** Lists as they are kept: one that has grown to a single item has room for seventeen. */

export const none: readonly never[] = [];

/** The same items in no more room than they need. */
export const fitted = <T>(grown: readonly T[]): readonly T[] => (grown.length > 0 ? grown.slice() : none);
