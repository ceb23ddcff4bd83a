import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { type Chance, type Clock, Ids } from '@machimori/kernel';
import { type ExportReport, verifyExport } from '@machimori/ledger';
import type { TestDatabase } from '@machimori/testkit';
import type { Database } from '../../src/index.ts';
import { transact } from '../../src/index.ts';
import { exportLog, handedOut, LogKeeper, type NewEntry } from '../../src/ledger/index.ts';
import type { Vault } from '../../src/ledger/vault.ts';

export const person = 'per_0123456789abcdef7123456789abcdef';
export const organisation = 'org_0123456789abcdef7123456789abcdef';
export const at = (second: number): Date => new Date(Date.UTC(2026, 10, 21, 3, 0, second));

/** A vault as the program brings one: it opens nothing under another name. */
function testVault(): Vault {
  const key = randomBytes(32);
  return {
    seal(plain, context) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context));
      const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
    },
    open(sealed, context) {
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12))
        .setAAD(Buffer.from(context))
        .setAuthTag(sealed.subarray(12, 28));
      return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]);
    },
  };
}

const vault = testVault();

/** A city that no other test has: many share one database. */
let cities = 0;
export const newCity = (): string =>
  `cty_0123456789abcdef7123${String(++cities).padStart(12, '0')}`;

export interface LedgerWorld {
  readonly database: Database;
  readonly city: string;
  readonly keeper: LogKeeper;
  readonly vault: Vault;
  /** Another process of the program: nothing remembered. */
  another(): LogKeeper;
  act(entries: readonly Partial<NewEntry>[], database?: Database): Promise<void>;
  lines(options?: { stream?: string; contents?: boolean; log?: string }): Promise<string[]>;
  verify(options?: {
    stream?: string;
    contents?: boolean;
    log?: string;
    since?: string;
  }): Promise<ExportReport>;
  key(log?: string): Promise<string>;
}

/** Logs of a new city in a database that is there; of one that is there already, in a copy. */
export function ledgerWorld(
  { database }: Pick<TestDatabase, 'database'>,
  city = newCity(),
): LedgerWorld {
  const chance: Chance = { bytes: (length) => randomBytes(length) };
  const clock: Clock = { now: () => at(0) };
  const another = (): LogKeeper => new LogKeeper({ vault, chance, ids: new Ids(clock, chance) });
  const keeper = another();
  const key = async (log = city): Promise<string> => {
    const out = await transact(database, { reach: 'city', city: log }, (t) => handedOut(t, log));
    return out?.key ?? '';
  };
  const pieces = ({
    log = city,
    stream,
    contents = true,
  }: {
    log?: string;
    stream?: string;
    contents?: boolean;
  }) =>
    exportLog(database, {
      log,
      at: at(59),
      contents,
      vault,
      wall: { reach: 'city', city: log },
      ...(stream === undefined ? {} : { stream }),
    });
  return {
    database,
    city,
    keeper,
    vault,
    another,
    key,
    act: (entries, into = database) =>
      transact(into, { reach: 'organisation', city, organisation }, async (transaction) => {
        for (const entry of entries) {
          await keeper.append(transaction, {
            city,
            organisation,
            at: at(1),
            action: 'answer:record',
            actor: person,
            subjects: ['elm_0123456789abcdef7123456789abcdef'],
            outcome: 'done',
            ...entry,
          });
        }
      }),
    lines: async (options = {}) => {
      let text = '';
      for await (const piece of pieces(options)) text += piece;
      return text.trimEnd().split('\n');
    },
    verify: async ({ since, ...options } = {}) =>
      verifyExport(pieces(options), await key(options.log), since === undefined ? {} : { since }),
  };
}
