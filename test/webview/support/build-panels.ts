/** Bundles the panels as the build does, into a folder of the tests' own. */
import { build } from 'esbuild';
import { fileURLToPath } from 'node:url';

export const repository = fileURLToPath(new URL('../../../', import.meta.url));
export const builtPanels = `${repository}.cache/webview-panels`;

const panels = ['run', 'architecture', 'compare', 'sweep', 'report'] as const;
export type PanelName = (typeof panels)[number];

export async function buildPanels(): Promise<void> {
  await build({
    entryPoints: Object.fromEntries(panels.map((name) => [name, `${repository}media/${name}/main.ts`])),
    outdir: builtPanels,
    bundle: true,
    format: 'iife',
    target: 'chrome134',
    minify: true,
    logLevel: 'error',
  });
}
