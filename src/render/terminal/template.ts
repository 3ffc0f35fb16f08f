import type {Template} from '../../domain/template/parse.ts';
import {joinFilled} from '../../domain/text.ts';
import {type Column, renderTable, type TableOptions} from './table.ts';
import {type Paint, toPlainText} from './text.ts';

interface ListedTemplate {
  readonly name: string;
  readonly template: Template | null;
  readonly fault: string | null;
}

/** Renders the templates as a table. A bad one has a row with its fault. */
export function renderTemplateList(
  templates: readonly ListedTemplate[],
  options: Pick<TableOptions<ListedTemplate>, 'width' | 'paint'>,
): string {
  const columns: readonly Column<ListedTemplate>[] = [
    {title: 'TEMPLATE', cell: ({name}) => name, shrinkTo: 12},
    {title: 'INPUTS', cell: ({template}) => inputsInWords(template), shrinkTo: 12},
    {
      title: 'DESCRIPTION',
      cell: ({template, fault}) => fault ?? template?.description ?? '',
      shrinkTo: 20,
      look: ({fault}, text, paint) => (fault === null ? text : paint('bad', text)),
    },
  ];
  return renderTable(columns, templates, options);
}

/** Lists the inputs, optional ones in brackets. */
function inputsInWords(template: Template | null): string {
  const inputs = [...(template?.inputs ?? [])];
  return inputs.map(([name, {required}]) => (required ? name : `[${name}]`)).join(' ');
}

/** Renders a template's inputs and options. */
export function renderTemplate(
  name: string,
  {description, inputs, options}: Template,
  {paint, variable}: {readonly paint: Paint; readonly variable: (input: string) => string},
): string {
  const block = (text: string) => toPlainText(text).split('\n').join('\n    ');
  const lines = [paint('strong', toPlainText(name)), ...(description === null ? [] : [`  ${block(description)}`])];
  if (inputs.size > 0) lines.push('', paint('strong', 'Inputs'));
  for (const [input, {description: what, required, default: usual, options: words, pattern}] of inputs) {
    const facts = joinFilled(
      [
        required ? 'required' : '',
        usual === null ? '' : `default: ${usual}`,
        words === null ? '' : `one of ${words.join(', ')}`,
        pattern === null ? '' : `matches ${pattern}`,
        `in scripts $${variable(input)}`,
      ],
      '; ',
    );
    lines.push(`  ${toPlainText(`${input}: ${what === null ? '' : `${what} `}(${facts})`)}`);
  }
  lines.push(
    '',
    paint('strong', 'Options'),
    ...[...options].map(([key, text]) => `  ${key}: ${block(text.trimEnd())}`),
  );
  return lines.join('\n');
}
