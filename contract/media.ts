/** Kinds of files whose content columns are about, whatever the files are called. */

export type MediaType = 'image' | 'audio';

export const isMedia = (type: string): type is MediaType => type === 'image' || type === 'audio';
