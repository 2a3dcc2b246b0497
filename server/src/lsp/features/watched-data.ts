/** Data files and models of runs are watched where the client can: what is said of them follows when another program writes them. */
import { DidChangeWatchedFilesNotification } from '../protocol';
import { dataFileEndings, pictureEndings, soundEndings } from '../../../../contract/data-files';
import { runFiles } from '../../../../contract/run-log';
import type { Feature } from '../feature';

const watchers = [
  { globPattern: `**/*.{${[...dataFileEndings, ...pictureEndings, ...soundEndings].join(',')}}` },
  // A run that a block may start from has its model last.
  { globPattern: `**/${runFiles.model}` },
];

/** Trainers write logs all the time, which are no data. */
const isLog = (uri: string): boolean => uri.endsWith(`/${runFiles.log}`);

export const watchedData: Feature = {
  capabilities: {},
  serve: ({ connection, analyses, client }) => {
    connection.onDidChangeWatchedFiles(({ changes }) => {
      if (!changes.every(({ uri }) => isLog(uri))) analyses.filesChanged();
    });
    if (!client.workspace?.didChangeWatchedFiles?.dynamicRegistration) return;
    connection.onInitialized(
      () => void connection.client.register(DidChangeWatchedFilesNotification.type, { watchers }),
    );
  },
};
