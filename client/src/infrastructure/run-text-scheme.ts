/** Addresses of texts that runs ran from begin with it. */
export const runTextScheme = 'mtl-run';
