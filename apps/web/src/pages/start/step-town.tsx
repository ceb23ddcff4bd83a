import type { ReactNode } from 'react';
import { Button } from '../../design/button.tsx';
import { Checkbox } from '../../design/checkbox.tsx';
import { RadioGroup } from '../../design/radio-group.tsx';
import { useText } from '../../language.tsx';
import { startWords } from '../../messages/start.ts';
import { choiceWords, domainWords, questionWords } from '../../messages/start-questions.ts';
import { type Answers, nextKey, type Service, withEntry, withoutService } from './answers.ts';
import { Choose, NumberField, type StepProps, WordField } from './parts.tsx';

// The first steps: who promotes the city, which services it has, what they stand on.

export function PromoterStep({ answers, change }: StepProps): ReactNode {
  const say = useText();
  const { promoter } = answers;
  const set = (more: Partial<Answers['promoter']>): void =>
    change({ ...answers, promoter: { ...promoter, ...more } });
  return (
    <>
      <WordField
        name="cityName"
        label={say(questionWords.cityName)}
        hint={questionWords.cityNameHint}
        value={promoter.cityName}
        onChange={(cityName) => set({ cityName })}
        required
      />
      <WordField
        name="organisationName"
        label={say(questionWords.organisationName)}
        hint={questionWords.organisationHint}
        value={promoter.organisationName}
        onChange={(organisationName) => set({ organisationName })}
        required
      />
      <Choose
        name="legalForm"
        label={questionWords.legalForm}
        hint={questionWords.legalFormHint}
        words={choiceWords.legalForm}
        value={promoter.legalForm}
        onChange={(legalForm) => set({ legalForm })}
      />
      <NumberField
        name="population"
        label={questionWords.population}
        hint={questionWords.populationHint}
        value={promoter.population}
        onChange={(population) => set({ population })}
      />
    </>
  );
}

export function ServicesStep({ answers, templates, change }: StepProps): ReactNode {
  const say = useText();
  const { services } = answers;
  const set = (service: Service): void =>
    change({ ...answers, services: withEntry(services, service) });
  const others = services.filter(
    ({ key }) => !templates.some(({ service }) => service.key === key),
  );
  return (
    <>
      <fieldset className="m-choices">
        <legend className="m-label">{say(questionWords.servicesLabel)}</legend>
        {templates.map(({ domain, service }) => {
          const chosen = services.find(({ key }) => key === service.key);
          const [label, text] = domainWords[domain];
          return (
            <div key={service.key}>
              <Checkbox
                name={`choose-${domain}`}
                hint={say(text)}
                defaultSelected={chosen !== undefined}
                onChange={(selected) =>
                  change(
                    selected
                      ? {
                          ...answers,
                          services: [...services, { key: service.key, domain, name: service.name }],
                        }
                      : withoutService(answers, service.key),
                  )
                }
              >
                {say(label)}
              </Checkbox>
              {chosen === undefined ? null : (
                <div className="m-chosen">
                  <WordField
                    name={`${service.key}-name`}
                    label={say(questionWords.serviceName)}
                    hint={questionWords.serviceNameHint}
                    value={chosen.name}
                    onChange={(name) => set({ ...chosen, name })}
                    required
                  />
                </div>
              )}
            </div>
          );
        })}
      </fieldset>
      {others.map((service) => (
        <div key={service.key} className="m-chosen">
          <WordField
            name={`${service.key}-name`}
            label={say(questionWords.serviceName)}
            value={service.name}
            onChange={(name) => set({ ...service, name })}
            required
          />
          <RemoveButton
            name={service.name}
            onPress={() => change(withoutService(answers, service.key))}
          />
        </div>
      ))}
      <AddMore
        label={say(questionWords.otherService)}
        hint={say(questionWords.otherServiceText)}
        onAdd={() =>
          change({
            ...answers,
            services: [
              ...services,
              { key: nextKey('service', services), domain: 'other', name: '' },
            ],
          })
        }
      />
    </>
  );
}

export function PlatformStep({ answers, change }: StepProps): ReactNode {
  const say = useText();
  const { platform } = answers;
  const there = platform.kind === 'own' || platform.kind === 'hosted';
  return (
    <>
      <RadioGroup
        name="platform"
        label={say(questionWords.platform)}
        value={platform.kind}
        onChange={(kind) =>
          change({ ...answers, platform: { ...platform, kind: kind as typeof platform.kind } })
        }
        choices={Object.entries(choiceWords.platform).map(([value, text]) => ({
          value,
          label: say(text),
        }))}
      />
      {there ? (
        <WordField
          name="platformName"
          label={say(questionWords.platformName)}
          hint={questionWords.platformNameHint}
          value={platform.name}
          onChange={(name) => change({ ...answers, platform: { ...platform, name } })}
        />
      ) : null}
    </>
  );
}

/** A further one of what no template knows. */
export function AddMore({
  label,
  hint,
  onAdd,
}: {
  readonly label: string;
  readonly hint: string;
  readonly onAdd: () => void;
}): ReactNode {
  const say = useText();
  return (
    <div className="m-field">
      <span className="m-label">{label}</span>
      <span className="m-hint">{hint}</span>
      <div>
        <Button
          kind="secondary"
          size="small"
          aria-label={`${label}: ${say(startWords.add)}`}
          onPress={onAdd}
        >
          {say(startWords.add)}
        </Button>
      </div>
    </div>
  );
}

export function RemoveButton({
  name,
  onPress,
}: {
  readonly name: string;
  readonly onPress: () => void;
}): ReactNode {
  const say = useText();
  return (
    <div>
      <Button kind="text" size="small" onPress={onPress}>
        {say(startWords.remove, { name: name || say(startWords.itemName) })}
      </Button>
    </div>
  );
}
