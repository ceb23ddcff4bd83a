/**
 * A check item's label as it compares: 「都市 OS①−1」, 「都市OS①-1」 and 「都市ＯＳ1-1」 are one.
 * A leading or trailing mark (※) falls away.
 */
export function labelKey(label: string): string {
  return label
    .normalize('NFKC')
    .replace(/[\s※*]/g, '')
    .replace(/(?<=\d)[\u2010-\u2015\u2212\u30fc-]+(?=\d)/g, '-');
}
