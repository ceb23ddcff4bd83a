import {
  createHash,
  createSign,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto';

/** A device that holds passkeys, as a browser's `navigator.credentials` shows it: P-256, attestation none. */
export class SoftAuthenticator {
  readonly #keys: { privateKey: KeyObject; publicKey: KeyObject };
  readonly id: string;
  #count: number;
  #userHandle = '';
  readonly #counts: boolean;
  /** Whether it checks who holds it. */
  verifies = true;

  constructor(options: { counts?: boolean } = {}) {
    this.#keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    this.id = randomBytes(24).toString('base64url');
    this.#counts = options.counts ?? true;
    this.#count = this.#counts ? 1 : 0;
  }

  /** Sets the count of signatures back, as a copy of the passkey would have it. */
  rewind(count: number): void {
    this.#count = count;
  }

  create(
    options: { challenge: string; rp: { id?: string }; user: { id: string } },
    origin: string,
  ): unknown {
    this.#userHandle = options.user.id;
    const { x = '', y = '' } = this.#keys.publicKey.export({ format: 'jwk' });
    const point = (value: string): Buffer => Buffer.concat([Buffer.of(0x58, 0x20), unbase(value)]);
    // {1: 2, 3: -7, -1: 1, -2: x, -3: y}
    const coseKey = Buffer.concat([
      Buffer.of(0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21),
      point(x),
      Buffer.of(0x22),
      point(y),
    ]);
    const id = unbase(this.id);
    const length = Buffer.alloc(2);
    length.writeUInt16BE(id.length);
    const attested = Buffer.concat([Buffer.alloc(16), length, id, coseKey]);
    const authData = Buffer.concat([this.#head(options.rp.id ?? '', 0x40), attested]);
    const size = Buffer.alloc(2);
    size.writeUInt16BE(authData.length);
    const attestationObject = Buffer.concat([
      Buffer.of(0xa3),
      cborText('fmt'),
      cborText('none'),
      cborText('attStmt'),
      Buffer.of(0xa0),
      cborText('authData'),
      Buffer.of(0x59),
      size,
      authData,
    ]);
    const response = {
      clientDataJSON: clientData('webauthn.create', options.challenge, origin),
      attestationObject: attestationObject.toString('base64url'),
      transports: ['internal'],
    };
    return this.#wrap(response);
  }

  get(options: { challenge: string; rpId?: string }, origin: string): unknown {
    if (this.#counts) this.#count++;
    const authData = this.#head(options.rpId ?? '', 0);
    const clientDataJSON = clientData('webauthn.get', options.challenge, origin);
    const clientHash = createHash('sha256').update(unbase(clientDataJSON)).digest();
    const signature = createSign('sha256')
      .update(Buffer.concat([authData, clientHash]))
      .sign(this.#keys.privateKey);
    return this.#wrap({
      clientDataJSON,
      authenticatorData: authData.toString('base64url'),
      signature: signature.toString('base64url'),
      userHandle: this.#userHandle,
    });
  }

  /** Hash of the name, flags (present, verified), count. */
  #head(rpId: string, flags: number): Buffer {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(this.#count);
    const hash = createHash('sha256').update(rpId).digest();
    return Buffer.concat([hash, Buffer.of(0x01 | (this.verifies ? 0x04 : 0) | flags), count]);
  }

  #wrap(response: Record<string, unknown>): unknown {
    const { id } = this;
    return { id, rawId: id, type: 'public-key', response, clientExtensionResults: {} };
  }
}

const unbase = (value: string): Buffer => Buffer.from(value, 'base64url');
const cborText = (value: string): Buffer =>
  Buffer.concat([Buffer.of(0x60 + value.length), Buffer.from(value)]);
const clientData = (type: string, challenge: string, origin: string): string =>
  Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false })).toString(
    'base64url',
  );
