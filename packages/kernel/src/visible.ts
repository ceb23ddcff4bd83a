/** Control characters but line ends and tabs, and the marks that turn the direction of writing: what can steer a terminal or hide a text. */
const steering =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

const escaped = (sign: string): string => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;

/**
 * A text that a terminal shows and does not obey: what would steer it stands as `\u001b`.
 * JSON stays the JSON it was, since there such characters stand in strings alone.
 */
export const visible = (given: string): string => given.replace(steering, escaped);

/** As `visible`, on one line: a line end in it cannot begin a line of its own. */
export const visibleLine = (given: string): string => visible(given).replace(/\n/g, escaped);
