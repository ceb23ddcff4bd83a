// The library asks for it before anything else of its own is loaded.
import 'reflect-metadata';
import { KeyObject, webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';
import {
  addressBytes,
  nameConstraints,
  type PermittedNames,
  readNameConstraints,
} from './name-constraints.ts';

/** A certificate and its private key, as PEM. */
export interface MadeCertificate {
  readonly certificate: string;
  readonly key: string;
  readonly until: Date;
}

const day = 86_400_000;
/** Ten years: on a closed network every machine is taught it by hand. */
const authorityDays = 3650;
/** A little over a year: what programs accept of a server at most. */
const serverDays = 397;
const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const nameConstraintsId = '2.5.29.30';
const serverAuthentication = '1.3.6.1.5.5.7.3.1';

const newKeys = (): Promise<webcrypto.CryptoKeyPair> =>
  webcrypto.subtle.generateKey(algorithm, true, [
    'sign',
    'verify',
  ]) as Promise<webcrypto.CryptoKeyPair>;
const pemOf = (key: webcrypto.CryptoKey): string =>
  KeyObject.from(key).export({ type: 'pkcs8', format: 'pem' }) as string;
/** Clocks of closed networks differ a little. */
const beginning = (now: Date): Date => new Date(now.getTime() - 3_600_000);

/** An authority for a closed network that can vouch for servers of these names, and for nothing else. */
export async function makeAuthority(
  name: string,
  permitted: PermittedNames,
  now: Date,
): Promise<MadeCertificate> {
  const keys = await newKeys();
  const until = new Date(now.getTime() + authorityDays * day);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: [{ CN: [name] }],
    notBefore: beginning(now),
    notAfter: until,
    signingAlgorithm: algorithm,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(
        x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign,
        true,
      ),
      new x509.ExtendedKeyUsageExtension([serverAuthentication]),
      new x509.Extension(nameConstraintsId, true, nameConstraints(permitted)),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey, false),
    ],
  });
  return { certificate: certificate.toString('pem'), key: pemOf(keys.privateKey), until };
}

/** What an authority of ours may vouch for; undefined where the file is no such authority. */
export function permittedBy(certificate: string): PermittedNames | undefined {
  try {
    const authority = new x509.X509Certificate(certificate);
    const constraints = authority.getExtension(nameConstraintsId);
    return constraints === null ? undefined : readNameConstraints(Buffer.from(constraints.value));
  } catch {
    return undefined;
  }
}

/** A server's certificate for these hosts, with the authority's behind it. */
export async function makeServerCertificate(
  authority: { readonly certificate: string; readonly key: KeyObject },
  hosts: readonly string[],
  now: Date,
): Promise<MadeCertificate> {
  const issuer = new x509.X509Certificate(authority.certificate);
  const keys = await newKeys();
  const latest = new Date(now.getTime() + serverDays * day);
  const until = latest < issuer.notAfter ? latest : issuer.notAfter;
  const certificate = await x509.X509CertificateGenerator.create({
    subject: [{ CN: [hosts[0] ?? ''] }],
    issuer: issuer.subjectName,
    notBefore: beginning(now),
    notAfter: until,
    signingAlgorithm: algorithm,
    publicKey: keys.publicKey,
    signingKey: authority.key.toCryptoKey(algorithm, false, ['sign']),
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([serverAuthentication]),
      new x509.SubjectAlternativeNameExtension(
        hosts.map((value) => ({
          type: addressBytes(value) === undefined ? ('dns' as const) : ('ip' as const),
          value,
        })),
      ),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey, false),
      await x509.AuthorityKeyIdentifierExtension.create(issuer, false),
    ],
  });
  return {
    certificate: `${certificate.toString('pem')}\n${issuer.toString('pem')}\n`,
    key: pemOf(keys.privateKey),
    until,
  };
}
