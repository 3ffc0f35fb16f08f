/**
 * Writes the JSON Schema of templates, for editors, from the table of options and the descriptions in the action's manifest.
 * With `--check` it writes nothing and fails if the file differs.
 */
import {existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {parse} from 'yaml';
import {INPUT_NAME, TEMPLATE_OPTIONS} from '../src/domain/template/options.ts';

const root = join(import.meta.dirname, '..');
const FILE = 'docs/schemas/template.schema.json';

const text = {type: ['string', 'number']};
const KINDS = {
  text,
  number: text,
  flag: {type: 'boolean'},
  list: {anyOf: [{type: 'string'}, {type: 'array', items: {type: 'string'}}]},
  document: {type: ['string', 'object']},
};

/** Builds the schema. */
export function templateSchema(): unknown {
  const {inputs} = parse(readFileSync(join(root, 'action.yml'), 'utf8'));
  const options = Object.entries(TEMPLATE_OPTIONS).map(([name, {kind}]) => {
    const description = String(inputs[name].description).replace(/\s+/g, ' ').trim();
    return [name, {description, ...KINDS[kind]}];
  });
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'A template of a LaForge step',
    type: 'object',
    additionalProperties: false,
    properties: {
      description: {description: 'What a step of it does, in a line.', ...text},
      inputs: {
        description: `Filled into prompt and commit-message where they say \${{ inputs.name }}; scripts find them in LAFORGE_INPUT_NAME.`,
        type: ['object', 'null'],
        propertyNames: {pattern: INPUT_NAME.source},
        additionalProperties: {
          type: ['object', 'null'],
          additionalProperties: false,
          properties: {
            description: {description: 'What it is for.', ...text},
            required: {description: 'A step is refused without it.', type: 'boolean'},
            default: {description: 'Its value when nobody gives one.', ...text},
            options: {description: 'The only values there are.', type: 'array', minItems: 1, items: text},
            pattern: {description: 'A regular expression that the whole value must match.', ...text},
          },
        },
      },
      ...Object.fromEntries(options),
    },
  };
}

/** Reads the current file. */
export function writtenSchema(): string {
  const path = join(root, FILE);
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}

/** The text that the file should have. */
export function schemaText(): string {
  return `${JSON.stringify(templateSchema(), null, 2)}\n`;
}

if (import.meta.main) {
  const isRight = writtenSchema() === schemaText();
  if (!isRight && process.argv.includes('--check')) {
    console.error(`${FILE} does not say what the options are. Run: npm run docs`);
    process.exitCode = 1;
  } else if (!isRight) {
    mkdirSync(join(root, dirname(FILE)), {recursive: true});
    writeFileSync(join(root, FILE), schemaText());
  }
}
