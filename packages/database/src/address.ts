import type { ConnectionOptions } from 'node:tls';

export interface Login {
  readonly user: string;
  readonly password: string | undefined;
}

/** Where a database is and who enters. A password never leaves it in words for people. */
export interface Address {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  /** Owns the tables: migrations, backup, restore. */
  readonly owner: Login;
  /** Everything else. Undefined: the owner logs in and lays its rights down (SET ROLE machimori_app). */
  readonly app: Login | undefined;
  readonly ssl: boolean | ConnectionOptions;
}
