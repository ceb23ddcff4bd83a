import { Link as RouterLink, useLocation, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import type { Session } from '../api/session.ts';
import { call, useAct, useNewSession } from '../api/use-server.ts';
import { Icon } from '../design/icon.tsx';
import { Menu } from '../design/menu.tsx';
import { keptInvitation } from '../kept-invitation.ts';
import { useLanguage, useText } from '../language.tsx';
import { shellWords } from '../messages/shell.ts';
import { entriesFor, isBesides } from './navigation.ts';
import { SeatSwitch } from './seat-switch.tsx';

function LanguageSwitch(): ReactNode {
  const { locale, choose } = useLanguage();
  const other = locale === 'ja' ? 'en' : 'ja';
  return (
    <AriaButton
      className="m-header-button m-focus"
      onPress={() => choose(other)}
      aria-label={locale === 'ja' ? 'English で表示する' : '日本語で表示する (show in Japanese)'}
    >
      <span lang={other}>{shellWords.otherLanguage[locale]}</span>
    </AriaButton>
  );
}

function AccountMenu({ name }: { readonly name: string }): ReactNode {
  const say = useText();
  const navigate = useNavigate();
  const renew = useNewSession();
  const signOut = useAct(
    (_: undefined, key) => call('DELETE /session', { key }),
    async () => {
      keptInvitation.forget();
      await renew();
      await navigate({ to: '/sign-in' });
    },
  );
  return (
    <Menu
      className="m-header-button"
      label={say(shellWords.account, { name })}
      nameless
      face={
        <>
          <Icon name="person" size={20} />
          {name}
        </>
      }
      entries={[
        { id: 'settings', label: say(shellWords.accountSettings) },
        { id: 'sign-out', label: say(shellWords.signOut) },
      ]}
      onChoose={(id) => {
        if (id === 'settings') void navigate({ to: '/settings' });
        else signOut.run(undefined);
      }}
    />
  );
}

export function Header({ session }: { readonly session: Session | undefined }): ReactNode {
  const say = useText();
  const { pathname } = useLocation();
  const inside = session?.state === 'signed-in';
  return (
    <>
      <header className="m-header">
        <div className="m-wide">
          <RouterLink to="/" className="m-brand">
            <Icon name="town" size={28} />
            {say(shellWords.product)}
          </RouterLink>
          {inside ? <SeatSwitch session={session} /> : null}
          <div className="m-header-ends">
            <LanguageSwitch />
            {session?.person != null && (inside || session.state === 'no-seat') ? (
              <AccountMenu name={session.person.name} />
            ) : null}
          </div>
        </div>
      </header>
      {inside ? (
        <nav className="m-navigation" aria-label={say(shellWords.navigation)}>
          <div className="m-wide">
            <ul>
              {entriesFor(session).map((entry) => (
                <li key={entry.to}>
                  <RouterLink
                    to={entry.to}
                    activeOptions={{ exact: entry.to === '/' }}
                    {...(isBesides(entry, pathname) ? { 'aria-current': 'page' as const } : {})}
                  >
                    {say(entry.label)}
                  </RouterLink>
                </li>
              ))}
            </ul>
          </div>
        </nav>
      ) : null}
    </>
  );
}
