/** The environment of a trainer: the parent's, without what belongs to the parent alone. */

/** Read by the trainer: what to do when its parent leaves. */
export const parentLeavesVariable = 'MTL_PARENT_LEAVES';

/** Debuggers, loaders and the editor's own settings would change or halt the trainer. */
const foreign = /^(NODE_OPTIONS|NODE_INSPECT.*|NODE_CHANNEL.*|NODE_V8_COVERAGE|VSCODE_.*|ELECTRON_.*)$/i;

export function trainerEnvironment(
  parent: NodeJS.ProcessEnv,
  whenParentLeaves: 'stop' | 'continue',
  more: Readonly<Record<string, string>> = {},
): Record<string, string | undefined> {
  const kept = Object.entries(parent).filter(([name]) => !foreign.test(name));
  // The editor's own program is an Electron, which is a Node only when told so.
  const electron = process.versions['electron'] === undefined ? {} : { ELECTRON_RUN_AS_NODE: '1' };
  return { ...Object.fromEntries(kept), ...electron, ...more, [parentLeavesVariable]: whenParentLeaves };
}
