/** `mtl explain`: the catalog's page of a layer, loss, weighting, method, …, or that of a problem code. */
import { catalog, findNamed } from '../catalog';
import type { Declaration } from '../catalog/declaration';
import { explain as explainDeclaration } from '../catalog/explain';
import { planned } from '../catalog/planned';
import { nearestName } from '../contract/nearest-name';
import { exitCodes, type Command, type CommandIo } from './command';
import { explainProblem, problemCode } from './explain-problem';
import { markdownText } from './markdown-text';

const usage = `Usage: mtl explain [NAME | CODE]

Explains a layer, input, target, loss, metric, optimizer, weighting or method: its parameters, an example, its source;
or the code of a problem, such as MTL2004: when it is said, an example, and what to do.
Without a name it lists them all.

Exit codes: 0 explained, 2 there is no such name.
`;

export const explain: Command = {
  name: 'explain',
  summary: 'Explain a layer, loss, weighting, method, …, or a problem code',
  usage,
  async run(args, io) {
    const [name, ...others] = args;
    if (others.length > 0 || name?.startsWith('-')) {
      io.stderr(usage);
      return exitCodes.usage;
    }
    if (name === undefined) {
      io.stdout(listNames());
      return exitCodes.success;
    }
    const code = problemCode(name);
    if (code !== undefined) return explainProblem(code, io);
    const found = findNamed(name);
    if (found.length === 0) {
      io.stderr(`${sayUnknown(name, io)}\n`);
      return exitCodes.usage;
    }
    const pages = found.map(
      (declaration) =>
        `# ${declaration.name} (${declaration.kind})\n\n${explainDeclaration(declaration, io.language?.translate)}\n`,
    );
    io.stdout(markdownText(pages.join('\n'), io.colours.stdout));
    return exitCodes.success;
  },
};

function listNames(): string {
  const groups = Object.entries<Readonly<Record<string, Declaration>>>(catalog).map(
    ([kind, declarations]) => `${kind}\n  ${Object.keys(declarations).join(', ')}\n`,
  );
  return `${groups.join('')}\nmtl explain NAME tells what one of them does.\n`;
}

function sayUnknown(name: string, { language }: CommandIo): string {
  for (const coming of Object.values(planned)) {
    if (!Object.hasOwn(coming, name)) continue;
    const doc = language?.translate(coming[name]!) ?? coming[name];
    return `“${name}” is not available yet. ${doc}`;
  }
  const names = Object.values<Readonly<Record<string, Declaration>>>(catalog).flatMap((group) =>
    Object.keys(group),
  );
  const nearest = nearestName(name, names);
  return `There is no “${name}”. ${nearest ? `Did you mean “${nearest}”?` : 'See the list with “mtl explain”.'}`;
}
