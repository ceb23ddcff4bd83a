import { type Field, type FieldType, valueInWords } from '@machimori/city/format';
import { isNothing } from '@machimori/city/kinds';
import { type ReactNode, use, useState } from 'react';
import { Button } from '../../design/button.tsx';
import { useFieldIds } from '../../design/field-parts.tsx';
import { FormErrorsContext } from '../../design/form-errors.ts';
import { useText } from '../../language.tsx';
import { entryWords } from '../../messages/city-entry.ts';
import { signs } from '../../messages/signs.ts';
import type { Body } from './city-queries.ts';
import { emptyOf } from './draft.ts';
import { nameText } from './names.ts';
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
  const idOf = useFieldIds();
  const words = useFieldWords(props);
  const { field, value, onChange } = props;
  const label = words.label;
  if (value === undefined && field.presence === 'optional') {
    return (
      <div className="m-field" id={idOf(props.path)} tabIndex={-1}>
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
    <fieldset className="m-group" id={idOf(props.path)} tabIndex={-1}>
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
  const idOf = useFieldIds();
  const words = useFieldWords(props);
  const { path, value, onChange, context } = props;
  const entries = (Array.isArray(value) ? value : []) as readonly unknown[];
  // Those that were there fold; what is put in now stands open.
  const [begun] = useState(entries.length);
  const { label } = words;
  const put = (index: number, to: unknown): void =>
    onChange(entries.map((each, i) => (i === index ? to : each)));
  return (
    <fieldset className="m-group" id={idOf(path)} tabIndex={-1}>
      <legend>{label}</legend>
      <span className="m-hint">{words.hint}</span>
      <Problem path={path} />
      {entries.map((each, index) => {
        const number = index + 1;
        const inside = bodyOf(each, type.plain);
        return (
          <FoldedEntry
            key={index}
            path={`${path}[${index}]`}
            title={say(entryWords.entryOf, { label, number })}
            tells={tellingWords(type.fields, inside, context).map((each) => say(each))}
            open={entries.length === 1 || index >= begun}
          >
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
          </FoldedEntry>
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

/**
 * One entry of several, folded under what it is about: nobody scrolls through twenty boundaries to the third. One in
 * which something is wrong stands open.
 */
function FoldedEntry({
  path,
  title,
  tells,
  open,
  children,
}: {
  readonly path: string;
  readonly title: string;
  readonly tells: readonly string[];
  readonly open: boolean;
  readonly children: ReactNode;
}): ReactNode {
  const say = useText();
  const idOf = useFieldIds();
  const errors = use(FormErrorsContext);
  const isWrong = Object.keys(errors).some((each) => each.startsWith(path));
  const [shown, setShown] = useState(open);
  return (
    <details
      className="m-disclosure m-fold"
      id={idOf(path)}
      open={shown || isWrong}
      onToggle={({ currentTarget }) => setShown(currentTarget.open)}
    >
      <summary>
        {[title, tells.join(say(signs.dot))].filter((words) => words !== '').join(say(signs.colon))}
      </summary>
      <fieldset aria-label={title}>{children}</fieldset>
    </details>
  );
}

const mostTelling = 3;

/** What an entry is about, in a few words: what it names, and of which kind it is; else its first words. */
function tellingWords(fields: Fields, value: Body, { names }: InputProps['context']) {
  const said = (is: readonly string[]) =>
    Object.entries(fields).flatMap(([name, { type }]) => {
      const words = is.includes(type.is)
        ? valueInWords(value[name], type, nameText(names.nameOf))
        : undefined;
      return words === undefined || isNothing(words) ? [] : [words];
    });
  const telling = said(['reference', 'word']);
  return (telling.length > 0 ? telling : said(['text'])).slice(0, mostTelling);
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
