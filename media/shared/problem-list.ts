/** Shows problems as the rest of the product does: severity, place, what is wrong, and what to do about it. */
import type { Position, Problem, Severity } from '../../contract/problem';
import { button, element } from './element';
import { sentence, t } from './translate';

/** With `reveal`, the place of a problem that stands in the text is a button that leads there. */
export function problemItem(problem: Problem, reveal?: (at: Position) => void): HTMLLIElement {
  return element(
    'li',
    { class: `problem ${problem.severity}` },
    element('span', { class: 'severity' }, severityName(problem.severity)),
    element(
      'div',
      {},
      element('strong', {}, sentence(problem.message)),
      ' ',
      element('span', {}, sentence(problem.remedy)),
      ' ',
      element(
        'span',
        { class: 'place' },
        problemPlace(problem, reveal),
        element('span', { class: 'code' }, problem.code),
      ),
    ),
  );
}

function problemPlace({ place, range }: Problem, reveal?: (at: Position) => void): Node | undefined {
  if (place) return element('span', {}, sentence(place));
  if (!range) return undefined;
  const name = t('line {line}, column {column}', {
    line: range.start.line + 1,
    column: range.start.character + 1,
  });
  return reveal ? button(name, () => reveal(range.start), { class: 'link' }) : element('span', {}, name);
}

function severityName(severity: Severity): string {
  const names = {
    error: () => t('Error'),
    warning: () => t('Warning'),
    information: () => t('Note'),
    hint: () => t('Hint'),
  } satisfies Record<Severity, () => string>;
  return names[severity]();
}
