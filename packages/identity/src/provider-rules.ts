import { isRole, type Role } from '@machimori/authorisation';
import { Failure, fill, text } from '@machimori/kernel';
import { claimAt, type ProviderClaims } from './provider-exchange.ts';

const messages = {
  issuer: text(
    '認証基盤のアドレス（issuer）は、https://login.example.lg.jp の形で入力してください。',
    'Enter the issuer like https://login.example.lg.jp.',
  ),
  issuerNext: text(
    '認証基盤の説明にある issuer を、そのまま写してください。? や # は付きません。',
    'Copy the issuer from the provider’s documentation; it has neither ? nor #.',
  ),
  client: text('クライアントIDを入力してください。', 'Enter the client id.'),
  secret: text('クライアントシークレットを入力してください。', 'Enter the client secret.'),
  secretNext: text(
    'issuer かクライアントIDを変えたときは、秘密も入力し直します。',
    'When the issuer or the client id changes, the secret is entered anew.',
  ),
  domain: text(
    '「{domain}」は、メールアドレスの @ のうしろの形になっていません。',
    '{domain} is not what stands behind the @ of a mail address.',
  ),
  foreign: text(
    '「{domain}」は加えられません。ご自分のメールアドレスと同じ、組織のドメインだけを加えられます。',
    '{domain} cannot be added: only the domain of your own mail address, where it is the organisation’s.',
  ),
  foreignNext: text(
    'そのドメインのメールアドレスを使う管理者が、設定してください。',
    'An administrator with an address of that domain can add it.',
  ),
  map: text('役割の対応に、誤りがあります。', 'The mapping of roles has a mistake.'),
  mapNext: text(
    '認証基盤の値を、重ならないように、一行に一つずつ入力してください。',
    'Enter each value of the provider once, one a line.',
  ),
  city: text(
    '「都市の管理者」に対応させられるのは、推進主体の組織だけです。',
    'Only the promoter maps to city administrator.',
  ),
  claim: text(
    '役割を読む項目の名前は、英数字と . _ - : / で入力してください。',
    'The name of the claim has letters, digits and . _ - : / only.',
  ),
  values: text(
    '二つ目の確認を示す値を、一つ以上入力してください。',
    'Enter at least one value that stands for a second factor.',
  ),
};

export interface ProviderSettings {
  readonly issuer: string;
  readonly clientId: string;
  /** Domains of the organisation's mail addresses: whoever has one is sent to the provider. */
  readonly emailDomains: readonly string[];
  /** Which claim says what somebody may do, and the role that each of its values gives. */
  readonly roleClaim: string;
  readonly roleMap: Readonly<Record<string, Role>>;
  /** The provider's word on a second factor counts, where amr or acr is one of these. */
  readonly trustsSecondFactor: boolean;
  readonly secondFactorValues: readonly string[];
  /** Members sign in by the provider alone. */
  readonly providerOnly: boolean;
}

export interface ProviderSettingsGiven
  extends Omit<ProviderSettings, 'roleMap' | 'emailDomains' | 'secondFactorValues'> {
  readonly emailDomains: readonly string[];
  readonly secondFactorValues: readonly string[];
  readonly roleMap: readonly { readonly value: string; readonly role: string }[];
}

/** Domains where everybody may have an address: nobody's own. */
const everybodys = new Set([
  'gmail.com',
  'icloud.com',
  'outlook.com',
  'outlook.jp',
  'hotmail.com',
  'hotmail.co.jp',
  'live.jp',
  'yahoo.co.jp',
  'yahoo.com',
  'docomo.ne.jp',
  'ezweb.ne.jp',
  'au.com',
  'softbank.ne.jp',
  'i.softbank.jp',
]);
const usualClaim = 'groups';
const most = { domains: 20, mapped: 100, values: 20 } as const;

/** Reads what an administrator has entered. `ownDomain`: of their own address; `kept`: domains already there. */
export function readProviderSettings(
  given: ProviderSettingsGiven,
  of: { readonly promoter: boolean; readonly ownDomain: string; readonly kept: readonly string[] },
): ProviderSettings {
  const clientId = given.clientId.trim();
  if (clientId === '' || /\p{C}/u.test(clientId)) throw wrong('client');
  // Read only where a mapping speaks of it.
  const unread = given.roleMap.length === 0 && given.roleClaim.trim() === '';
  const roleClaim = unread ? usualClaim : given.roleClaim.trim();
  if (!/^[\w.:/-]{1,200}$/.test(roleClaim)) throw wrong('claim');
  const secondFactorValues = wordsOf(given.secondFactorValues).slice(0, most.values);
  if (given.trustsSecondFactor && secondFactorValues.length === 0) throw wrong('values');
  return {
    issuer: readIssuer(given.issuer),
    clientId,
    emailDomains: readDomains(given.emailDomains, of),
    roleClaim,
    roleMap: readRoleMap(given.roleMap, of.promoter),
    trustsSecondFactor: given.trustsSecondFactor,
    secondFactorValues,
    providerOnly: given.providerOnly,
  };
}

