export { accountQuotas } from './directory/account-quota.ts';
export type { AccountQuotas } from './directory/account-quota.ts';
export type { RootKey } from './directory/root-key.ts';
export { startServer } from './server.ts';
export type { RunningServer, ServerOptions } from './server.ts';
export { StoreError } from './store/store.ts';
export { httpsDocuments } from './federation/https-documents.ts';
export type { DocumentSource, HttpsOptions } from './federation/https-documents.ts';
