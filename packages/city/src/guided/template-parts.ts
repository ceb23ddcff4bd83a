import type { City, Component, DataSet } from '../model.ts';
import type { ServiceDomain } from '../vocabulary.ts';

/** The description of a typical town, by the domain of its service. */
export type DomainTemplates = ReadonlyMap<ServiceDomain, City>;

/** What a typical service of a domain is made of, for choosing from. */
export interface TemplateParts {
  readonly domain: ServiceDomain;
  readonly service: Component;
  readonly platform: Component | undefined;
  /** Groups of devices, and the gateways that hand on what they measure. */
  readonly devices: readonly Component[];
  readonly dataSets: readonly DataSet[];
  /** Data sets by the component that sends them. */
  readonly sends: ReadonlyMap<string, readonly string[]>;
  readonly purposes: ReadonlyMap<string, string>;
}

/** Takes a template apart; undefined for a domain without one. */
export function templateParts(
  templates: DomainTemplates,
  domain: ServiceDomain,
): TemplateParts | undefined {
  const city = templates.get(domain);
  const service = city?.components.find(({ kind }) => kind === 'service');
  if (city === undefined || service === undefined) return undefined;
  return {
    domain,
    service,
    platform: city.components.find(({ kind }) => kind === 'city-os'),
    devices: city.components.filter(({ kind }) => kind === 'device-group' || kind === 'gateway'),
    dataSets: city.dataSets,
    sends: new Map(city.flows.map(({ from, dataSets }) => [from, dataSets])),
    purposes: new Map(city.flows.map(({ from, purpose }) => [from, purpose])),
  };
}
