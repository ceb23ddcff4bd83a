import { type Text, text } from '@machimori/kernel';
import type { Command } from './command.ts';

/** Commands load when called, so that each starts with what it needs alone. */
export const commands: Readonly<
  Record<string, { readonly summary: Text; readonly load: () => Promise<Command> }>
> = {
  start: {
    summary: text('街守りを始める（ブラウザで使う）', 'Start Machimori, to be used in a browser'),
    load: async () => (await import('./commands/start.ts')).startCommand,
  },
  serve: {
    summary: text('プログラムを常駐させる', 'Run the program as a service'),
    load: async () => (await import('./commands/serve.ts')).serveCommand,
  },
  backup: {
    summary: text('すべて、または一つの都市をバックアップする', 'Back up everything, or one city'),
    load: async () => (await import('./commands/backup.ts')).backupCommand,
  },
  'backup check': {
    summary: text(
      'バックアップを終わりまで読み、確かめる',
      'Read a backup to its end and check it',
    ),
    load: async () => (await import('./commands/backup.ts')).backupCheck,
  },
  'backup key': {
    summary: text('バックアップを暗号にする鍵をつくる', 'Make a key to encrypt backups with'),
    load: async () => (await import('./commands/backup.ts')).backupKeyCommand,
  },
  restore: {
    summary: text('バックアップから元に戻す', 'Put a backup back'),
    load: async () => (await import('./commands/restore.ts')).restoreCommand,
  },
  'upgrade-database': {
    summary: text(
      '古いPostgreSQLでつくったデータを、いまのPostgreSQLに移す',
      'Move data of an older PostgreSQL to the present one',
    ),
    load: async () => (await import('./commands/upgrade-database.ts')).upgradeDatabase,
  },
  'move-files': {
    summary: text(
      '証跡のファイルを、設定した置き場所（S3）に移す',
      'Move files of evidence to the store of objects',
    ),
    load: async () => (await import('./commands/move-files.ts')).moveFilesCommand,
  },
  'admin first-administrator': {
    summary: text(
      'ブラウザなしで、はじめの管理者をつくる',
      'Make the first administrator without a browser',
    ),
    load: async () => (await import('./commands/admin.ts')).firstAdministrator,
  },
  'admin reset-second-factor': {
    summary: text('二つ目の確認手段を取り消す', 'Take away a person’s second factors'),
    load: async () => (await import('./commands/admin.ts')).resetFactors,
  },
  'admin reset-password': {
    summary: text(
      'パスワードを忘れた人に渡すリンクをつくる',
      'Make a link for whoever forgot their password',
    ),
    load: async () => (await import('./commands/admin.ts')).resetPassword,
  },
  'admin close-sessions': {
    summary: text('その人のサインインをすべて終わらせる', 'Sign a person out everywhere'),
    load: async () => (await import('./commands/admin.ts')).closeAllSessions,
  },
  'admin change-address': {
    summary: text('その人のメールアドレスを変える', 'Change a person’s e-mail address'),
    load: async () => (await import('./commands/change-address.ts')).changeAddressCommand,
  },
  'admin list-cities': {
    summary: text('都市と、その記録のidを見る', 'Show the cities and the ids of their logs'),
    load: async () => (await import('./commands/admin.ts')).listCities,
  },
  'admin list-undelivered': {
    summary: text(
      '届けられなかった手紙や仕事を見る',
      'Show letters and work that could not be delivered',
    ),
    load: async () => (await import('./commands/undelivered.ts')).listUndeliveredCommand,
  },
  'admin settle-undelivered': {
    summary: text(
      '届けられなかったものを、もう一度試す、または取りやめる',
      'Try again what could not be delivered, or let it go',
    ),
    load: async () => (await import('./commands/undelivered.ts')).settleUndeliveredCommand,
  },
  'admin rotate-keys': {
    summary: text('署名の鍵、またはマスター鍵を替える', 'Replace signing keys, or the master key'),
    load: async () => (await import('./commands/rotate-keys.ts')).rotateKeys,
  },
  'tls authority': {
    summary: text(
      '閉じたネットワークのための認証局をつくる',
      'Make an authority for a closed network',
    ),
    load: async () => (await import('./commands/tls.ts')).tlsAuthority,
  },
  'tls certificate': {
    summary: text('その認証局でサーバ証明書をつくる', 'Make a server certificate with it'),
    load: async () => (await import('./commands/tls.ts')).tlsCertificate,
  },
  plan: {
    summary: text(
      '都市の記載から、セキュリティの計画をつくる',
      'Write the security plan of a city',
    ),
    load: async () => (await import('./commands/plan.ts')).plan,
  },
  'plan diff': {
    summary: text('前の計画と新しい計画を比べる', 'Compare an older and a newer plan'),
    load: async () => (await import('./commands/plan-diff.ts')).planDiff,
  },
  explain: {
    summary: text('計画の項目が、なぜあるかをたどる', 'Follow the reasons of anything in a plan'),
    load: async () => (await import('./commands/explain.ts')).explain,
  },
  'city check': {
    summary: text('都市のファイルを確かめる', 'Check the file of a city'),
    load: async () => (await import('./commands/city.ts')).cityCheck,
  },
  'city template': {
    summary: text('都市を書くためのExcelをつくる', 'Write an Excel workbook to describe a city in'),
    load: async () => (await import('./commands/city.ts')).cityTemplate,
  },
  'city import': {
    summary: text('書き込んだExcelを読み取る', 'Read a workbook back into city.yaml'),
    load: async () => (await import('./commands/city.ts')).cityImport,
  },
  'city export': {
    summary: text('都市のファイルをExcelにする', 'Write a city file as a workbook'),
    load: async () => (await import('./commands/city.ts')).cityExport,
  },
  'city schema': {
    summary: text('都市のファイルのJSON Schemaを出す', 'Print the JSON Schema of city files'),
    load: async () => (await import('./commands/city.ts')).citySchemaCommand,
  },
  'sheet fill': {
    summary: text(
      '手元の公式チェックシートに書き込む',
      "Fill one's own copy of the official check sheet",
    ),
    load: async () => (await import('./commands/sheet.ts')).sheetFill,
  },
  'sheet read': {
    summary: text('書き込まれたチェックシートを読み取る', 'Read filled check sheets back'),
    load: async () => (await import('./commands/sheet.ts')).sheetRead,
  },
  'ledger export': {
    summary: text(
      '記録を、だれでも確かめられるファイルにする',
      'Export a log for anybody to verify',
    ),
    load: async () => (await import('./commands/ledger-export.ts')).ledgerExport,
  },
  'ledger verify': {
    summary: text(
      '書き出した記録が書きかえられていないか確かめる',
      'Verify that an exported log was not rewritten',
    ),
    load: async () => (await import('./commands/ledger-verify.ts')).ledgerVerify,
  },
  'answer-book verify': {
    summary: text('業者の回答集の署名を確かめる', 'Verify the signature of an answer book'),
    load: async () => (await import('./commands/answer-book.ts')).answerBookVerify,
  },
  'answer-book read': {
    summary: text(
      '業者の回答集を、読むためのExcelにする',
      'Make a workbook in which an answer book is read',
    ),
    load: async () => (await import('./commands/answer-book.ts')).answerBookRead,
  },
  'catalogue check': {
    summary: text('ガイドラインのデータを確かめる', "Prove the guideline's data"),
    load: async () => (await import('./commands/catalogue.ts')).catalogueCheck,
  },
  'catalogue show': {
    summary: text('ガイドラインのデータを見る', "Show the guideline's data"),
    load: async () => (await import('./commands/catalogue.ts')).catalogueShow,
  },
  'catalogue criteria': {
    summary: text('標準の評価基準を出す', 'Print the default rating criteria'),
    load: async () => (await import('./commands/catalogue.ts')).catalogueCriteria,
  },
  'catalogue diff': {
    summary: text('二つの版を比べる', 'Compare two editions'),
    load: async () => (await import('./commands/catalogue.ts')).catalogueDiff,
  },
  'catalogue compile': {
    summary: text('YAMLからedition.jsonをつくる', 'Compile edition.json from the YAML files'),
    load: async () => (await import('./commands/catalogue.ts')).catalogueCompile,
  },
  bench: {
    summary: text('速さとメモリを測る', 'Measure time and memory'),
    load: async () => (await import('./commands/bench.ts')).bench,
  },
};
