import type { Diagnostic, DiagnosticCode, Text } from '@machimori/kernel';
import { limits, text } from '@machimori/kernel';
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import { catalogueSchemas } from './catalogue-schemas.ts';
import type { YamlFile } from './yaml-file.ts';

type Path = readonly (string | number)[];

let validators: Ajv2020 | undefined;

/** The validator of one schema; all schemas are read once, on first use. */
function validatorOf(schema: string): ValidateFunction {
  validators ??= new Ajv2020({
    allErrors: true,
    strict: true,
    allowUnionTypes: true,
    verbose: true,
    schemas: [...catalogueSchemas],
  });
  const validate = validators.getSchema(schema);
  if (validate === undefined) throw new Error(`no schema ${schema}`);
  return validate;
}

/** Checks a data file against its schema: every problem up to the bound, each with its place in the text. */
export function checkFile(file: YamlFile, schema: string): readonly Diagnostic[] {
  const validate = validatorOf(schema);
  if (validate(file.value)) return [];
  const told = (validate.errors ?? []).filter(tellsAPerson).slice(0, limits.diagnostics);
  return told.map((error) => diagnosticOf(error, file));
}

/** Not the keywords that only gather others. */
const tellsAPerson = (error: ErrorObject): boolean =>
  error.keyword !== 'anyOf' && error.keyword !== 'propertyNames';

function diagnosticOf(error: ErrorObject, file: YamlFile): Diagnostic {
  const path = pathOf(error.instancePath, file.value);
  const named = error.params as Record<string, unknown>;
  const extra = named['additionalProperty'] ?? error.propertyName;
  const at: Path = typeof extra === 'string' ? [...path, extra] : path;
  const { code, message, expected } = explain(error);
  const place = file.placeOf(at);
  return {
    code,
    severity: 'error',
    place,
    message,
    ...(expected === undefined ? {} : { expected }),
  };
}

interface Explanation {
  readonly code: DiagnosticCode;
  readonly message: Text;
  readonly expected?: Text;
}

function explain(error: ErrorObject): Explanation {
  const params = error.params as Record<string, unknown>;
  switch (error.keyword) {
    case 'additionalProperties':
      return {
        code: 'unknown-field',
        message: text('ここに置けない名前です。', 'This name has no place here.'),
        expected: listed(Object.keys(record(error.parentSchema?.['properties']))),
      };
    case 'required':
      return {
        code: 'missing-field',
        message: text('必要な項目がありません。', 'A value is missing.'),
        expected: text(
          `「${String(params['missingProperty'])}」を加えます`,
          `Add ${String(params['missingProperty'])}`,
        ),
      };
    case 'type':
      return {
        code: 'wrong-type',
        message: text('値の種類が違います。', 'The value is of the wrong type.'),
        expected: typeWords[String(params['type'])] ?? same(String(params['type'])),
      };
    case 'enum':
      return {
        code: 'unknown-word',
        message: text('使えない言葉です。', 'This word is not known here.'),
        expected: listed(params['allowedValues']),
      };
    case 'const':
      return {
        code: 'unknown-word',
        message: text('使えない言葉です。', 'This word is not known here.'),
        expected: listed([params['allowedValue']]),
      };
    case 'pattern': {
      const example = (error.parentSchema?.['examples'] as readonly string[] | undefined)?.[0];
      return {
        code: 'bad-key',
        message: text('書き方が違います。', 'It is written in the wrong way.'),
        ...(example === undefined
          ? {}
          : { expected: text(`「${example}」のような値`, `A value such as ${example}`) }),
      };
    }
    case 'uniqueItems':
      return {
        code: 'duplicate-key',
        message: text('同じ値が二度あります。', 'The same value stands twice.'),
      };
    case 'minimum':
    case 'maximum':
      return {
        code: 'bad-number',
        message: text('数が範囲の外です。', 'The number is out of range.'),
        expected:
          error.keyword === 'minimum'
            ? text(`${String(params['limit'])}以上`, `${String(params['limit'])} or more`)
            : text(`${String(params['limit'])}以下`, `${String(params['limit'])} or less`),
      };
    case 'minItems':
    case 'maxItems':
    case 'minProperties':
      return {
        code: 'inconsistent',
        message: text('項目の数が違います。', 'The number of entries is wrong.'),
        expected:
          error.keyword === 'maxItems'
            ? text(`${String(params['limit'])}個まで`, `At most ${String(params['limit'])}`)
            : text(`${String(params['limit'])}個以上`, `At least ${String(params['limit'])}`),
      };
    default:
      return {
        code: 'catalogue',
        message: text(
          'ここに置ける形ではありません。',
          `It does not fit the schema: ${error.keyword}.`,
        ),
      };
  }
}

const typeWords: Readonly<Record<string, Text>> = {
  integer: text('整数', 'A whole number'),
  number: text('数', 'A number'),
  string: text('文字（引用符で囲みます）', 'Text, in quotation marks'),
  boolean: text('true（はい）か false（いいえ）', 'true or false'),
  array: text('[ ] で囲んだ並び', 'A list in [ ]'),
  object: text('{ } で囲んだ項目の組', 'Fields in { }'),
};

const same = (words: string): Text => text(words, words);

const listed = (words: unknown): Text =>
  same(Array.isArray(words) ? words.map(String).join(', ') : String(words));

const record = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};

/** A JSON pointer as steps, with numbers where the value holds a list. */
function pathOf(pointer: string, root: unknown): Path {
  let value = root;
  return pointer
    .split('/')
    .slice(1)
    .map((raw) => {
      const step = raw.replaceAll('~1', '/').replaceAll('~0', '~');
      const key = Array.isArray(value) ? Number(step) : step;
      value = (value as Record<string | number, unknown> | undefined)?.[key];
      return key;
    });
}
