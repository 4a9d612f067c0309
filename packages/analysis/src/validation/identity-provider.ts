import type { PrincipalEntryView } from '../view/principal-view.ts';
import type { StatementView } from '../view/statement-view.ts';

/** What a `Federated` principal is. */
export type ProviderKind = 'saml' | 'oidc' | 'unknown';

export const githubHost = 'token.actions.githubusercontent.com';

const providerArn = /^arn:[^:]*:iam::[^:]*:(saml|oidc)-provider\/(.+)$/s;

/** The host, and path, that names an OIDC provider in condition keys; `undefined` for everything else. */
export function oidcHost({ kind, value }: PrincipalEntryView): string | undefined {
  if (kind !== 'Federated') return undefined;
  const match = providerArn.exec(value);
  if (match) return match[1] === 'oidc' ? match[2] : undefined;
  return isDomain(value) ? value : undefined;
}

export function providerKind({ value }: PrincipalEntryView): ProviderKind {
  const match = providerArn.exec(value);
  if (match) return match[1] === 'saml' ? 'saml' : 'oidc';
  return isDomain(value) ? 'oidc' : 'unknown';
}

const isDomain = (value: string): boolean => /^[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+$/.test(value);

/** The OIDC providers that a statement lets in. */
export function oidcPrincipals(statement: StatementView): readonly { readonly entry: PrincipalEntryView; readonly host: string }[] {
  if (statement.effect !== 'Allow') return [];
  return statement.principals.flatMap(({ negated, entries }) => (negated ? [] : entries.flatMap((entry) => {
    const host = oidcHost(entry);
    return host === undefined ? [] : [{ entry, host }];
  })));
}
