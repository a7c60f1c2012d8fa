// Composing an assessment: one form whose buttons add, remove and move questions, and that works without a script.
import type { AssessmentRow } from '../assessments/store.ts';
import type { Bank } from '../questions/bank.ts';
import { formatMinutes } from '../reports/wording.ts';

export type AssessmentForm = {
  title: string;
  minutes: string;
  passMark: string;
  hiringManagerEmail: string;
  questionIds: string[];
};

/** `change` is the pressed button's value: `add:id`, `remove:id`, `up:id` or `down:id`; anything else changes nothing. */
export function applyChange(form: AssessmentForm, change: string): AssessmentForm {
  const [action, id = ''] = change.split(':');
  const ids = [...new Set(form.questionIds)];
  const at = ids.indexOf(id);
  if (action === 'add' && at === -1 && id !== '') return { ...form, questionIds: [...ids, id] };
  if (at === -1) return { ...form, questionIds: ids };
  if (action === 'remove') return { ...form, questionIds: ids.filter((known) => known !== id) };
  const to = action === 'up' ? at - 1 : action === 'down' ? at + 1 : at;
  if (to < 0 || to >= ids.length) return { ...form, questionIds: ids };
  ids.splice(at, 1);
  ids.splice(to, 0, id);
  return { ...form, questionIds: ids };
}

export function buildFormPage(
  form: AssessmentForm,
  row: AssessmentRow | null,
  bank: Bank,
  { changed = '', error }: { changed?: string; error?: string },
): object {
  const [action, changedId] = changed.split(':');
  const chosen = form.questionIds.filter((id) => bank.has(id));
  const minutesSum = chosen.reduce((sum, id) => sum + (bank.get(id)?.minutes ?? 0), 0);
  return {
    title: row ? `Change ${row.title}` : 'New assessment',
    isError: error !== undefined,
    error,
    form,
    row,
    action: row ? `/assessments/${row.id}/edit` : '/assessments/new',
    minutesHint: chosen.length > 0 ? formatMinutes(minutesSum) : null,
    chosen: chosen.map((id, index) => ({
      ...buildQuestion(id, bank),
      number: index + 1,
      isFirst: index === 0,
      isLast: index === chosen.length - 1,
      // Whoever moves a question with the keyboard stays on its button after the page came back.
      focusUp:
        changedId === id && ((action === 'up' && index > 0) || (action === 'down' && index === chosen.length - 1)),
      focusDown:
        changedId === id && ((action === 'down' && index < chosen.length - 1) || (action === 'up' && index === 0)),
      focusRemove: changedId === id && action === 'add',
    })),
    available: [...bank.keys()].filter((id) => !chosen.includes(id)).map((id) => buildQuestion(id, bank)),
    focusAvailable: action === 'remove',
  };
}

function buildQuestion(id: string, bank: Bank) {
  const question = bank.get(id);
  return {
    id,
    title: question?.title ?? id,
    minutesText: formatMinutes(question?.minutes ?? 0),
    topics: question?.topics.join(', ') ?? '',
  };
}
