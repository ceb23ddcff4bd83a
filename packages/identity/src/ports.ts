import type { Vault } from '@machimori/application';
import type { Transaction } from '@machimori/database';
import type { PasswordQueue } from './password-queue.ts';
import type { ProviderGate } from './provider-exchange.ts';

/** What identity needs of the program around it. */
export interface IdentityPorts {
  readonly vault: Vault;
  /** Where passwords are hashed and compared, a few at a time. */
  readonly passwords: PasswordQueue;
  /** Key of the digests under which failed attempts are counted. */
  readonly throttleKey: Uint8Array;
  /** Where people reach the program: `https://machimori.example.lg.jp`. Links and passkeys are bound to it. */
  readonly origin: string;
  /** The program sends mail: what is to be handed over otherwise goes out by itself. */
  readonly mail: boolean;
  /** The way to the organisations' providers of identities. */
  readonly providers: ProviderGate;
  /** Digest of the code that `start` printed: whoever read it may set the program up. */
  readonly firstVisitCode: Uint8Array | undefined;
}

/** What removing a city needs besides. */
export interface RemovalPorts {
  /** Closes the city's log within the act and takes it away; gives back the stub that its key signed. */
  readonly removeLog: (transaction: Transaction, city: string, now: Date) => Promise<string>;
}
