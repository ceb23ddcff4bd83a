/** So much of an address that its owner knows it: whoever found a link learns no address by it. */
export function shownAddress(email: string): string {
  const at = email.lastIndexOf('@');
  return `${email.slice(0, 1)}***${email.slice(at)}`;
}
