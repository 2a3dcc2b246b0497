/** Every refactoring of the language. */
import type { Analysis } from '../analyse';
import type { Span } from '../syntax/nodes';
import { extractConstant } from './extract-constant';
import { extractLayers } from './extract-layers';
import { inlineBlock } from './inline-block';
import { inlineConstant } from './inline-constant';
import { pairNetworks } from './pair-networks';
import { splitTask } from './split-task';
import type { Refactor, Refactoring } from './refactoring';

const all: readonly Refactor[] = [
  extractLayers,
  extractConstant,
  inlineBlock,
  inlineConstant,
  pairNetworks,
  splitTask,
];

/** Nothing is offered for a text with faults of form: what was meant is not known. */
export const refactoringsAt = (analysis: Analysis, selection: Span): readonly Refactoring[] =>
  analysis.tree.unread || analysis.tree.problems.length > 0
    ? []
    : all.flatMap((refactor) => refactor(analysis, selection));
