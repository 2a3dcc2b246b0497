/** Calls of forms that belong to the language itself: `stable(rounds: 3)`, `plateau(digit.accuracy, patience: 3)`. */
import type { Argument } from '../../../../contract/plan';
import { entryOf } from '../grammar/entry-of';
import { text } from '../../../../contract/text';
import { declarationForms } from '../grammar/declarations';
import { formsOf } from '../grammar/forms-of';
import type { DeclarationKind } from '../grammar/forms';
import { wordUnknown } from '../problems/names';
import { valueOfOtherForm } from '../problems/values';
import { nearestName } from '../../../../contract/nearest-name';
import type { ArgumentNode, MemberValue, Span, Value } from '../syntax/nodes';
import type { CheckContext } from './context';
import { formExample } from './property-example';
import { readArguments } from './read-call';
import { inserting, replacing } from './repairs';

export interface LanguageCall {
  readonly name: string;
  readonly args: Readonly<Record<string, Argument>>;
  /** What is watched, where the form watches something. */
  readonly watch: MemberValue | null;
}

/** The call, or null when it was reported. */
export function readLanguageCall(
  context: CheckContext,
  kind: DeclarationKind,
  property: string,
  value: Value,
): LanguageCall | null {
  const valueForm = declarationForms[kind].properties[property]?.value;
  const resolved = context.resolve(value);
  const forms = formsOf(valueForm);
  const names = Object.keys(forms);
  if (!resolved || names.length === 0) return null;
  if (resolved.kind !== 'word' && resolved.kind !== 'call') {
    reportForm(context, value, forms[names[0]!]!.example, value);
    return null;
  }
  const { name } = resolved;
  const form = entryOf(forms, name.text);
  if (!form) {
    const nearest = nearestName(name.text, names);
    context.report(
      wordUnknown(context.where(name), name.text, 'form', nearest, names, context.rangeOf(name)),
    );
    return null;
  }
  const args = resolved.kind === 'call' ? resolved.args : [];
  const callee = { name: name.text, signature: () => form.example, example: form.example };
  if (!form.watches) {
    const { values, whole } = readArguments(context, callee, form.params, args, resolved);
    return whole ? { name: name.text, args: values, watch: null } : null;
  }
  const [watched, ...others] = args;
  const { values, whole } = readArguments(context, callee, form.params, others, resolved);
  if (!watched || watched.name || watched.value.kind !== 'member') {
    reportForm(context, watched ?? resolved, form.example, resolved, watched);
    return null;
  }
  return whole ? { name: name.text, args: values, watch: watched.value } : null;
}

/** `whole` is what the example is put in place of, unless only what is watched is missing in it. */
function reportForm(
  context: CheckContext,
  span: Span,
  example: string,
  whole: Value,
  watched?: ArgumentNode,
): void {
  const [task] = context.symbols.ofKind('task');
  const watch = task ? `${task.name}.loss` : undefined;
  const from = whole.kind === 'call' ? (watched?.from ?? context.tree.text.indexOf('(', whole.from) + 1) : 0;
  const fixes =
    watch && whole.kind === 'call' && (!watched || watched.name)
      ? inserting(context, { from, to: from, newText: watched ? `${watch}, ` : watch }, watch)
      : replacing(context, whole, formExample(context.symbols, example));
  const remedy = text('Write it as in `{example}`.', { example });
  context.report(
    valueOfOtherForm(context.where(span), text('A call of another form is expected here.'), remedy, fixes),
  );
}
