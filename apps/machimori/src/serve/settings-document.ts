import type { Setting } from './setting.ts';
import { settingList, settingsFileName } from './settings.ts';

const cell = (words: string): string => words.replaceAll('|', '\\|');

/** docs/settings.md, made from where the settings are defined; a test holds the file to it. */
export function settingsDocument(): string {
  const rows = Object.values<Setting<unknown>>(settingList).map(
    ({ name, meaning, expected, byDefault, secret }) => {
      const secretly = secret ? '秘密 secret' : '';
      const given = byDefault === undefined ? '—' : `\`${byDefault}\``;
      const what = `${meaning.ja}<br>${meaning.en}`;
      const form = `${expected.ja}<br>${expected.en}`;
      return `| \`${name}\` | ${cell(what)} | ${cell(form)} | ${given} | ${secretly} |`;
    },
  );
  return [
    '# 設定 / Settings',
    '',
    '<!-- ./machimori serve --settings > docs/settings.md -->',
    '',
    `設定は、環境変数か、データのフォルダーのファイル \`${settingsFileName}\`（一行に一つ、\`名前=値\`）に書きます。両方にあれば、環境変数が勝ちます。コマンドの \`--port\`、\`--data\` は、どちらよりも勝ちます。まちがった設定では始まらず、設定の名前と、あるべき値を示します。ファイルに知らない名前があっても始まりません。`,
    '',
    `Settings are given in the environment, or one to a line (\`NAME=value\`) in the file \`${settingsFileName}\` of the data folder. The environment wins over the file; \`--port\` and \`--data\` win over both. A wrong setting stops the start with its name and what it should be; so does an unknown name in the file.`,
    '',
    'この文書は、設定を定めるところから「./machimori serve --settings」でつくられます。 This document is made by that command from where the settings are defined.',
    '',
    '| 名前 Name | 意味 Meaning | 値 Value | なければ Default | |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}
