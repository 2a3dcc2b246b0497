/** What a program can run on, as written after `device:`. */

/** Names that the trainer knows. `auto` takes the best there is. */
export const devices = ['auto', 'cpu', 'reference'] as const;

/** Names that the language knows and no engine runs yet. */
export const plannedDevices = ['webgpu', 'cuda', 'tensorflow'] as const;
