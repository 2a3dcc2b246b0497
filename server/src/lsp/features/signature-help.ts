/** Signature help: the parameters of the call that is being written, the present one marked. */
import { MarkupKind, type ParameterInformation, type SignatureHelp } from '../protocol';
import type { Translate } from '../../../../contract/text';
import type { Parameter } from '../../../../catalog/parameter';
import { signatureOf } from '../../../../catalog/signature';
import { callAt, type CallAt } from '../../language/complete/call-at';
import type { Feature } from '../feature';

export const signatureHelp: Feature = {
  capabilities: {
    signatureHelpProvider: { triggerCharacters: ['(', ','], retriggerCharacters: [':', ')'] },
  },
  serve: ({ connection, analyses, client, translate }) => {
    const { signatureInformation } = client.textDocument?.signatureHelp ?? {};
    const knowsOffsets = signatureInformation?.parameterInformation?.labelOffsetSupport ?? false;
    connection.onSignatureHelp(({ textDocument: { uri }, position }): SignatureHelp | null => {
      const analysis = analyses.of(uri);
      const call = analysis && callAt(analysis, analysis.tree.lines.offsetAt(position));
      if (!call) return null;
      const { label, parameters } = describe(call, knowsOffsets, translate);
      const documentation = { kind: MarkupKind.Markdown, value: translate(call.doc) };
      // The protocol takes an index behind the last one for “none of them”.
      const activeParameter = call.active ?? parameters.length;
      const signatures = [{ label, documentation, parameters, activeParameter }];
      return { signatures, activeSignature: 0, activeParameter };
    });
  },
};

function describe(
  { name, params, watches }: CallAt,
  knowsOffsets: boolean,
  translate: Translate,
): { readonly label: string; readonly parameters: ParameterInformation[] } {
  const shown = Object.entries(params).map(([word, parameter]) => ({
    part: partOf(word, parameter),
    documentation: translate(parameter.doc),
  }));
  const parts = watches ? [{ part: 'TASK.METRIC', documentation: undefined }, ...shown] : shown;
  let label = `${name}(`;
  const parameters = parts.map(({ part, documentation }, index): ParameterInformation => {
    if (index > 0) label += ', ';
    const from = label.length;
    label += part;
    return {
      label: knowsOffsets ? [from, label.length] : part,
      ...(documentation === undefined ? {} : { documentation }),
    };
  });
  return { label: `${label})`, parameters };
}

/** `kernel: 3` as it stands in the whole signature. */
const partOf = (name: string, parameter: Parameter): string =>
  signatureOf({ name: '', params: { [name]: parameter } }).slice(1, -1);
