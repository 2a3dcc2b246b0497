/** Tells the walkthrough that a person has come to an experiment, by whichever way. */
import { commands, window, type Disposable, type TextEditor } from 'vscode';
import { isWavefrontMaterial } from '../../infrastructure/is-wavefront-material';

/** A walkthrough hears of what changes while it is there, and never of what was so before: so it is said anew each time, and taken back. */
const saidMilliseconds = 1000;

export function noticeExperiments(): Disposable {
  let timer: NodeJS.Timeout | undefined;
  const look = (editor: TextEditor | undefined): void => {
    if (editor?.document.languageId !== 'mtl' || isWavefrontMaterial(editor.document.getText())) return;
    clearTimeout(timer);
    say(true);
    timer = setTimeout(() => say(false), saidMilliseconds);
  };
  look(window.activeTextEditor);
  const subscription = window.onDidChangeActiveTextEditor(look);
  return {
    dispose: () => {
      clearTimeout(timer);
      subscription.dispose();
    },
  };
}

const say = (isShown: boolean): void =>
  void commands.executeCommand('setContext', 'mtl.experimentShown', isShown);
