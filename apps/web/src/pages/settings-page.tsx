import { type ReactNode, useState } from 'react';
import { Tabs } from '../design/tabs.tsx';
import { useText } from '../language.tsx';
import { settingsWords } from '../messages/settings.ts';
import { PageTitle } from '../shell/page-title.tsx';
import { AccountSettings } from './account-settings.tsx';
import { CitySettings } from './city-settings.tsx';

export default function SettingsPage(): ReactNode {
  const say = useText();
  const [tab, setTab] = useState('account');
  return (
    <>
      <PageTitle title={say(settingsWords.title)} />
      <Tabs
        label={say(settingsWords.title)}
        selected={tab}
        onSelect={setTab}
        tabs={[
          { id: 'account', label: say(settingsWords.account), children: <AccountSettings /> },
          { id: 'city', label: say(settingsWords.city), children: <CitySettings /> },
        ]}
      />
    </>
  );
}
