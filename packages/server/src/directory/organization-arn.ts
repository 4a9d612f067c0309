import { findAwsPolicy } from './aws-organization-policy.ts';

/** The organization that an ARN is about. ARNs carry the management account, whoever they are about (R23.8). */
export interface ArnOwner {
  readonly id: string;
  readonly managementAccount: string;
}

const arn = (partition: string, { id, managementAccount }: ArnOwner, type: string, rest = ''): string => `arn:${partition}:organizations::${managementAccount}:${type}/${id}${rest}`;

export const organizationArn = (partition: string, owner: ArnOwner): string => arn(partition, owner, 'organization');

export const memberArn = (partition: string, owner: ArnOwner, account: string): string => arn(partition, owner, 'account', `/${account}`);

/** Of a root (`r-…`), an organizational unit (`ou-…`) or an account. */
export function targetArn(partition: string, owner: ArnOwner, id: string): string {
  return id.startsWith('r-') ? arn(partition, owner, 'root', `/${id}`) : id.startsWith('ou-') ? arn(partition, owner, 'ou', `/${id}`) : memberArn(partition, owner, id);
}

/** AWS's own policies belong to nobody's organization. */
export function organizationPolicyArn(partition: string, owner: ArnOwner, { id, type }: { readonly id: string; readonly type: string }): string {
  const word = type.toLowerCase();
  return findAwsPolicy(id) ? `arn:${partition}:organizations::aws:policy/${word}/${id}` : arn(partition, owner, 'policy', `/${word}/${id}`);
}

export const handshakeArn = (partition: string, owner: ArnOwner, { id, action }: { readonly id: string; readonly action: string }): string => arn(partition, owner, 'handshake', `/${action.toLowerCase()}/${id}`);

export const resourcePolicyArn = (partition: string, owner: ArnOwner, id: string): string => arn(partition, owner, 'resourcepolicy', `/${id}`);

export const transferArn = (partition: string, owner: ArnOwner, id: string, direction: string): string => arn(partition, owner, 'transfer', `/billing/${direction}/${id}`);
