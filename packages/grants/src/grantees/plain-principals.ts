import { GrantError } from '../grant-error.ts';
import { checkName } from '../name.ts';
import type { ConditionBlock } from '../statement/statement.ts';
import type { Grantee, PlainPrincipal } from './principal.ts';

/** On whose behalf a service calls: without it, it may be anybody's (R7.10). */
export interface ServicePrincipalProps {
  readonly sourceAccount?: string;
  readonly sourceArn?: string;
}

/** A service, calling in its own name.
 * @example new ServicePrincipal('events.amazonaws.com', { sourceArn: rule }) */
export class ServicePrincipal implements Grantee {
  readonly grantPrincipal: PlainPrincipal;

  constructor(service: string, { sourceAccount, sourceArn }: ServicePrincipalProps = {}) {
    if (!/^[a-z0-9.-]+\.[a-z.]+$/.test(service)) throw new GrantError('invalid-name', `\`${service}\` is not the principal of a service: write for instance \`lambda.amazonaws.com\``);
    const conditions: ConditionBlock = {
      ...(sourceAccount === undefined ? {} : { StringEquals: { 'aws:SourceAccount': [sourceAccount] } }),
      ...(sourceArn === undefined ? {} : { ArnLike: { 'aws:SourceArn': [sourceArn] } }),
    };
    this.grantPrincipal = { kind: 'service', label: `service ${service}`, element: { Service: [service] }, conditions };
  }
}

/** All of an account: its administrators say who there may use what is granted. */
export class AccountPrincipal implements Grantee {
  readonly grantPrincipal: PlainPrincipal;

  constructor(account: string, { partition = 'aws' }: { readonly partition?: string } = {}) {
    if (!/^\d{12}$/.test(account)) throw new GrantError('invalid-account', `\`${account}\` is not an account: write its 12 digits as a string`);
    this.grantPrincipal = { kind: 'account', label: `account ${account}`, element: { AWS: [`arn:${partition}:iam::${account}:root`] }, conditions: {}, account };
  }
}

/** Everyone in an organization. */
export class OrganizationPrincipal implements Grantee {
  readonly grantPrincipal: PlainPrincipal;

  constructor(organizationId: string) {
    if (!/^o-[a-z0-9]{10,32}$/.test(organizationId)) throw new GrantError('invalid-name', `\`${organizationId}\` is not an organization: write for instance \`o-a1b2c3d4e5\``);
    this.grantPrincipal = {
      kind: 'organization',
      label: `organization ${organizationId}`,
      element: { AWS: ['*'] },
      conditions: { StringEquals: { 'aws:PrincipalOrgID': [organizationId] } },
    };
  }
}

/** Whoever a provider signed in. Conditions say which of its users: without them, all. */
export class FederatedPrincipal implements Grantee {
  readonly grantPrincipal: PlainPrincipal;

  constructor(provider: string, conditions: ConditionBlock) {
    checkName('provider', provider);
    if (Object.keys(conditions).length === 0) {
      throw new GrantError('empty-condition', `everyone that \`${provider}\` signs in would be let in: give conditions, for instance \`{ StringEquals: { '…:aud': ['sts.amazonaws.com'] } }\``);
    }
    this.grantPrincipal = { kind: 'federated', label: `users of ${provider}`, element: { Federated: [provider] }, conditions };
  }
}

/** Everyone, signed in or not. */
export class AnyPrincipal implements Grantee {
  readonly grantPrincipal: PlainPrincipal = { kind: 'any', label: 'everyone', element: '*', conditions: {} };
}