function readIssuer(given: string): string {
  const written = given.normalize('NFKC').trim();
  const url = URL.parse(written);
  const good =
    url !== null &&
    /^https?:$/.test(url.protocol) &&
    url.username === '' &&
    url.password === '' &&
    !/[?#\s]/.test(written) &&
    written.length <= 500;
  if (!good) throw new Failure('input-invalid', messages.issuer, { next: messages.issuerNext });
  return written;
}

function readDomains(
  given: readonly string[],
  { ownDomain, kept }: { readonly ownDomain: string; readonly kept: readonly string[] },
): readonly string[] {
  return wordsOf(given.map((each) => each.normalize('NFKC').replace(/^@/, '').toLowerCase()))
    .slice(0, most.domains)
    .map((domain) => {
      if (!/^[\p{L}\p{N}](?:[\p{L}\p{N}-]*\.)+[\p{L}\p{N}-]*[\p{L}\p{N}]$/u.test(domain))
        throw new Failure('input-invalid', fill(messages.domain, { domain }));
      const own = domain === ownDomain && !everybodys.has(domain);
      if (!own && !kept.includes(domain))
        throw new Failure('input-invalid', fill(messages.foreign, { domain }), {
          next: messages.foreignNext,
        });
      return domain;
    });
}

function readRoleMap(
  given: ProviderSettingsGiven['roleMap'],
  promoter: boolean,
): Readonly<Record<string, Role>> {
  const map = new Map<string, Role>();
  for (const { value, role } of given.slice(0, most.mapped)) {
    const word = value.trim();
    if (word === '' || word.length > 300 || /\p{C}/u.test(word) || map.has(word) || !isRole(role))
      throw new Failure('input-invalid', messages.map, { next: messages.mapNext });
    if (role === 'cityAdministrator' && !promoter) throw wrong('city');
    map.set(word, role);
  }
  return Object.fromEntries(map);
}

const wordsOf = (given: readonly string[]): readonly string[] => [
  ...new Set(given.map((each) => each.trim()).filter((each) => each !== '')),
];

const wrong = (which: 'client' | 'claim' | 'values' | 'city'): Failure =>
  new Failure('input-invalid', messages[which]);

export const secretMissing = (): Failure =>
  new Failure('input-invalid', messages.secret, { next: messages.secretNext });

/**
 * The roles that a provider gives somebody: undefined where it is not asked, none where it gives none. Never
 * one above what the organisation may give, whatever the mapping has come to say.
 */
export function rolesByProvider(
  { roleClaim, roleMap }: Pick<ProviderSettings, 'roleClaim' | 'roleMap'>,
  { all }: Pick<ProviderClaims, 'all'>,
  { promoter }: { readonly promoter: boolean },
): readonly Role[] | undefined {
  if (Object.keys(roleMap).length === 0) return undefined;
  const said = claimAt(all, roleClaim);
  const values = Array.isArray(said) ? said : [said];
  const roles = new Set<Role>();
  for (const value of values) {
    if (typeof value !== 'string' || !Object.hasOwn(roleMap, value)) continue;
    const role = roleMap[value];
    if (role !== undefined && isRole(role) && (promoter || role !== 'cityAdministrator'))
      roles.add(role);
  }
  // Who reads everything to judge it must not be able to write it: of both, the one that cannot write.
  return roles.has('auditor') ? ['auditor'] : [...roles].sort();
}

/**
 * What somebody may do from this sign-in on. The roles that the mapping speaks of follow the provider; those
 * that it never gives stay as administrators have decided. Whoever is given none at all has none.
 */
export function rolesAfterSignIn(
  { roleMap }: Pick<ProviderSettings, 'roleMap'>,
  given: readonly Role[],
  before: readonly Role[],
): readonly Role[] {
  if (given.length === 0) return [];
  const spokenOf = new Set(Object.values(roleMap));
  const roles = new Set([...given, ...before.filter((role) => !spokenOf.has(role))]);
  return roles.has('auditor') ? ['auditor'] : [...roles].sort();
}

/** Whether the provider has seen a second factor, in words that the organisation accepts. */
export const secondFactorByProvider = (
  {
    trustsSecondFactor,
    secondFactorValues,
  }: Pick<ProviderSettings, 'trustsSecondFactor' | 'secondFactorValues'>,
  { amr, acr }: Pick<ProviderClaims, 'amr' | 'acr'>,
): boolean =>
  trustsSecondFactor &&
  [...amr, ...(acr === undefined ? [] : [acr])].some((word) => secondFactorValues.includes(word));

/** What stands behind the @, folded. */
export const domainOf = (emailKey: string): string => emailKey.slice(emailKey.lastIndexOf('@') + 1);
