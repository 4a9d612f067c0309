import { inParts, tagsOf } from './fact-query.ts';
import type { Loader } from './fact-query.ts';
import type { MfaDeviceFacts, ServerCertificateFacts, ServiceCredentialFacts } from './facts.ts';

const loadMfaDevices: Loader<MfaDeviceFacts> = async (db, ids) => {
  const rows = await inParts(ids, (part) => {
    const query = db.selectFrom('mfa_devices').selectAll();
    return (part ? query.where('serial', 'in', part) : query).execute();
  });
  const tags = await tagsOf(db, ids);
  return rows.map((row) => ({
    id: row.serial,
    account: row.account_id,
    name: row.name,
    path: row.path,
    owner: row.owner_id ?? undefined,
    sealedSeed: row.sealed_seed,
    lastStep: row.last_step,
    drift: row.drift,
    tags: tags(row.serial),
  }));
};

const loadServerCertificates: Loader<ServerCertificateFacts> = async (db, ids) => {
  const rows = await inParts(ids, (part) => {
    const query = db.selectFrom('server_certificates').select(['id', 'account_id', 'name', 'path']);
    return (part ? query.where('id', 'in', part) : query).execute();
  });
  const tags = await tagsOf(db, ids);
  return rows.map((row) => ({ kind: 'serverCertificate', id: row.id, account: row.account_id, name: row.name, path: row.path, tags: tags(row.id) }));
};

const loadServiceCredentials: Loader<ServiceCredentialFacts> = (db, ids) =>
  inParts(ids, async (part) => {
    const query = db.selectFrom('service_credentials').select(['id', 'account_id', 'user_id', 'service']);
    return (await (part ? query.where('id', 'in', part) : query).execute()).map((row) => ({ id: row.id, account: row.account_id, user: row.user_id, service: row.service }));
  });

export const credentialFactLoaders = { mfaDevice: loadMfaDevices, serverCertificate: loadServerCertificates, serviceCredential: loadServiceCredentials } as const;
