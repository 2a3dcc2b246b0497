/** What a person has typed, in Markdown, shown as it is. */
export const escaped = (words: string): string => words.replace(/[\\`*_{}[\]()<>#+!|~&-]/g, '\\$&');
