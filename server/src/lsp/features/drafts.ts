/** `mtl/draft`: a whole experiment for a data file, its columns guessed into inputs and a target. */
import { dirname, relative, sep } from 'node:path';
import { draftRequest, type DraftParams, type DraftResult } from '../../../../contract/language-requests';
import { describeProblem } from '../../../../contract/problem';
import { draftExperiment, nothingToLearn } from '../../language/draft/draft-experiment';
import type { Feature } from '../feature';

export const drafts: Feature = {
  capabilities: {},
  serve: ({ connection, analyses, say, translate }) => {
    connection.onRequest(
      draftRequest,
      async ({ file, folder = dirname(file) }: DraftParams): Promise<DraftResult> => {
        const source = relative(folder, file).replaceAll(sep, '/');
        const answer = await analyses.loadSchema({ directory: folder, source: [source], query: null });
        if (answer.state === 'failed')
          return { draft: null, reason: describeProblem(answer.problem, translate) };
        const draft =
          answer.state === 'known' ? draftExperiment({ source, schema: answer.schema, say }) : null;
        return { draft, reason: draft === null ? say(nothingToLearn(source)) : '' };
      },
    );
  },
};
