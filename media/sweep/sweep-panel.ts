/** The Sweep panel: whether sharing helped, and what each combination came to, while its runs go on and afterwards. */
import type { SweepResults } from '../../contract/sweep-results';
import { sweepCaption, sweepProgress, sweepVerdict } from '../../contract/tell-sweep';
import { element } from '../shared/element';
import type { Host } from '../shared/host';
import { markdownButton } from '../shared/markdown-button';
import { paced } from '../shared/paced';
import type { SweepMessage } from '../shared/parse-host-message';
import { partName } from '../shared/part-name';
import { problemItem } from '../shared/problem-list';
import { readPalette, watchTheme } from '../shared/theme';
import { sentence, t } from '../shared/translate';
import { intervalModels } from './store/interval-models';
import { CombinationTable } from './views/combination-table';
import { IntervalCard } from './views/interval-card';
import '../shared/charts/charts.css';
import '../shared/charts/tables.css';
import '../shared/wide-panel.css';
// Last, because it overrules charts and tables.
import './style.css';

export interface SweepPanel {
  receive(message: SweepMessage): void;
}

export function showSweepPanel(root: HTMLElement, host: Host): SweepPanel {
  let told: SweepMessage | undefined;
  const cards = new Map<string, IntervalCard>();

  const fileName = (): string => `sweep-${told?.results?.title ?? ''}`;
  // A page without an editor has no panels of runs.
  const open = host.trains ? (run: string): void => host.post({ kind: 'open', run }) : undefined;
  const title = element('h1', {}, t('Sweep'));
  const progress = element('progress', { 'aria-label': t('Runs that are completed') });
  const note = element('p', { class: 'empty', role: 'status' });
  const problems = element('ul', { class: 'problems', hidden: true });
  const verdict = element('p', { class: 'verdict', hidden: true });
  const table = new CombinationTable(host, fileName, open);
  const pictures = element('div', { class: 'pictures' });
  const content = element('div', { class: 'content', hidden: true }, verdict, pictures, table.element);
  const markdown = markdownButton(host);
  root.replaceChildren(
    element(
      'div',
      { class: 'wide-panel sweep-panel' },
      element('header', { class: 'page' }, title, progress, note, markdown),
      problems,
      content,
    ),
  );

  function drawHead(results: SweepResults): void {
    const { completed, failed, total } = results.states;
    title.textContent = results.title;
    note.textContent = sentence(sweepProgress(results));
    progress.max = total;
    progress.value = completed + failed;
    progress.hidden = completed + failed === total;
    verdict.hidden = results.design.baseline === null || completed === 0;
    verdict.textContent = sentence(sweepVerdict(results));
  }

  function drawPictures(results: SweepResults): void {
    const palette = readPalette();
    const models = intervalModels(results).filter(({ rows }) => rows.some(({ mean }) => mean !== null));
    for (const [id, card] of cards)
      if (!models.some((model) => model.id === id)) {
        card.destroy();
        cards.delete(id);
      }
    for (const [place, model] of models.entries()) {
      const card = cards.get(model.id) ?? new IntervalCard({ host, fileName, open });
      cards.set(model.id, card);
      if (pictures.children[place] !== card.element)
        pictures.insertBefore(card.element, pictures.children[place] ?? null);
      card.show(model, palette);
    }
  }

  const drawSoon = paced(() => {
    const { results, problems: faults } = told ?? { results: null, problems: [] };
    problems.hidden = faults.length === 0;
    problems.replaceChildren(...faults.map((problem) => problemItem(problem)));
    content.hidden = !results;
    markdown.hidden = !results || !host.trains;
    if (!results) return;
    drawHead(results);
    const [first] = results.measures;
    table.show(results, first ? sentence(sweepCaption(results, partName(first.part))) : '');
    drawPictures(results);
  });
  watchTheme(drawSoon);

  return {
    receive(message) {
      told = message;
      host.save({ sweep: message.folder });
      drawSoon();
    },
  };
}
