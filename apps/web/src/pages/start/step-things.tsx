import type { ReactNode } from 'react';
import { Checkbox } from '../../design/checkbox.tsx';
import { EmptyState } from '../../design/content.tsx';
import { Select } from '../../design/select.tsx';
import { useText } from '../../language.tsx';
import { startWords } from '../../messages/start.ts';
import { choiceWords, questionWords } from '../../messages/start-questions.ts';
import {
  type DataSet,
  type Device,
  newDataSet,
  newDevice,
  nextKey,
  typicalDataSets,
  typicalDevices,
  withEntry,
} from './answers.ts';
import { Choose, NumberField, type StepProps, WordField } from './parts.tsx';
import { AddMore, RemoveButton } from './step-town.tsx';

// What the services are made of: devices, and the data that they handle.

export function DevicesStep({ answers, templates, change }: StepProps): ReactNode {
  const say = useText();
  const { devices, services } = answers;
  const typical = typicalDevices(answers, templates);
  const others = devices.filter(({ key }) => !typical.some((each) => each.key === key));
  const set = (device: Device): void => change({ ...answers, devices: withEntry(devices, device) });
  const drop = (key: string): void =>
    change({ ...answers, devices: devices.filter((each) => each.key !== key) });
  if (services.length === 0) return <NoService />;
  return (
    <>
      {services.map((service) => {
        const own = typical.filter((each) => each.service === service.key);
        if (own.length === 0) return null;
        return (
          <fieldset key={service.key} className="m-choices">
            <legend className="m-label">
              {say(questionWords.devicesLabel, { name: service.name })}
            </legend>
            {own.map(({ key, name, place, moves, gateway }) => {
              const chosen = devices.find((each) => each.key === key);
              return (
                <div key={key}>
                  <Checkbox
                    name={`choose-${key}`}
                    {...(gateway ? { hint: say(questionWords.gatewayHint) } : {})}
                    defaultSelected={chosen !== undefined}
                    onChange={(selected) => {
                      if (!selected) return drop(key);
                      const device = newDevice(key, service.key, { name, place, moves });
                      change({ ...answers, devices: [...devices, device] });
                    }}
                  >
                    {name}
                  </Checkbox>
                  {chosen === undefined ? null : <DeviceFields device={chosen} set={set} />}
                </div>
              );
            })}
          </fieldset>
        );
      })}
      {others.map((device) => (
        <div key={device.key}>
          <DeviceFields
            device={device}
            set={set}
            services={services.length > 1 ? services : []}
            remove={() => drop(device.key)}
          />
        </div>
      ))}
      <AddMore
        label={say(questionWords.otherDevice)}
        hint={say(questionWords.otherDeviceText)}
        onAdd={() => {
          const device = newDevice(nextKey('device', devices), services[0]?.key ?? '', {});
          change({ ...answers, devices: [...devices, device] });
        }}
      />
    </>
  );
}

type Services = StepProps['answers']['services'];

function DeviceFields({
  device,
  set,
  services = [],
  remove,
}: {
  readonly device: Device;
  readonly set: (device: Device) => void;
  readonly services?: Services;
  readonly remove?: () => void;
}): ReactNode {
  const say = useText();
  const { key } = device;
  return (
    <div className="m-chosen">
      <WordField
        name={`${key}-name`}
        label={say(startWords.itemName)}
        value={device.name}
        onChange={(name) => set({ ...device, name })}
        required
      />
      <ForService
        of={device}
        services={services}
        onChange={(service) => set({ ...device, service })}
      />
      <NumberField
        name={`${key}-count`}
        label={questionWords.count}
        hint={questionWords.countHint}
        value={device.count}
        onChange={(count) => set({ ...device, count })}
      />
      <Choose
        name={`${key}-place`}
        label={questionWords.place}
        hint={questionWords.placeHint}
        words={choiceWords.place}
        value={device.place}
        onChange={(place) => set({ ...device, place })}
      />
      <Choose
        name={`${key}-moves`}
        label={questionWords.moves}
        hint={questionWords.movesHint}
        words={choiceWords.moves}
        value={device.moves}
        onChange={(moves) => set({ ...device, moves })}
      />
      <Choose
        name={`${key}-factory`}
        label={questionWords.factory}
        hint={questionWords.factoryHint}
        words={choiceWords.factory}
        value={device.factoryPassword}
        onChange={(factoryPassword) => set({ ...device, factoryPassword })}
      />
      {device.factoryPassword === 'some' ? (
        <NumberField
          name={`${key}-factory-count`}
          label={questionWords.factoryCount}
          hint={startWords.emptyIsUnknown}
          value={device.withFactoryPassword}
          onChange={(withFactoryPassword) => set({ ...device, withFactoryPassword })}
        />
      ) : null}
      {remove === undefined ? null : <RemoveButton name={device.name} onPress={remove} />}
    </div>
  );
}

