/** `mtl/draft`: a whole experiment for a data file, its columns guessed into inputs and a target. */
import { dirname, relative, sep } from 'node:path';
import { draftRequest, type DraftParams, type DraftResult } from '../../../../contract/language-requests';
import { describeProblem } from '../../../../contract/problem';
import { draftExperiment, nothingToLearn } from '../../language/draft/draft-experiment';
import { formOfPath } from '../../../../data/media/form-of-path';
import type { Feature } from '../feature';

export const drafts: Feature = {
  capabilities: {},
  serve: ({ connection, analyses, say, translate }) => {
    connection.onRequest(
      draftRequest,
      async ({ file, folder = dirname(file) }: DraftParams): Promise<DraftResult> => {
        const form = await formOfPath(file);
        const source = relative(folder, file).replaceAll(sep, '/') + (form ? '/' : '');
        const request = { directory: folder, source: [source], query: null, ...(form ? { form } : {}) };
        const answer = await analyses.loadSchema(request);
        if (answer.state === 'failed')
          return { draft: null, reason: describeProblem(answer.problem, translate) };
        const draft =
          answer.state === 'known' ? draftExperiment({ source, form, schema: answer.schema, say }) : null;
        return { draft, reason: draft === null ? say(nothingToLearn(source)) : '' };
      },
    );
  },
};
