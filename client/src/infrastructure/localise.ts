/** Sentences in the language of the editor: English templates looked up in the bundle that VS Code has loaded. */
import { l10n } from 'vscode';
import { describeProblem, type Problem } from '../../../contract/problem';
import { render, type Text } from '../../../contract/text';

/** Templates and their translations; empty where the editor speaks English. */
export function translations(): Readonly<Record<string, string>> {
  return (l10n.bundle ?? {}) as Record<string, string>;
}

const translate = (template: string): string => translations()[template] ?? template;

export const localise = (sentence: Text): string => render(sentence, translate);

export const localiseProblem = (problem: Problem): string => describeProblem(problem, translate);
