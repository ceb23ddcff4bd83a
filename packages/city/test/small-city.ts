/** The smallest text that is a city without a warning; tests change one thing of it. */
export const smallCity = `formatVersion: 1
key: town
name: 町
promoter: hall
organisations:
  - key: hall
    name: 町役場
    roles: [promoter]
    legalForm: public-body
    seat: { country: JP, law: JP }
    contacts: [{ purpose: incident, post: 総務課 }]
  - key: firm
    name: 業者
    legalForm: business
    seat: { country: JP, law: JP }
contracts:
  - key: deal
    name: 委託
    kind: outsourcing
    principal: hall
    contractor: firm
    covers: { components: [site, sensor] }
    term: { start: 2026-04-01, end: 2027-03-31, renewal: yearly-renewed }
components:
  - key: site
    name: 川のようす
    kind: service
    owner: hall
    operator: firm
    dataSets: [level]
    service: { domain: disaster }
  - key: sensor
    name: センサー
    kind: device-group
    owner: hall
    device: { count: 4, place: public }
dataSets:
  - { key: level, name: 水位, owner: hall, disclosure: open }
flows:
  - { key: wave, from: sensor, to: site, dataSets: [level], purpose: 知らせる, protocol: https }
accounts:
  - { key: logins, component: site, kind: staff, total: 3 }
weaknesses:
  - { key: hole, kind: default-password, subject: sensor, affected: 1, total: 4, foundOn: 2026-05-01 }
controls:
  - { checkItem: サービス②-3, subject: site, state: planned, planned: 令和8年度下期 }
`;

/** The small city with one piece of its text replaced; fails where the piece is not there. */
export function changed(piece: string, by: string): string {
  if (!smallCity.includes(piece)) throw new Error(`not in the small city: ${piece}`);
  return smallCity.replace(piece, by);
}
