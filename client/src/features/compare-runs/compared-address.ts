/** The address of a comparison: that of the experiment's file, with the names of runs behind it where not all are compared. */
import { Uri, window } from 'vscode';
import { text } from '../../../../contract/text';
import { nameBeside } from '../../../../runs/runs-of-file';
import { chooseDocument } from '../../infrastructure/choose-document';
import { localise } from '../../infrastructure/localise';
import { chosenExperiment, chosenRuns } from '../../infrastructure/run-nodes';

/** Of the runs that are selected, where there are several; else of all runs of the experiment that is meant, whose address a lens names. */
export async function chooseComparison(given: unknown, selected: unknown): Promise<Uri | undefined> {
  const runs = typeof given === 'string' ? [] : chosenRuns(given, selected);
  const file = chosenExperiment(given) ?? runs[0]?.file;
  if (file === undefined && runs.length === 0) return (await chooseDocument(given))?.uri;
  if (file !== undefined && runs.every((run) => run.file === file)) {
    const names =
      runs.length > 1 ? runs.map(({ folder }) => encodeURIComponent(nameBeside(file, folder))) : [];
    return Uri.file(file).with({ fragment: names.toSorted().join('/') });
  }
  void window.showInformationMessage(localise(text('Runs are compared with others of the same experiment.')));
  return undefined;
}

/** Names of the runs that are compared, as they are called beside the experiment; undefined where all are. */
export const namesIn = ({ fragment }: Uri): ReadonlySet<string> | undefined =>
  fragment ? new Set(fragment.split('/').map(decodeURIComponent)) : undefined;
