import type { ReactNode } from 'react';
import { Button } from '../design/button.tsx';
import {
  Breadcrumb,
  DescriptionList,
  Disclosure,
  EmptyState,
  Figures,
  Loading,
  MoreRows,
  ProgressSteps,
  StatusLabel,
} from '../design/content.tsx';
import { DateText } from '../design/date-text.tsx';
import { Link } from '../design/link.tsx';
import { Notice } from '../design/notice.tsx';
import { Table } from '../design/table.tsx';

const tones = ['info', 'success', 'warning', 'error'] as const;
const rows = [
  { id: '1', name: '河川水位センサー', organisation: '水音センサ工業', due: '2026-11-30' },
  { id: '2', name: '都市OS', organisation: '(株)縞瀬都市基盤', due: '2026-12-18' },
];
const nothing = (): void => undefined;

export function ContentExamples(): ReactNode {
  return (
    <div className="flex flex-col gap-12">
      <section className="m-stack">
        <h2>Notice</h2>
        {tones.map((tone) => (
          <Notice
            key={tone}
            tone={tone}
            title="センサー62台のうち3台が、出荷時のパスワードのままです"
            live={false}
          >
            <p>水音センサ工業が、11月30日までに変更します。</p>
          </Notice>
        ))}
      </section>
      <section className="m-stack">
        <h2>StatusLabel, ProgressSteps, Breadcrumb</h2>
        <div className="m-row">
          {(['neutral', ...tones] as const).map((tone) => (
            <StatusLabel key={tone} tone={tone}>
              見直しが必要です
            </StatusLabel>
          ))}
        </div>
        <ProgressSteps steps={['ファイルを選ぶ', 'ちがいを確かめる', '取り込む']} current={1} />
        <Breadcrumb
          items={[
            <Link key="home" to="/">
              ホーム
            </Link>,
            'まちのファイルを取り込む',
          ]}
        />
      </section>
      <section className="m-stack">
        <h2>Table, DateText</h2>
        <Table
          caption="期限のある対策（2件）"
          rows={rows}
          rowKey={({ id }) => id}
          columns={[
            { id: 'name', label: 'しくみ', names: true, cell: ({ name }) => name },
            { id: 'who', label: '担当', cell: ({ organisation }) => organisation },
            { id: 'due', label: '期限', cell: ({ due }) => <DateText value={due} /> },
            {
              id: 'acts',
              label: '操作',
              cell: ({ name }) => (
                <div className="m-table-actions">
                  <Button kind="secondary" size="small" aria-label={`${name}を開く`}>
                    開く
                  </Button>
                </div>
              ),
            },
          ]}
        />
        <MoreRows more busy={false} onMore={nothing} />
      </section>
      <section className="m-stack">
        <h2>DescriptionList, Figures, Disclosure</h2>
        <DescriptionList
          items={[
            ['担当', '水音センサ工業'],
            ['最後の確認', <DateText key="at" value="2026-11-21T05:05:00Z" time />],
          ]}
        />
        <Figures
          items={[
            ['確認された弱いところ', '4件'],
            ['担当が決まっていません', '12件'],
          ]}
        />
        <Disclosure summary="理由">
          <p>もし更新が行われていないと、水位が正しく伝わらないおそれがあります。</p>
        </Disclosure>
      </section>
      <section className="m-stack">
        <h2>EmptyState, Loading</h2>
        <EmptyState title="まちの内容がまだありません">
          <p>まちのファイルを取り込むと、計画ができます。</p>
        </EmptyState>
        <Loading lines={3} />
      </section>
    </div>
  );
}
