export { copyOf, ownerOf, tableDigests } from './database-copy.ts';
export { type Engine, engines } from './database-engines.ts';
export { serverAddress, type TestDatabase, testDatabase } from './database-server.ts';
export * from './identity-provider.ts';
export { hasObjectServer, type ObjectServer, objectServer } from './object-server.ts';
export { SoftAuthenticator } from './soft-authenticator.ts';
