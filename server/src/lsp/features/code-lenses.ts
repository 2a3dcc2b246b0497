/** `Train | Architecture` above the first declaration and above `train`, `Train All Combinations` above `sweep`, and places for what runs came to. The commands are the client's. */
import type { CodeLens, Command } from '../protocol';
import type { RunLensPlace } from '../../../../contract/language-requests';
import { text, type Text } from '../../../../contract/text';
import type { Analysis } from '../../language/analyse';
import { isMissing, type DeclarationNode } from '../../language/syntax/nodes';
import type { Feature, Service } from '../feature';

export const codeLenses: Feature = {
  capabilities: { codeLensProvider: {} },
  serve: (service) => {
    const { connection, analyses } = service;
    connection.onCodeLens(({ textDocument: { uri } }): CodeLens[] => {
      const analysis = analyses.of(uri);
      return analysis ? lensesOf(service, analysis) : [];
    });
  },
};

const offers: readonly { readonly title: Text; readonly command: string }[] = [
  { title: text('Train'), command: 'mtl.trainExperiment' },
  { title: text('Architecture'), command: 'mtl.showArchitecture' },
];

/** Above `sweep`, which asks for many runs. */
const sweepOffer = { title: text('Train All Combinations'), command: 'mtl.sweepExperiment' } as const;

function lensesOf({ clientCommands, say }: Service, { uri, tree }: Analysis): CodeLens[] {
  const { declarations } = tree.file;
  const [first] = declarations;
  const train = declarations.find(({ kind }) => kind === 'train');
  const commandsOf = (offered: typeof offers): readonly Command[] =>
    offered
      .filter(({ command }) => clientCommands.runs(command))
      .map(({ title, command }): Command => ({ title: say(title), command, arguments: [uri] }));
  const commands = commandsOf(offers);
  const sweeping = commandsOf([sweepOffer]);
  return declarations.flatMap((declaration) => {
    const range = tree.lines.rangeOf(declaration.keyword);
    const isPlace = declaration === first || declaration === train;
    const places = clientCommands.fillsLenses ? placesAt(declaration, declaration === first) : [];
    return [
      ...(isPlace ? commands.map((command) => ({ range, command })) : []),
      ...(declaration.kind === 'sweep' ? sweeping.map((command) => ({ range, command })) : []),
      ...places.map((data) => ({ range, data })),
    ];
  });
}

function placesAt(declaration: DeclarationNode, isFirst: boolean): readonly RunLensPlace[] {
  const ofTask =
    declaration.kind === 'task' && declaration.name && !isMissing(declaration.name)
      ? ([{ about: 'task', task: declaration.name.text }] as const)
      : [];
  return [...(isFirst ? ([{ about: 'experiment' }] as const) : []), ...ofTask];
}
