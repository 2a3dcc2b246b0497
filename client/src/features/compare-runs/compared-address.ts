/** The address of a comparison: that of the experiment's file, with the names of run folders behind it where not all are compared. */
import { Uri, window } from 'vscode';
import { basename } from 'node:path';
import { text } from '../../../../contract/text';
import { chooseDocument } from '../../infrastructure/choose-document';
import { localise } from '../../infrastructure/localise';
import { chosenExperiment, chosenRuns } from '../../infrastructure/run-nodes';

/** Of the runs that are selected, where there are several; else of all runs of the experiment that is meant, whose address a lens names. */
export async function chooseComparison(given: unknown, selected: unknown): Promise<Uri | undefined> {
  const runs = typeof given === 'string' ? [] : chosenRuns(given, selected);
  const file = chosenExperiment(given) ?? runs[0]?.file;
  if (file === undefined && runs.length === 0) return (await chooseDocument(given))?.uri;
  if (file !== undefined && runs.every((run) => run.file === file)) {
    const names = runs.length > 1 ? runs.map(({ folder }) => basename(folder)) : [];
    return Uri.file(file).with({ fragment: names.toSorted().join('/') });
  }
  void window.showInformationMessage(localise(text('Runs are compared with others of the same experiment.')));
  return undefined;
}

/** Names of the folders of the runs that are compared; undefined where all are. */
export const namesIn = ({ fragment }: Uri): ReadonlySet<string> | undefined =>
  fragment ? new Set(fragment.split('/')) : undefined;
