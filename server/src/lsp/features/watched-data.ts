/** Data files are watched where the client can: what is said of them follows when another program writes them. */
import { DidChangeWatchedFilesNotification } from '../protocol';
import { dataFileEndings } from '../../../../contract/data-files';
import type { Feature } from '../feature';

const watchers = [{ globPattern: `**/*.{${dataFileEndings.join(',')}}` }];

export const watchedData: Feature = {
  capabilities: {},
  serve: ({ connection, analyses, client }) => {
    connection.onDidChangeWatchedFiles(() => analyses.filesChanged());
    if (!client.workspace?.didChangeWatchedFiles?.dynamicRegistration) return;
    connection.onInitialized(
      () => void connection.client.register(DidChangeWatchedFilesNotification.type, { watchers }),
    );
  },
};
