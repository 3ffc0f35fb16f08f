import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {Ajv} from 'ajv';

const schemas = join(import.meta.dirname, '../../docs/schemas');

/** The faults of a value by a schema of docs/schemas; none when it is as promised. */
export function faultsBySchema(name: string, value: unknown): readonly string[] {
  const ajv = new Ajv({allErrors: true, strict: true, allowUnionTypes: true, formats: {'date-time': true}});
  const validate = ajv.compile(JSON.parse(readFileSync(join(schemas, `${name}.schema.json`), 'utf8')));
  validate(value);
  return (validate.errors ?? []).map(({instancePath, message}) => `${instancePath} ${message}`);
}
