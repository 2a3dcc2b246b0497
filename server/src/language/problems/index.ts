/** Every problem that the language can report, for reference pages and for tests that go over all of them. */
import * as columnKinds from './column-kinds';
import * as composition from './composition';
import * as data from './data';
import * as dataSets from './data-sets';
import * as exchanges from './exchanges';
import * as federated from './federated';
import * as names from './names';
import * as openedFiles from './opened-files';
import * as pairs from './pairs';
import * as parts from './parts';
import type { ProblemKind } from './problem-kind';
import * as shapes from './shapes';
import * as streams from './streams';
import * as sweeps from './sweeps';
import * as sharings from './sharings';
import * as transfer from './transfer';
import * as syntax from './syntax';
import * as values from './values';
import * as weightings from './weightings';

/** In the order of their codes. */
export const problemKinds: readonly Pick<ProblemKind, 'code' | 'docs'>[] = [
  syntax,
  names,
  values,
  composition,
  shapes,
  data,
  dataSets,
  columnKinds,
  openedFiles,
  parts,
  pairs,
  exchanges,
  weightings,
  sweeps,
  sharings,
  transfer,
  streams,
  federated,
]
  .flatMap((module): readonly Pick<ProblemKind, 'code' | 'docs'>[] => Object.values(module))
  .toSorted((a, b) => (a.code < b.code ? -1 : 1));
