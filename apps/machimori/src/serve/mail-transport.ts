import { isIP } from 'node:net';
import { createTransport, type Transporter } from 'nodemailer';

/**
 * The way to the mail server. Letters hold links that let people in: beyond this machine they go encrypted
 * or not at all, unless the setting itself says otherwise (`?ignoreTLS=true`). A server's certificate is
 * verified. Well within the time that a worker may hold a letter: nobody else takes it up meanwhile.
 */
export const mailTransport = (smtpUrl: string): Transporter =>
  createTransport({
    url: smtpUrl,
    requireTLS: needsEncryption(smtpUrl),
    disableFileAccess: true,
    disableUrlAccess: true,
    connectionTimeout: 15_000,
    greetingTimeout: 15_000,
    socketTimeout: 30_000,
  });

/** Whether mail to this server goes encrypted or not at all. */
export function needsEncryption(smtpUrl: string): boolean {
  const { hostname, searchParams } = new URL(smtpUrl);
  const host = hostname.replace(/^\[|\]$/g, '');
  const here = host === 'localhost' || host === '::1' || (isIP(host) === 4 && /^127\./.test(host));
  return !here && searchParams.get('ignoreTLS') !== 'true';
}
