import type { Field, FieldType } from '@machimori/city/format';
import { type ReactNode, use } from 'react';
import { Button } from '../../design/button.tsx';
import { fieldId } from '../../design/field-parts.tsx';
import { FormErrorsContext } from '../../design/form-errors.ts';
import { useText } from '../../language.tsx';
import { entryWords } from '../../messages/city.ts';
import type { Body } from './city-queries.ts';
import { emptyOf } from './draft.ts';
import {
  type InputProps,
  SeveralInput,
  useFieldWords,
  ValueInput,
  WordsInput,
} from './value-input.tsx';

type Fields = Readonly<Record<string, Field>>;

/** A field of the format, as people fill it in. */
export function FieldInput(props: InputProps): ReactNode {
  const { type } = props.field;
  switch (type.is) {
    case 'object':
      return <PartsInput {...props} fields={type.fields} />;
    case 'objects':
      return <EntriesInput {...props} type={type} />;
    case 'list':
      return type.of.is === 'word' ? (
        <WordsInput {...props} list={type.of.list} />
      ) : (
        <SeveralInput {...props} of={type.of} />
      );
    case 'aliases':
      return null;
    default:
      return <ValueInput {...props} type={type} />;
  }
}

/** An entry within an entry: its own fields under one heading. One that may be left out is put in and taken out. */
function PartsInput({ fields, ...props }: InputProps & { readonly fields: Fields }): ReactNode {
  const say = useText();
  const words = useFieldWords(props);
  const { field, value, onChange } = props;
  const label = words.label;
  if (value === undefined && field.presence === 'optional') {
    return (
      <div className="m-field" id={fieldId(props.path)}>
        <span className="m-label">{label}</span>
        <span className="m-hint">{words.hint}</span>
        <Problem path={props.path} />
        <Button kind="secondary" size="small" onPress={() => onChange(emptyOf(fields))}>
          {say(entryWords.put, { label })}
        </Button>
      </div>
    );
  }
  return (
    <fieldset className="m-group" id={fieldId(props.path)}>
      <legend>{label}</legend>
      <span className="m-hint">{words.hint}</span>
      <Problem path={props.path} />
      <EachField {...props} fields={fields} value={value} />
      {field.presence === 'optional' ? (
        <div>
          <Button kind="text" size="small" onPress={() => onChange(undefined)}>
            {say(entryWords.takeOut, { label })}
          </Button>
        </div>
      ) : null}
    </fieldset>
  );
}

/** Entries of one kind below each other: contacts, boundaries, clauses. */
function EntriesInput({
  type,
  ...props
}: InputProps & { readonly type: Extract<FieldType, { readonly is: 'objects' }> }): ReactNode {
  const say = useText();
  const words = useFieldWords(props);
  const { path, value, onChange, context } = props;
  const entries = (Array.isArray(value) ? value : []) as readonly unknown[];
  const { label } = words;
  const put = (index: number, to: unknown): void =>
    onChange(entries.map((each, i) => (i === index ? to : each)));
  return (
    <fieldset className="m-group" id={fieldId(path)}>
      <legend>{label}</legend>
      <span className="m-hint">{words.hint}</span>
      <Problem path={path} />
      {entries.map((each, index) => {
        const number = index + 1;
        const inside = bodyOf(each, type.plain);
        return (
          <fieldset className="m-group" key={index} id={fieldId(`${path}[${index}]`)}>
            <legend>{say(entryWords.entryOf, { label, number })}</legend>
            <Problem path={`${path}[${index}]`} />
            <EachField
              path={`${path}[${index}]`}
              fields={type.fields}
              value={inside}
              onChange={(to) => put(index, to)}
              context={context}
            />
            <div>
              <Button
                kind="text"
                size="small"
                onPress={() => onChange(entries.filter((_, i) => i !== index))}
              >
                {say(entryWords.removeEntry, { label, number })}
              </Button>
            </div>
          </fieldset>
        );
      })}
      <div>
        <Button
          kind="secondary"
          size="small"
          onPress={() => onChange([...entries, emptyOf(type.fields)])}
        >
          {say(entryWords.addEntry, { label })}
        </Button>
      </div>
    </fieldset>
  );
}

/** An entry of which a word says all is written as that word alone. */
const bodyOf = (entry: unknown, plain: string | undefined): Body =>
  typeof entry === 'object' && entry !== null
    ? (entry as Body)
    : { ...(plain === undefined ? {} : { [plain]: entry }) };

function EachField({
  fields,
  path,
  value,
  onChange,
  context,
}: Omit<InputProps, 'field'> & { readonly fields: Fields }): ReactNode {
  const body = (value ?? {}) as Body;
  return Object.entries(fields).map(([name, field]) => (
    <FieldInput
      key={name}
      path={`${path}.${name}`}
      field={field}
      value={body[name]}
      onChange={(to) => onChange({ ...body, [name]: to })}
      context={context}
    />
  ));
}

/** What is wrong with an entry as a whole. */
function Problem({ path }: { readonly path: string }): ReactNode {
  const error = use(FormErrorsContext)[path];
  return error === undefined ? null : <span className="m-error">{error}</span>;
}
