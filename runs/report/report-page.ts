/** A report as one HTML page that runs its own script and style, and nothing else that anyone wrote into a name. */
import { createHash } from 'node:crypto';
import type { Architecture } from '../../contract/architecture';
import type { RunEvent } from '../../contract/run-log';
import type { SweepResults } from '../../contract/sweep-results';

/** What the page tells, as its script reads it. */
export type Report =
  | {
      readonly kind: 'run';
      readonly run: string;
      readonly events: readonly RunEvent[];
      /** The text that was trained. */
      readonly experiment: string;
      readonly architecture: Architecture | null;
    }
  | {
      readonly kind: 'sweep';
      readonly folder: string;
      readonly results: SweepResults;
      readonly experiment: string;
    };

/** The bundles `report.js` and `report.css`. */
export interface ReportBundle {
  readonly script: string;
  readonly style: string;
}

export function reportPage(title: string, report: Report, bundle: ReportBundle): string {
  // Bundles write `<\/script` in strings already; this holds for whatever else writes one.
  const script = bundle.script.replaceAll(/<\/(?=script)/gi, '<\\/');
  const style = bundle.style.replaceAll(/<\/(?=style)/gi, '<\\/');
  const policy = [
    "default-src 'none'",
    `script-src '${hash(script)}'`,
    `style-src '${hash(style)}'`,
    'img-src data: blob:',
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${policy}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${escapeHtml(title)}</title>
    <style>${style}</style>
  </head>
  <body data-mtl-panel="report">
    <main id="root"></main>
    <script type="application/json" id="report">${embedJson(report)}</script>
    <script>${script}</script>
  </body>
</html>
`;
}

function hash(content: string): string {
  return `sha256-${createHash('sha256').update(content, 'utf8').digest('base64')}`;
}

function escapeHtml(value: string): string {
  return value.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** JSON that cannot end the script element which it stands in. */
function embedJson(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}
