/** What a person should know about the run: why it failed, and notices of the trainer. */
import type { Problem } from '../../../contract/problem';
import { text } from '../../../contract/text';
import { element } from '../../shared/element';
import { problemItem } from '../../shared/problem-list';
import type { RunState } from '../../shared/runs/run-state';
import type { Status } from '../store/status';

export class Banner {
  readonly element = element('ul', { class: 'problems banner', role: 'alert', hidden: true });
  private shown = '';

  show(state: RunState, status: Status): void {
    const failure = state.end?.problem ?? (status.name === 'failed' && !state.end ? trainerGone : undefined);
    const problems = [...(failure ? [failure] : []), ...state.notices];
    const key = JSON.stringify(problems);
    if (key === this.shown) return;
    this.shown = key;
    this.element.hidden = problems.length === 0;
    this.element.replaceChildren(...problems.map((problem) => problemItem(problem)));
  }
}

/** The log of a run that was killed is closed by whoever finds it; until then the panel says what it sees. */
const trainerGone: Problem = {
  code: 'MTL8003',
  severity: 'error',
  message: text('The trainer is gone, and the run was not over.'),
  remedy: text('Read trainer.log in the run folder, then resume the run.'),
};
