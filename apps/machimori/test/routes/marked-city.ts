/**
 * A small city with a promoter and two vendors that know nothing of each other. Whatever is a vendor's own
 * bears its mark in every text, and everything in the city bears the city's, so that a leak is seen.
 */
export function markedCity(of: {
  readonly city: string;
  readonly one: string;
  readonly two: string;
}): string {
  const { city, one, two } = of;
  const vendor = (key: string, mark: string) => `
  - key: ${key}
    name: 業者 ${mark}
    nameEn: Vendor ${mark}
    roles: [serviceProvider]
    legalForm: business
    seat: { country: JP, law: JP }
    contacts:
      - { purpose: incident, post: 受付 ${mark}, phone: 000-2000-1001, mail: uketsuke@${mark}.example.jp }`;
  const contract = (key: string, mark: string) => `
  - key: k-${key}
    name: 利用契約 ${mark}
    nameEn: Contract ${mark}
    kind: saas
    principal: machi
    contractor: ${key}
    covers:
      components: [s-${key}]
      dataSets: [d-${key}]
    term: { start: 2026-04-01, end: 2027-03-31, renewal: yearly-renewed }
    boundaries:
      - { aspect: system, subject: s-${key}, performs: ${key} }
    clauses: [security-requirements]
    subcontracting: unstated
    note: 覚え書き ${mark}`;
  const component = (key: string, mark: string) => `
  - key: s-${key}
    name: お知らせ ${mark}
    nameEn: Notice ${mark}
    kind: service
    owner: machi
    operator: ${key}
    supplier: ${key}
    plannedUntil: 2031-03-31
    internetFacing: true
    processes: true
    dataSets: [d-${key}]
    hosting: { model: saas, provider: ${key}, region: 東日本, country: JP }
    service: { domain: disaster, audience: [residents, staff], channels: [web], safety: direct }`;
  const data = (key: string, mark: string) => `
  - { key: d-${key}, name: 記録 ${mark}, nameEn: Records ${mark}, owner: ${key}, informationAssets: [content], disclosure: open, confidentiality: "1", consent: not-needed }`;
  return `formatVersion: 1
key: toshi
name: まち ${city}
nameEn: Town ${city}
population: 6900
promoter: machi
organisations:
  - key: machi
    name: 役場 ${city}
    nameEn: Office ${city}
    roles: [promoter, dataProvider]
    legalForm: public-body
    seat: { country: JP, law: JP }
    contacts:
      - { purpose: incident, post: 総務課 ${city}, phone: 0000-40-1101, mail: joho@${city}.example.jp }${vendor('gyosha-a', one)}${vendor('gyosha-b', two)}
contracts:${contract('gyosha-a', one)}${contract('gyosha-b', two)}
components:${component('gyosha-a', one)}${component('gyosha-b', two)}
dataSets:${data('gyosha-a', one)}${data('gyosha-b', two)}
`;
}
