export type { RootKey } from './directory/root-key.ts';
export { startServer } from './server.ts';
export type { RunningServer, ServerOptions } from './server.ts';
export { StoreError } from './store/store.ts';
export { httpsDocuments } from './federation/https-documents.ts';
export type { DocumentSource, HttpsOptions } from './federation/https-documents.ts';
export type { RoutedCall } from './gateway/routed-call.ts';
export { routeRequest } from './gateway/routing/route-request.ts';
export type { HeadRouting, Routing, RoutingOptions } from './gateway/routing/routing.ts';
