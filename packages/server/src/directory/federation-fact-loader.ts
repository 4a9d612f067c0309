import { inParts, tagsOf } from './fact-query.ts';
import type { Loader } from './fact-query.ts';
import type { OidcProviderFacts, SamlProviderFacts } from './facts.ts';

const loadOidcProviders: Loader<OidcProviderFacts> = async (db, ids) => {
  const rows = await inParts(ids, (part) => {
    const query = db.selectFrom('oidc_providers').selectAll();
    return (part ? query.where('arn', 'in', part) : query).execute();
  });
  const tags = await tagsOf(db, ids);
  return rows.map((row) => ({
    kind: 'oidcProvider',
    id: row.arn,
    account: row.account_id,
    url: row.url,
    clientIds: JSON.parse(row.client_ids) as readonly string[],
    thumbprints: JSON.parse(row.thumbprints) as readonly string[],
    createdAt: row.created_at,
    tags: tags(row.arn),
  }));
};

const loadSamlProviders: Loader<SamlProviderFacts> = async (db, ids) => {
  const rows = await inParts(ids, (part) => {
    const query = db.selectFrom('saml_providers').select(['arn', 'account_id', 'name', 'uuid', 'valid_until', 'encryption_mode', 'created_at']);
    return (part ? query.where('arn', 'in', part) : query).execute();
  });
  const tags = await tagsOf(db, ids);
  return rows.map((row) => ({
    kind: 'samlProvider',
    id: row.arn,
    account: row.account_id,
    name: row.name,
    uuid: row.uuid,
    validUntil: row.valid_until,
    encryptionMode: row.encryption_mode ?? undefined,
    createdAt: row.created_at,
    tags: tags(row.arn),
  }));
};

export const federationFactLoaders = { oidcProvider: loadOidcProviders, samlProvider: loadSamlProviders } as const;
