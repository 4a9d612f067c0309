import { parseArn } from '@assent/policy';

/** The instance that the metadata service speaks of. It is made up, but for its account, region and role. */
export interface Instance {
  readonly accountId: string;
  readonly region: string;
  readonly availabilityZone: string;
  readonly instanceId: string;
  readonly imageId: string;
  readonly instanceType: string;
  readonly architecture: 'x86_64' | 'arm64';
  readonly privateIp: string;
  readonly launchedAt: Date;
  /** Name of the role, which its instance profile has, too, as the console makes them. */
  readonly roleName: string;
  readonly profileArn: string;
  readonly profileId: string;
}

export interface InstanceFacts {
  /** ARN. */
  readonly role: string;
  readonly region: string;
  /** Hexadecimal digits, 17 at least. */
  readonly id: string;
  readonly architecture: string;
  readonly now: Date;
}

/** @throws Error where the role is no ARN of a role */
export function makeInstance({ role, region, id, architecture, now }: InstanceFacts): Instance {
  const arn = parseArn(role);
  const name = arn?.resource.split('/').at(-1);
  if (!arn || name === undefined || name === '') throw new Error(`\`${role}\` is no ARN of a role`);
  return {
    accountId: arn.account,
    region,
    availabilityZone: `${region}a`,
    instanceId: `i-${id.slice(0, 17)}`,
    imageId: `ami-${id.slice(0, 17)}`,
    instanceType: architecture === 'arm64' ? 't4g.micro' : 't3.micro',
    architecture: architecture === 'arm64' ? 'arm64' : 'x86_64',
    privateIp: '127.0.0.1',
    launchedAt: now,
    roleName: name,
    profileArn: `arn:${arn.partition}:iam::${arn.account}:instance-profile/${name}`,
    profileId: `AIPA${id.slice(0, 17).toUpperCase().replaceAll(/[018E9]/g, 'Z')}`,
  };
}
