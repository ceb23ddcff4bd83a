/** What a browser saves it as: the name in the person's language, and one that every system takes. */
export function saved(plain: string, name: string, ending = 'xlsx'): string {
  // Cut between signs: half of one beyond the first plane of Unicode cannot be encoded.
  const short = [...name.replace(/[\p{C}\\/:*?"<>|]/gu, ' ')].slice(0, 80).join('');
  const encoded = encodeURIComponent(`${short}.${ending}`).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16)}`,
  );
  return `attachment; filename="${plain}.${ending}"; filename*=UTF-8''${encoded}`;
}
