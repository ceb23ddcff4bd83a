import pg from 'pg';
import type { Address, Login } from './address.ts';
import { connectionFailure } from './connection-failure.ts';

export type Client = pg.Client | pg.PoolClient;

/** Settings of every session. Whoever holds a transaction open without a word is cut off. */
const sessionOptions =
  '-c timezone=UTC -c datestyle=ISO -c intervalstyle=postgres -c bytea_output=hex -c extra_float_digits=1' +
  ' -c search_path=public,pg_temp -c idle_in_transaction_session_timeout=60000 -c lock_timeout=20000';

/** bigint as a number, which all our counts fit; a day stays the text it is. */
const parsers: Readonly<Record<number, (value: string) => unknown>> = {
  20: (value) => {
    const number = Number(value);
    if (!Number.isSafeInteger(number)) throw new RangeError(`${value} does not fit a number`);
    return number;
  },
  1082: (value) => value,
};

const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    (format !== 'binary' && parsers[oid]) || pg.types.getTypeParser(oid, format),
} as pg.CustomTypesConfig;

export function clientConfig(address: Address, login: Login, name: string): pg.ClientConfig {
  return {
    host: address.host,
    port: address.port,
    database: address.database,
    user: login.user,
    password: login.password,
    ssl: address.ssl,
    application_name: name,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    options: sessionOptions,
    types,
  };
}

/** The address that a URL names, with TLS as the URL says; `ownerUrl` where another role owns the tables. */
export function addressOf(url: string, ownerUrl?: string): Address {
  const app = readUrl(url);
  const login = { user: app.user ?? '', password: app.password ?? undefined };
  const host = namesHost(url) ? app.host : 'localhost';
  const place = { host, port: app.port, database: app.database ?? login.user };
  const ssl = (app as unknown as { ssl: Address['ssl'] }).ssl;
  if (ownerUrl === undefined) return { ...place, ssl, owner: login, app: undefined };
  const owner = readUrl(ownerUrl);
  return {
    ...place,
    ssl,
    owner: { user: owner.user ?? '', password: owner.password ?? undefined },
    app: login,
  };
}

/** Where a URL names none it is this machine, whatever PGHOST says: that is no setting of ours, and no TLS was asked for. */
const namesHost = (url: string): boolean =>
  !/^postgres(ql)?:\/\/([^@/?#]*@)?(:\d+)?([/?#]|$)/.test(url) || /[?&]host=[^&#]/.test(url);

function readUrl(url: string): pg.Client {
  try {
    if (!/^postgres(ql)?:\/\//.test(url)) throw new TypeError('not a PostgreSQL URL');
    return new pg.Client({ connectionString: url });
  } catch {
    // The cause may hold the URL and so the password: it stays here.
    throw connectionFailure.badUrl();
  }
}

/** A session of its own, as the tables' owner: for migrations, backup and restore. */
export async function connectAsOwner(address: Address, name: string): Promise<pg.Client> {
  const client = new pg.Client(clientConfig(address, address.owner, name));
  // A lost connection shows at the next statement; without a listener it would end the process.
  client.on('error', () => {});
  try {
    await client.connect();
  } catch (error) {
    throw connectionFailure.of(error, address, address.owner.user);
  }
  return client;
}
