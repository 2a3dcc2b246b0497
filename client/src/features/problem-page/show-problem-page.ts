/** `MTL: Explain Problem`: the page of a problem code, rendered, in the language of the editor. */
import { commands, env, Uri, window, workspace, type ExtensionContext } from 'vscode';
import { text } from '../../../../contract/text';
import { localise } from '../../infrastructure/localise';

/** `code` says which when the command comes from the link behind a diagnostic. */
export async function showProblemPage({ extensionUri }: ExtensionContext, code?: unknown): Promise<void> {
  const translated = env.language.toLowerCase() === 'zh-cn' ? ['zh-cn'] : [];
  const folder = Uri.joinPath(extensionUri, 'docs', 'reference', ...translated, 'problems');
  const chosen = typeof code === 'string' ? code : await chooseCode(folder);
  if (chosen === undefined || !/^MTL\d{4}$/.test(chosen)) return;
  await commands.executeCommand('markdown.showPreview', Uri.joinPath(folder, `${chosen}.md`));
}

async function chooseCode(folder: Uri): Promise<string | undefined> {
  const pages = await workspace.fs.readDirectory(folder);
  const codes = pages.map(([name]) => name.replace(/\.md$/, '')).toSorted();
  return window.showQuickPick(codes, { placeHolder: localise(text('Which problem?')) });
}