export function DataStep({ answers, templates, change }: StepProps): ReactNode {
  const say = useText();
  const { dataSets, services } = answers;
  const typical = typicalDataSets(answers, templates);
  const others = dataSets.filter(({ key }) => !typical.some((each) => each.key === key));
  const set = (data: DataSet): void => change({ ...answers, dataSets: withEntry(dataSets, data) });
  const drop = (key: string): void =>
    change({ ...answers, dataSets: dataSets.filter((each) => each.key !== key) });
  if (services.length === 0) return <NoService />;
  return (
    <>
      {typical.length === 0 ? null : (
        <fieldset className="m-choices">
          <legend className="m-label">{say(questionWords.dataLabel)}</legend>
          {typical.map(({ key, service, name, disclosure, contains }) => {
            const chosen = dataSets.find((each) => each.key === key);
            return (
              <div key={key}>
                <Checkbox
                  name={`choose-${key}`}
                  defaultSelected={chosen !== undefined}
                  onChange={(selected) => {
                    if (!selected) return drop(key);
                    const data = newDataSet(key, service, { name, disclosure, contains });
                    change({ ...answers, dataSets: [...dataSets, data] });
                  }}
                >
                  {name}
                </Checkbox>
                {chosen === undefined ? null : <DataFields data={chosen} set={set} />}
              </div>
            );
          })}
        </fieldset>
      )}
      {others.map((data) => (
        <div key={data.key}>
          <DataFields
            data={data}
            set={set}
            services={services.length > 1 ? services : []}
            remove={() => drop(data.key)}
          />
        </div>
      ))}
      <AddMore
        label={say(questionWords.otherData)}
        hint={say(questionWords.otherDataText)}
        onAdd={() => {
          const data = newDataSet(nextKey('data', dataSets), services[0]?.key ?? '', {});
          change({ ...answers, dataSets: [...dataSets, data] });
        }}
      />
    </>
  );
}

function DataFields({
  data,
  set,
  services = [],
  remove,
}: {
  readonly data: DataSet;
  readonly set: (data: DataSet) => void;
  readonly services?: Services;
  readonly remove?: () => void;
}): ReactNode {
  const say = useText();
  const { key } = data;
  const aboutPeople = data.contains !== 'nothing' && data.contains !== 'unknown';
  return (
    <div className="m-chosen">
      <WordField
        name={`${key}-name`}
        label={say(startWords.itemName)}
        value={data.name}
        onChange={(name) => set({ ...data, name })}
        required
      />
      <ForService of={data} services={services} onChange={(service) => set({ ...data, service })} />
      <Choose
        name={`${key}-disclosure`}
        label={questionWords.disclosure}
        hint={questionWords.disclosureHint}
        words={choiceWords.disclosure}
        value={data.disclosure}
        onChange={(disclosure) => set({ ...data, disclosure })}
      />
      <Choose
        name={`${key}-contains`}
        label={questionWords.contains}
        hint={questionWords.containsHint}
        words={choiceWords.contains}
        value={data.contains}
        onChange={(contains) => set({ ...data, contains })}
      />
      {aboutPeople ? (
        <NumberField
          name={`${key}-people`}
          label={questionWords.people}
          hint={questionWords.peopleHint}
          value={data.people}
          onChange={(people) => set({ ...data, people })}
        />
      ) : null}
      {remove === undefined ? null : <RemoveButton name={data.name} onPress={remove} />}
    </div>
  );
}

function ForService({
  of,
  services,
  onChange,
}: {
  readonly of: { readonly key: string; readonly service: string };
  readonly services: Services;
  readonly onChange: (service: string) => void;
}): ReactNode {
  const say = useText();
  if (services.length === 0) return null;
  return (
    <Select
      name={`${of.key}-service`}
      label={say(startWords.service)}
      value={of.service}
      onChange={onChange}
      choices={services.map(({ key, name }) => ({ value: key, label: name }))}
    />
  );
}

function NoService(): ReactNode {
  const say = useText();
  return <EmptyState title={say(startWords.noService)} />;
}
