import { type Place, type Text, text } from '@machimori/kernel';

/** What the names in a file of criteria mean to whoever changes it. */
const names: Readonly<Record<string, Text>> = {
  id: text('見分ける名', 'name in the file'),
  title: text('題名', 'title'),
  scale: text('五つの段階', 'the five steps'),
  value: text('段階の数', 'number of the step'),
  name: text('呼び名', 'what it is called'),
  likelihood: text('起こりやすさ', 'likelihood'),
  impact: text('影響の大きさ', 'impact'),
  on: text('何についてのきまりか', 'what the rule is about'),
  when: text('当てはまるとき', 'when it applies'),
  reason: text('理由', 'reason'),
  confidentiality: text('漏れたときの影響', 'impact of a leak'),
  integrity: text('書き換えられたときの影響', 'impact of tampering'),
  availability: text('止まったときの影響', 'impact of a stop'),
  base: text('はじめの値', 'where it begins'),
  rules: text('きまり', 'rules'),
  traits: text('特徴', 'traits'),
  ways: text('攻撃の道', 'ways of attack'),
  add: text('足す数', 'what is added'),
  levels: text('リスクの高さの区切り', 'levels of risk'),
  from: text('いくつからか', 'where it begins'),
  ja: text('日本語', 'Japanese'),
  en: text('英語', 'English'),
};

/** Where in a file of criteria something is, as an officer finds it: the line, and what stands there. */
export function criteriaPlace({ line, path = '' }: Place): Text {
  const steps = path.match(/[^.[\]]+|\[\d+\]/g) ?? [];
  const parts: { ja: string; en: string }[] = [];
  for (const step of steps) {
    const last = parts.at(-1);
    const number = /^\[(\d+)\]$/.exec(step)?.[1];
    if (number !== undefined && last !== undefined) {
      last.ja += `の${Number(number) + 1}番目`;
      last.en += `, number ${Number(number) + 1}`;
      continue;
    }
    const known = Object.hasOwn(names, step) ? names[step] : undefined;
    parts.push(
      known === undefined
        ? { ja: `「${step}」`, en: `“${step}”` }
        : { ja: `${known.ja}（${step}）`, en: `${known.en} (${step})` },
    );
  }
  const [ja, en] = [
    parts.map((part) => part.ja).join(' › '),
    parts.map((part) => part.en).join(' › '),
  ];
  if (line === undefined) return text(ja || 'ファイル全体', en || 'The whole file');
  return text(`${line}行目${ja && `：${ja}`}`, `Line ${line}${en && `: ${en}`}`);
}
