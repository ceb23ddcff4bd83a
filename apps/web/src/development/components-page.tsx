import { text } from '@machimori/kernel';
import { type ReactNode, useState } from 'react';
import { Tabs } from '../design/tabs.tsx';
import { useText } from '../language.tsx';
import { PageTitle } from '../shell/page-title.tsx';
import { ContentExamples } from './content-examples.tsx';
import { ControlExamples } from './control-examples.tsx';
import { OverlayExamples } from './overlay-examples.tsx';

const words = {
  title: text('部品の一覧', 'Components'),
  lead: text(
    '画面をつくる部品を、すべての状態で並べています。開発のときだけ表示されます。',
    'Every part that pages are made of, in each of its states. Shown in development alone.',
  ),
  controls: text('操作する部品', 'Controls'),
  content: text('伝える部品', 'Content'),
  overlays: text('重なる部品', 'Overlays'),
};

export default function ComponentsPage(): ReactNode {
  const say = useText();
  const [tab, setTab] = useState('controls');
  return (
    <>
      <PageTitle title={say(words.title)} lead={say(words.lead)} />
      <Tabs
        label={say(words.title)}
        selected={tab}
        onSelect={setTab}
        tabs={[
          { id: 'controls', label: say(words.controls), children: <ControlExamples /> },
          { id: 'content', label: say(words.content), children: <ContentExamples /> },
          { id: 'overlays', label: say(words.overlays), children: <OverlayExamples /> },
        ]}
      />
    </>
  );
}
