import type { Problem } from '../problem.ts';
import type { Repository } from '../repository.ts';
import { isTest } from '../repository.ts';

/** One word for one thing: where two were in use, what is not said, and what is said instead. */
const refused: readonly (readonly [word: RegExp, instead: string])[] = [
  [/名乗る前の人/, 'サインイン前の人'],
  [/回復コード/, '予備のコード'],
  [/(?:都市|まち)の記述/, 'まちの内容'],
  [/クライアントの秘密/, 'クライアントシークレット'],
  [/戻り先/, 'リダイレクトURI'],
  [/フォルダ(?!ー)/, 'フォルダー'],
  [/[6６]けた/, '6桁'],
  [/はじめの一歩/, '最初の一歩'],
];

/** What people read. The guideline’s data has words of its own, and the glossary lists what is not said. */
const isRead = (file: string): boolean =>
  /\.(?:ts|tsx|md|yaml|html|css)$/.test(file) &&
  !isTest(file) &&
  file !== 'GLOSSARY.md' &&
  !/^(?:catalogue|tools)\//.test(file);

export function chosenWords(repository: Repository): readonly Problem[] {
  return repository.files.filter(isRead).flatMap((file) =>
    repository
      .read(file)
      .split('\n')
      .flatMap((line, at) =>
        refused.flatMap(([word, instead]) => {
          const [found] = word.exec(line) ?? [];
          return found === undefined
            ? []
            : [
                {
                  rule: 'chosen-words',
                  file,
                  line: at + 1,
                  message: `says ${found}: say ${instead}`,
                },
              ];
        }),
      ),
  );
}
