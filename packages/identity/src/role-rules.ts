import { isRole, type Role, type Scope } from '@machimori/authorisation';
import { Failure, text } from '@machimori/kernel';

const messages = {
  none: text('権限を一つ以上選んでください。', 'Choose at least one role.'),
  unknown: text('知らない権限です。', 'This role is not known.'),
  city: text(
    '「都市の管理者」になれるのは、推進主体の人だけです。この役割を付けられるのは、都市の管理者だけです。',
    'City administrators belong to the promoter, and only a city administrator makes one.',
  ),
  cityNext: text(
    'ほかの組織の人には「組織の管理者」を選んでください。',
    'For other organisations choose “Organisation administrator”.',
  ),
  audit: text(
    '「監査者」は、ほかの権限と一緒には付けられません。',
    'An auditor holds no other role.',
  ),
  auditNext: text('どちらかを選んでください。', 'Choose one or the other.'),
};

/** Reads the roles that somebody is to get, and whether the one who gives them may. */
export function readRoles(
  given: readonly string[],
  scope: Scope,
  organisation: { readonly promoter: boolean },
): readonly Role[] {
  const roles = [...new Set(given)].map((each) => {
    if (!isRole(each)) throw new Failure('input-invalid', messages.unknown);
    return each;
  });
  if (roles.length === 0) throw new Failure('input-invalid', messages.none);
  if (roles.includes('cityAdministrator') && !(scope.reach === 'city' && organisation.promoter))
    throw new Failure('forbidden', messages.city, { next: messages.cityNext });
  // Who reads everything to judge it must not have written it.
  if (roles.includes('auditor') && roles.length > 1)
    throw new Failure('input-invalid', messages.audit, { next: messages.auditNext });
  return roles.sort();
}
