/** How a person wants to see the curves; kept with the panel. */
import { isObject } from '../../contract/checks';
import type { Span } from '../shared/charts/chart-model';
import { alongs, curveParts, type Along, type CurvePart } from './store/run-rows';

export interface Choices {
  along: Along;
  smooth: boolean;
  logarithmic: boolean;
  readonly parts: Set<CurvePart>;
  /** Folders of runs that are not drawn. */
  readonly hidden: Set<string>;
  /** The moments to show, where not all are. */
  span: Span | undefined;
}

/** What is kept, as plain data. */
export const savedChoices = ({ along, smooth, logarithmic, parts, hidden, span }: Choices): object => ({
  along,
  smooth,
  logarithmic,
  parts: [...parts],
  hidden: [...hidden],
  span,
});

/** What is not understood is as it is at first. */
export function readChoices(saved: unknown): Choices {
  const choices = isObject(saved) ? saved : {};
  const { along, parts, hidden, span } = choices;
  const kept = Array.isArray(parts) ? curveParts.filter((part) => parts.includes(part)) : [];
  return {
    along: alongs.find((each) => each === along) ?? 'epoch',
    smooth: choices['smooth'] !== false,
    logarithmic: choices['logarithmic'] === true,
    parts: new Set(kept.length > 0 ? kept : curveParts),
    hidden: new Set(Array.isArray(hidden) ? hidden.filter((run) => typeof run === 'string') : []),
    span: isSpan(span) ? span : undefined,
  };
}

const isSpan = (span: unknown): span is Span =>
  isObject(span) &&
  Number.isFinite(span.from) &&
  Number.isFinite(span.to) &&
  Number(span.from) < Number(span.to);
