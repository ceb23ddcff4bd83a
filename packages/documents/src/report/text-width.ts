/** About how wide a text is in points: a Japanese letter is as wide as it is high, a Latin one little more than half. */
export function textWidth(value: string, size = 7): number {
  let ems = 0;
  for (const letter of value) ems += letter.charCodeAt(0) < 0x2000 ? 0.56 : 1;
  return ems * size;
}
