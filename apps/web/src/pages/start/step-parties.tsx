import type { ReactNode } from 'react';
import { Button } from '../../design/button.tsx';
import { Select } from '../../design/select.tsx';
import { useText } from '../../language.tsx';
import { startWords } from '../../messages/start.ts';
import { choiceWords, questionWords } from '../../messages/start-questions.ts';
import {
  type Answers,
  newSupplier,
  nextKey,
  type Supplier,
  suppliedParts,
  withEntry,
  withoutSupplier,
} from './answers.ts';
import { Choose, type StepProps, WordField } from './parts.tsx';
import { RemoveButton } from './step-town.tsx';

// Who supplies whom, and whom to call.

export function SuppliersStep({ answers, change }: StepProps): ReactNode {
  const say = useText();
  const { suppliers } = answers;
  const parts = suppliedParts(answers, say(questionWords.platform));
  return (
    <>
      <section aria-labelledby="suppliers" className="m-stack">
        <h3 id="suppliers">{say(questionWords.suppliersTitle)}</h3>
        <p>{say(questionWords.suppliersText)}</p>
        {suppliers.map((supplier) => (
          <SupplierFields
            key={supplier.key}
            supplier={supplier}
            set={(next) => change({ ...answers, suppliers: withEntry(suppliers, next) })}
            remove={() => change(withoutSupplier(answers, supplier.key))}
          />
        ))}
        <div>
          <Button
            kind="secondary"
            onPress={() =>
              change({
                ...answers,
                suppliers: [...suppliers, newSupplier(nextKey('supplier', suppliers))],
              })
            }
          >
            {say(questionWords.addSupplier)}
          </Button>
        </div>
      </section>
      {parts.length === 0 ? null : (
        <section aria-labelledby="whom" className="m-stack">
          <h3 id="whom">{say(questionWords.whoTitle)}</h3>
          <p>{say(questionWords.whoText)}</p>
          {parts.map((part) => (
            <SuppliedFields key={part.key} part={part} answers={answers} change={change} />
          ))}
        </section>
      )}
    </>
  );
}

function SupplierFields({
  supplier,
  set,
  remove,
}: {
  readonly supplier: Supplier;
  readonly set: (supplier: Supplier) => void;
  readonly remove: () => void;
}): ReactNode {
  const say = useText();
  const { key } = supplier;
  return (
    <div className="m-chosen">
      <WordField
        name={`${key}-name`}
        label={say(questionWords.supplierName)}
        hint={questionWords.supplierNameHint}
        value={supplier.name}
        onChange={(name) => set({ ...supplier, name })}
        required
      />
      <Choose
        name={`${key}-japan`}
        label={questionWords.inJapan}
        hint={questionWords.inJapanHint}
        words={choiceWords.inJapan}
        value={supplier.inJapan}
        onChange={(inJapan) => set({ ...supplier, inJapan })}
      />
      <Choose
        name={`${key}-contract`}
        label={questionWords.contract}
        hint={questionWords.contractHint}
        words={choiceWords.contract}
        value={supplier.contract}
        onChange={(contract) => set({ ...supplier, contract })}
      />
      {supplier.contract === 'yes' ? (
        <>
          <Choose
            name={`${key}-renewal`}
            label={questionWords.renewal}
            hint={questionWords.renewalHint}
            words={choiceWords.renewal}
            value={supplier.renewal}
            onChange={(renewal) => set({ ...supplier, renewal })}
          />
          {supplier.renewal === 'indefinite' ? null : (
            <WordField
              name={`${key}-until`}
              label={say(questionWords.until)}
              hint={questionWords.untilHint}
              type="date"
              value={supplier.until ?? ''}
              onChange={(until) =>
                set({ ...supplier, until: /^\d{4}-\d\d-\d\d$/.test(until) ? until : undefined })
              }
            />
          )}
        </>
      ) : null}
      <RemoveButton name={supplier.name} onPress={remove} />
    </div>
  );
}

function SuppliedFields({
  part: { key, name },
  answers,
  change,
}: {
  readonly part: { readonly key: string; readonly name: string };
  readonly answers: Answers;
  readonly change: (answers: Answers) => void;
}): ReactNode {
  const say = useText();
  const { suppliers, supplied } = answers;
  const now = supplied.find(({ component }) => component === key) ?? {
    component: key,
    by: 'unknown',
    boundary: 'unknown' as const,
  };
  const set = (more: Partial<typeof now>): void =>
    change({
      ...answers,
      supplied: [...supplied.filter(({ component }) => component !== key), { ...now, ...more }],
    });
  const supplier = suppliers.find((each) => each.key === now.by);
  return (
    <fieldset className="m-chosen">
      <legend className="m-label px-1">{name}</legend>
      <div className="m-two">
        <Select
          name={`${key}-by`}
          label={say(questionWords.by)}
          value={now.by}
          onChange={(by) => set({ by })}
          choices={[
            ...suppliers.map((each) => ({
              value: each.key,
              label: each.name || say(questionWords.supplierName),
            })),
            { value: 'own', label: say(questionWords.own) },
            { value: 'unknown', label: say(startWords.unknown) },
          ]}
        />
      </div>
      {supplier?.contract === 'yes' ? (
        <Choose
          name={`${key}-boundary`}
          label={questionWords.boundary}
          hint={questionWords.boundaryHint}
          words={choiceWords.boundary}
          value={now.boundary}
          onChange={(boundary) => set({ boundary })}
        />
      ) : null}
    </fieldset>
  );
}

export function ContactsStep({ answers, change }: StepProps): ReactNode {
  const say = useText();
  const { promoter, suppliers, contacts } = answers;
  const parties = [
    { key: 'promoter', name: promoter.organisationName },
    ...suppliers.map(({ key, name }) => ({ key, name })),
  ];
  return (
    <>
      {parties.map(({ key, name }) => {
        const now = contacts.find(({ of }) => of === key) ?? {
          of: key,
          post: '',
          phone: '',
          mail: '',
          outOfHours: '',
        };
        const set = (more: Partial<typeof now>): void =>
          change({
            ...answers,
            contacts: [...contacts.filter(({ of }) => of !== key), { ...now, ...more }],
          });
        return (
          <fieldset key={key} className="m-chosen">
            <legend className="m-label px-1">{name}</legend>
            <WordField
              name={`${key}-post`}
              label={say(questionWords.post)}
              hint={questionWords.postHint}
              value={now.post}
              onChange={(post) => set({ post })}
            />
            <div className="m-two">
              <WordField
                name={`${key}-phone`}
                label={say(questionWords.phone)}
                hint={questionWords.phoneHint}
                type="tel"
                value={now.phone}
                onChange={(phone) => set({ phone })}
              />
              <WordField
                name={`${key}-mail`}
                label={say(questionWords.mail)}
                hint={questionWords.mailHint}
                value={now.mail}
                onChange={(mail) => set({ mail })}
              />
            </div>
            <WordField
              name={`${key}-night`}
              label={say(questionWords.night)}
              hint={questionWords.nightHint}
              type="tel"
              value={now.outOfHours}
              onChange={(outOfHours) => set({ outOfHours })}
            />
          </fieldset>
        );
      })}
    </>
  );
}
