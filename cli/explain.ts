/** `mtl explain`: the catalog's page of a layer, loss, weighting, method, …, or that of a problem code. */
import { catalog, findNamed } from '../catalog';
import type { Declaration } from '../catalog/declaration';
import { explain as explainDeclaration } from '../catalog/explain';
import { nearestName } from '../contract/nearest-name';
import { sayListed, text, type Text } from '../contract/text';
import { defineCommand, exitCodes } from './command';
import { explainProblem, problemCode } from './explain-problem';
import { headingOfKind, nameOfKind } from './kind-names';
import { markdownText } from './markdown-text';
import { speechIn, type Say } from './speech';

export const explain = defineCommand({
  name: 'explain',
  summary: text('Explain a layer, loss, weighting, method, …, or a problem code'),
  help: {
    forms: ['mtl explain [NAME | CODE]'],
    about: text(
      'Explains a layer, input, target, loss, metric, optimizer, weighting or method: its parameters, an example, its source; ' +
        'or the code of a problem, such as MTL2004: when it is said, an example, and what to do. Without a name it lists them all.',
    ),
    exits: { 0: text('explained') },
  },
  options: {},
  read: ({ words: [name, ...others] }) =>
    others.length > 0 ? { fault: text('Name one thing to explain, or none to list all.') } : { name },
  async run({ name }, io) {
    const say = speechIn(io.language);
    if (name === undefined) {
      io.stdout(listNames(say));
      return exitCodes.success;
    }
    const code = problemCode(name);
    if (code !== undefined) return explainProblem(code, io);
    const found = findNamed(name);
    if (found.length === 0) {
      io.stderr(`${say(unknownName(name))}\n`);
      return exitCodes.usage;
    }
    const pages = found.map(
      (declaration) =>
        `# ${say(text('{name} ({kind})', { name: declaration.name, kind: nameOfKind[declaration.kind] }))}\n\n` +
        `${explainDeclaration(declaration, io.language?.translate)}\n`,
    );
    io.stdout(markdownText(pages.join('\n'), io.colours.stdout));
    return exitCodes.success;
  },
});

function listNames(say: Say): string {
  const groups = Object.values<Readonly<Record<string, Declaration>>>(catalog)
    .filter((declarations) => Object.keys(declarations).length > 0)
    .map((declarations) => {
      const [first] = Object.values(declarations);
      return `${say(headingOfKind[first!.kind])}\n  ${sayListed(Object.keys(declarations), say)}\n`;
    });
  return `${groups.join('')}\n${say(text('“mtl explain NAME” tells what one of them does.'))}\n`;
}

function unknownName(name: string): Text {
  const names = Object.values<Readonly<Record<string, Declaration>>>(catalog).flatMap((group) =>
    Object.keys(group),
  );
  const nearest = nearestName(name, names);
  return nearest === undefined
    ? text('There is no “{name}”. See the list with “mtl explain”.', { name })
    : text('There is no “{name}”. Did you mean “{nearest}”?', { name, nearest });
}
