import { readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import type { OscalDocuments, OscalName } from '../../src/oscal/index.ts';

/** Our copy of NIST's schema, beside the packages. */
export const schemaFile = new URL(
  '../../../../conformance/oscal/oscal_complete_schema-1-2-2.json',
  import.meta.url,
);
interface CompleteSchema {
  readonly oneOf: readonly { readonly properties: Readonly<Record<string, unknown>> }[];
}

const schema = JSON.parse(readFileSync(schemaFile, 'utf8')) as CompleteSchema;
const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: true });
addFormats.default(ajv);
ajv.addSchema(schema, 'oscal');
const validators = new Map<OscalName, ValidateFunction>();

/** The model of one root key: the root's `oneOf` would report the errors of all eight. */
function validatorOf(name: OscalName): ValidateFunction {
  let validate = validators.get(name);
  if (validate === undefined) {
    const branch = schema.oneOf.findIndex((one) => Object.hasOwn(one.properties, name));
    validate = ajv.compile({ $ref: `oscal#/oneOf/${branch}` });
    validators.set(name, validate);
  }
  return validate;
}

/** What NIST's schema says against a document; each line names the place. */
export function schemaErrors(name: OscalName, document: unknown): string[] {
  const validate = validatorOf(name);
  return validate(document)
    ? []
    : (validate.errors ?? []).map((e) => `${name}${e.instancePath} ${e.message}`);
}

export const bundleErrors = (bundle: OscalDocuments): string[] =>
  (Object.keys(bundle) as OscalName[]).flatMap((name) => schemaErrors(name, bundle[name]));
