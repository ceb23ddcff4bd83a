import { type Text, text } from '@machimori/kernel';
import type { ReportControl, ReportLine, SheetReportHead } from '../../src/sheet-report/index.ts';
import { edition } from '../oscal/sample-plans.ts';

const states = ['not-started', 'planned', 'in-progress', 'implemented', 'not-applicable'] as const;
const stages = ['none', 'draft', 'submitted', 'changes-requested', 'accepted'] as const;
const levels = ['low', 'medium', 'high', 'very-high', undefined] as const;
const subjects = ['川の見守り', '避難所の予約', 'データ連携基盤', '住民ポータル'];
const organisations = ['星ヶ渡市', '株式会社かわせみ計測', '星ヶ渡データ公社'];
const same = (words: string): Text => text(words, words);

/** Lines of every state and stage, evenly; the same number gives the same lines. */
export function anyLines(count: number): readonly ReportLine[] {
  return Array.from({ length: count }, (_, at): ReportLine => {
    const item = edition.checkItems[at % edition.checkItems.length];
    const subject = subjects[at % subjects.length] ?? '';
    const stage = stages[Math.floor(at / 3) % stages.length] ?? 'none';
    const state = states[at % states.length] ?? 'planned';
    const isDone = state === 'implemented' || state === 'not-applicable';
    return {
      line: `${item?.id}@kawa-${at}`,
      item: {
        label: same(item?.label ?? ''),
        heading: item?.heading ?? same(''),
        asks: item?.asks ?? same(''),
      },
      checkItem: item?.id ?? '',
      itemKnown: true,
      group: edition.categories[at % edition.categories.length]?.id ?? '',
      subject: same(`${subject}（${at}）`),
      subjectKey: `kawa-${at}`,
      answeredBy: same(organisations[at % organisations.length] ?? ''),
      answererKey: `org-${at % organisations.length}`,
      level: levels[at % levels.length],
      due: at % 7 === 0 ? '2026-09-30' : '2027-03-31',
      overdue: at % 7 === 0 && !isDone,
      state,
      counts: state,
      planned: state === 'planned' ? '令和9年度上期' : '',
      statement:
        at % 2 === 0
          ? `二つ目の確認手段を、管理者の全員に求めている。四半期ごとに棚卸しをして、使っていないアカウントを止める。（${at}）`
          : '',
      stage,
      asked: at % 11 !== 10,
      control: at % 3 === 0 ? `ctl-${at % 2}` : undefined,
      stale: stage === 'accepted' && at % 4 === 0 ? ['evidence-expired', 'review-due'] : [],
      acceptedAt: stage === 'accepted' ? '2026-10-05T01:02:03.000Z' : undefined,
      proofs:
        stage === 'accepted'
          ? [
              {
                evidence: `evd-${at % 9}`,
                title: `設定の写し ${at % 9}`,
                kind: 'file',
                effectiveOn: '2026-04-01',
                expiresOn: at % 2 === 0 ? '2026-11-01' : undefined,
                digest: 'ab'.repeat(32),
              },
            ]
          : [],
    };
  });
}

export const anyHead = (locale: 'ja' | 'en' = 'ja'): SheetReportHead => ({
  locale,
  city: { key: 'hoshigawatari', name: '星ヶ渡市' },
  narrowed: [{ name: text('リスク', 'Risk'), value: text('高い', 'high') }],
  by: { person: '青木', organisation: '星ヶ渡市' },
  wholeCity: true,
  at: '2026-11-22T07:05:00.000Z',
  day: '2026-11-22',
  time: '16:05',
  edition: {
    id: edition.id,
    framework: edition.framework,
    version: edition.version,
    draft: edition.status === 'draft',
    groups: [...edition.categories, ...edition.views].map(({ id, name }) => ({ id, name })),
  },
  program: '0.1.0',
});

/** The two controls that `anyLines` says its lines are answered by. */
export const anyControls = (): readonly ReportControl[] =>
  [0, 1].map((at) => ({
    control: `ctl-${at}`,
    name: at === 0 ? '入口の防御装置' : '年に二度の訓練',
    kind: at === 0 ? 'technical' : 'people',
    state: 'implemented',
    planned: '',
    statement: `不正な通信を、入口の装置で止めている。（${at}）`,
    organisationKey: 'org-0',
    element: at === 0 ? { key: 'kawa-sensor', name: same('水位センサー') } : undefined,
    effectiveOn: '2026-04-01',
    reviewBy: '2027-04-01',
    evidence: ['evd-0', 'evd-of-others'],
  }));
