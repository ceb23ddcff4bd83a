import { addDays, type Day, type Text, text } from '@machimori/kernel';
import type { CheckFacts } from '../evidence/evidence-store.ts';
import type { CheckOutcome } from '../evidence/evidence-tables.ts';

/** What checks are given to look at: the program's own state in one city. Undefined: it is not there to be seen. */
export interface CheckWorld {
  readonly today: Day;
  readonly accounts: {
    /** Administrators and approvers who are here, and how many of them have no second factor. */
    readonly guarded: number;
    readonly withoutSecondFactor: number;
    /** The day of the last review of all accounts of the city that was closed. */
    readonly lastReviewOn: Day | undefined;
  };
  /** The day of the last backup that was written and read back, and whether the one after it failed. */
  readonly backup: { readonly lastOn: Day | undefined; readonly failing: boolean } | undefined;
  readonly log: { readonly entries: number; readonly holds: boolean } | undefined;
}

/** What a check came to, at one moment. */
export interface CheckResult {
  readonly outcome: CheckOutcome;
  readonly facts: CheckFacts;
}

/** Something that the program sees for itself, and the check items that it helps to prove. */
export interface AutomaticCheck {
  readonly id: string;
  readonly title: Text;
  /** What it sees, in words with `{facts}`, by what came of it. */
  readonly says: Readonly<Record<CheckOutcome, Text>>;
  /** Check items that it bears on where they are asked of this program itself, each with why. */
  readonly supports: readonly { readonly checkItem: string; readonly why: Text }[];
  run(world: CheckWorld): CheckResult;
}

/**
 * The element of a description that is this program itself. Its own state proves nothing of a bus or a gauge: only
 * lines that are asked of the element with this key get the results by themselves; people put them to others.
 */
export const ownElement = 'machimori';

/** So many days after the last review of all accounts, and the last backup, the next is overdue. */
const reviewDays = 366;
const backupDays = 2;

export const automaticChecks: readonly AutomaticCheck[] = [
  {
    id: 'second-factor-on',
    title: text(
      '街守り: 管理者と承認者の二つ目の確認手段',
      'Machimori: second factors of administrators and approvers',
    ),
    says: {
      passed: text(
        '管理者と承認者{guarded}人の全員が、二つ目の確認手段を登録しています。',
        'All {guarded} {guarded|administrator|administrators} and approvers have a second factor.',
      ),
      failed: text(
        '管理者と承認者{guarded}人のうち{without}人が、二つ目の確認手段を登録していません。「メンバー」で、その人に登録を頼んでください。',
        '{without} of {guarded} {guarded|administrator|administrators} and approvers have no second factor. Ask them, under Members.',
      ),
      unknown: text('管理者と承認者がいません。', 'There are no administrators and approvers.'),
    },
    supports: [
      {
        checkItem: 'service-2-3',
        why: text(
          '本人を確かめる手段が、権限の大きい人について使われていることを示す。',
          'Shows that those with large rights prove who they are by two means.',
        ),
      },
      {
        checkItem: 'city-os-1-3',
        why: text('同じことを、都市OSとして。', 'The same for a city OS.'),
      },
    ],
    run({ accounts: { guarded, withoutSecondFactor } }) {
      const outcome = guarded === 0 ? 'unknown' : withoutSecondFactor === 0 ? 'passed' : 'failed';
      return { outcome, facts: { guarded, without: withoutSecondFactor } };
    },
  },
  {
    id: 'access-reviewed',
    title: text('街守り: 権限の棚卸し', 'Machimori: review of accounts'),
    says: {
      passed: text(
        'まち全体の権限の棚卸しを、{on}に終えています（1年以内）。',
        'All accounts of the city were reviewed on {on}, within a year.',
      ),
      failed: text(
        'まち全体の権限の棚卸しが、1年のあいだ終わっていません（前回は{on}）。「メンバー」の「棚卸し」を行ってください。',
        'No review of all accounts was closed within a year (the last on {on}). Do one under Members.',
      ),
      unknown: text(
        'まち全体の権限の棚卸しは、まだ一度も終わっていません。「メンバー」の「棚卸し」を行ってください。',
        'No review of all accounts was ever closed. Do one under Members.',
      ),
    },
    supports: [
      {
        checkItem: 'service-2-2',
        why: text(
          'アカウントの一覧が定期的に見直されていることを示す。',
          'Shows that the list of accounts is looked at regularly.',
        ),
      },
      {
        checkItem: 'city-os-1-2',
        why: text('同じことを、都市OSとして。', 'The same for a city OS.'),
      },
    ],
    run({ today, accounts: { lastReviewOn: on } }) {
      if (on === undefined) return { outcome: 'unknown', facts: {} };
      const isRecent = addDays(on, reviewDays) >= today;
      return { outcome: isRecent ? 'passed' : 'failed', facts: { on } };
    },
  },
  {
    id: 'backup-verified',
    title: text('街守り: 毎日のバックアップ', 'Machimori: daily backup'),
    says: {
      passed: text(
        '{on}のバックアップを、書いたあとに読み返して確かめています。',
        'The backup of {on} was read back and verified after it was written.',
      ),
      failed: text(
        'バックアップがうまくいっていません（最後にできたのは{on}）。街守りを動かしている人に知らせてください。',
        'Backups fail (the last that was made: {on}). Tell whoever runs Machimori.',
      ),
      unknown: text(
        '毎日のバックアップは、街守りでは設定されていません。',
        'No daily backup is set up in Machimori.',
      ),
    },
    supports: [
      {
        checkItem: 'service-4-2',
        why: text(
          '写しが毎日取られ、読めることが確かめられていることを示す。',
          'Shows that copies are made each day and can be read.',
        ),
      },
      {
        checkItem: 'city-os-3-2',
        why: text('同じことを、都市OSとして。', 'The same for a city OS.'),
      },
    ],
    run({ today, backup }) {
      if (backup === undefined) return { outcome: 'unknown', facts: {} };
      const { lastOn: on, failing } = backup;
      const isRecent = on !== undefined && addDays(on, backupDays) >= today;
      return { outcome: isRecent && !failing ? 'passed' : 'failed', facts: { on: on ?? '―' } };
    },
  },
  {
    id: 'log-verified',
    title: text('街守り: 記録が書きかえられていないこと', 'Machimori: the log is unaltered'),
    says: {
      passed: text(
        '記録{entries}件のつながりと署名を、はじめから終わりまで確かめました。',
        'All {entries} {entries|entry|entries} of the log were verified from first to last.',
      ),
      failed: text(
        '記録のつながりか署名が合いません（{entries}件のうち）。「記録」の画面を確かめ、街守りを動かしている人に知らせてください。',
        'The log does not verify ({entries} {entries|entry|entries}). Look at the Log, and tell whoever runs Machimori.',
      ),
      unknown: text('記録は、まだありません。', 'There is no log yet.'),
    },
    supports: [
      {
        checkItem: 'service-4-3',
        why: text(
          '操作の記録が、後から変えられずに保管されていることを示す。',
          'Shows that the record of acts is kept unaltered.',
        ),
      },
      {
        checkItem: 'city-os-3-3',
        why: text('同じことを、都市OSとして。', 'The same for a city OS.'),
      },
    ],
    run({ log }) {
      if (log === undefined) return { outcome: 'unknown', facts: {} };
      const { entries, holds } = log;
      return { outcome: holds ? 'passed' : 'failed', facts: { entries } };
    },
  },
];
