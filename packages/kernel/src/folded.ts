/** Katakana that have a hiragana, and the marks of repetition; the signs of both stand 0x60 apart. */
const katakana = /[ァ-ヶヽヾ]/g;
const hiragana = /[ぁ-ゖゝゞ]/;
const apart = 0x60;

const shifted = (sign: string, by: number): string => String.fromCharCode(sign.charCodeAt(0) + by);

/**
 * Words as they are looked for: full and half width, capitals and small letters, hiragana and katakana are the same
 * (NFKC, small letters, katakana as hiragana). Both what is searched and what is asked go through this.
 */
export const folded = (words: string): string =>
  words
    .normalize('NFKC')
    .toLowerCase()
    .replace(katakana, (sign) => shifted(sign, -apart));

/**
 * The same for a database: an expression of PostgreSQL that finds a word within a text that is normalised (NFKC) and
 * compared without regard to case. It holds the word's own signs alone, so that no word takes longer than another.
 */
export const foldedPattern = (word: string): string =>
  [...folded(word)]
    .map((sign) =>
      hiragana.test(sign)
        ? `[${sign}${shifted(sign, apart)}]`
        : sign.replace(/[\\^$.[\]()*+?{}|]/, '\\$&'),
    )
    .join('');
