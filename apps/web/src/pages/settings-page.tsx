import { lazy, type ReactNode, Suspense } from 'react';
import { offered } from '../api/session.ts';
import { useSession } from '../api/use-server.ts';
import { Loading } from '../design/content.tsx';
import { Tabs } from '../design/tabs.tsx';
import { useText } from '../language.tsx';
import { accessWords } from '../messages/access.ts';
import { settingsWords } from '../messages/settings.ts';
import { singleSignOnWords } from '../messages/single-sign-on.ts';
import { PageTitle } from '../shell/page-title.tsx';
import { usePart } from '../shell/use-part.ts';
import { AccountSettings } from './account-settings.tsx';

const TokenSettings = lazy(() => import('./token-settings.tsx'));
const ProviderSettings = lazy(() => import('./provider-settings.tsx'));
const WebhookSettings = lazy(() => import('./webhooks/webhook-settings.tsx'));
const CitySettings = lazy(() => import('./city-settings.tsx'));

export default function SettingsPage(): ReactNode {
  const say = useText();
  const { session } = useSession();
  const lists = offered(session, 'member:list');
  const [tab, setTab] = usePart('account');
  return (
    <>
      <PageTitle title={say(settingsWords.title)} />
      <Tabs
        label={say(settingsWords.title)}
        selected={tab}
        onSelect={setTab}
        tabs={[
          { id: 'account', label: say(settingsWords.account), children: <AccountSettings /> },
          {
            id: 'city',
            label: say(settingsWords.city),
            children: (
              <Suspense fallback={<Loading />}>
                <CitySettings />
              </Suspense>
            ),
          },
          ...(lists
            ? [
                {
                  id: 'tokens',
                  label: say(accessWords.tokensTab),
                  children: (
                    <Suspense fallback={<Loading />}>
                      <TokenSettings />
                    </Suspense>
                  ),
                },
              ]
            : []),
          ...(offered(session, 'provider:change')
            ? [
                {
                  id: 'sign-in',
                  label: say(singleSignOnWords.tab),
                  children: (
                    <Suspense fallback={<Loading />}>
                      <ProviderSettings />
                    </Suspense>
                  ),
                },
              ]
            : []),
          ...(offered(session, 'webhook:make')
            ? [
                {
                  id: 'webhooks',
                  label: say(settingsWords.webhooks),
                  children: (
                    <Suspense fallback={<Loading />}>
                      <WebhookSettings />
                    </Suspense>
                  ),
                },
              ]
            : []),
        ]}
      />
    </>
  );
}
