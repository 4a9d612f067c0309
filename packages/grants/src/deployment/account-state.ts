import type { HolderDetails, IamCalls, InstanceProfileDetails, PolicyDetails } from './iam-calls.ts';
import { ownPath, stackTag } from './ownership.ts';
import { readPolicy } from './policy-text.ts';
import type { PolicyObject } from './policy-text.ts';

/** What kind of identity a holder is. */
export type HolderKind = 'role' | 'user' | 'group';

/** A role, user or group that is there. */
export interface HolderState {
  readonly kind: HolderKind;
  readonly name: string;
  readonly path: string;
  /** Whether it has the stack's tag; groups have no tags. */
  readonly owned: boolean;
  readonly trust?: PolicyObject;
  /** By name. */
  readonly inline: ReadonlyMap<string, PolicyObject>;
  /** ARNs. */
  readonly attached: readonly string[];
}

/** A managed policy of the stack. */
export interface ManagedPolicyState {
  readonly arn: string;
  readonly document: PolicyObject;
}

/** What there is in an account, as far as it concerns a stack. */
export interface AccountState {
  /** By kind and name in small letters: IAM's names differ in more than that. */
  readonly holders: ReadonlyMap<string, HolderState>;
  /** The stack's managed policies, by ARN. */
  readonly policies: ReadonlyMap<string, ManagedPolicyState>;
  /** The stack's instance profiles, by name, with the roles that they carry. */
  readonly profiles: ReadonlyMap<string, readonly string[]>;
}

export const holderKey = (kind: HolderKind, name: string): string => `${kind}/${name.toLowerCase()}`;

/** Reads an account: its authorization details, and the instance profiles below the stack's path. */
export async function readAccount(iam: IamCalls, stackName: string): Promise<AccountState> {
  const holders: HolderState[] = [];
  const policies: ManagedPolicyState[] = [];
  let marker: string | undefined;
  do {
    const page = await iam.getAccountAuthorizationDetails({ Filter: ['Role', 'User', 'Group', 'LocalManagedPolicy'], ...(marker === undefined ? {} : { Marker: marker }) });
    for (const role of page.RoleDetailList ?? []) holders.push(holderState('role', role, stackName));
    for (const user of page.UserDetailList ?? []) holders.push(holderState('user', user, stackName));
    for (const group of page.GroupDetailList ?? []) holders.push(holderState('group', group, stackName));
    policies.push(...(page.Policies ?? []).filter(({ Path }) => Path === ownPath(stackName)).map(policyState));
    marker = page.IsTruncated === true ? page.Marker : undefined;
  } while (marker !== undefined);
  return {
    holders: new Map(holders.map((holder) => [holderKey(holder.kind, holder.name), holder])),
    policies: new Map(policies.map((policy) => [policy.arn, policy])),
    profiles: new Map((await readProfiles(iam, stackName)).map(({ InstanceProfileName = '', Roles = [] }) => [InstanceProfileName, Roles.map(({ RoleName = '' }) => RoleName)])),
  };
}

async function readProfiles(iam: IamCalls, stackName: string): Promise<readonly InstanceProfileDetails[]> {
  const found: InstanceProfileDetails[] = [];
  let marker: string | undefined;
  do {
    const page = await iam.listInstanceProfiles({ PathPrefix: ownPath(stackName), ...(marker === undefined ? {} : { Marker: marker }) });
    found.push(...(page.InstanceProfiles ?? []));
    marker = page.IsTruncated === true ? page.Marker : undefined;
  } while (marker !== undefined);
  return found;
}

/** IAM answers documents encoded as in a URL. */
const decode = (document = ''): PolicyObject => readPolicy(decodeURIComponent(document));

function holderState(kind: HolderKind, details: HolderDetails, stackName: string): HolderState {
  const { Path = '/', AssumeRolePolicyDocument, Tags = [], AttachedManagedPolicies = [] } = details;
  const inline = details.RolePolicyList ?? details.UserPolicyList ?? details.GroupPolicyList ?? [];
  const tag = stackTag(stackName);
  return {
    kind,
    name: details.RoleName ?? details.UserName ?? details.GroupName ?? '',
    path: Path,
    owned: Tags.some(({ Key, Value }) => Key === tag.Key && Value === tag.Value),
    ...(AssumeRolePolicyDocument === undefined ? {} : { trust: decode(AssumeRolePolicyDocument) }),
    inline: new Map(inline.map(({ PolicyName = '', PolicyDocument }) => [PolicyName, decode(PolicyDocument)])),
    attached: AttachedManagedPolicies.flatMap(({ PolicyArn }) => PolicyArn ?? []),
  };
}

const policyState = ({ Arn = '', PolicyVersionList = [] }: PolicyDetails): ManagedPolicyState => ({
  arn: Arn,
  document: decode(PolicyVersionList.find(({ IsDefaultVersion }) => IsDefaultVersion === true)?.Document),
});
