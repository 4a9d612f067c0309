import { CfnResource } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { PolicyJson, StatementJson } from '../statement/document.ts';
import { documentOf } from './cdk-holder.ts';
import type { CdkPolicy } from './cdk-policy.ts';
import type { PhysicalResolver } from './physical-resolver.ts';

/** The policy of a resource of an app. */
export interface ResourcePolicy {
  readonly arn: string;
  readonly document: PolicyJson;
}

/** The policies of the resources under a construct; several on one resource are one. */
export function resourcePoliciesOf(root: IConstruct, policies: readonly CdkPolicy[], resolver: PhysicalResolver): readonly ResourcePolicy[] {
  const resources = root.node.findAll().flatMap((construct) => (CfnResource.isCfnResource(construct) ? [construct] : []));
  const calledAs = (text: string): readonly CfnResource[] => resources.filter((one) => resolver.arnOf(one) === text || resolver.attributeOf(one, 'Ref') === text);
  const statements = new Map<string, StatementJson[]>();
  for (const policy of policies.filter(({ kind }) => kind === 'resource')) {
    const on = policy.on.length === 0 ? [policy.construct] : policy.on.flatMap(calledAs);
    for (const arn of on.map((one) => resolver.arnOf(one))) statements.set(arn, [...(statements.get(arn) ?? []), ...policy.statements]);
  }
  return [...statements].map(([arn, all]) => ({ arn, document: documentOf(all) }));
}

/** The policy of the resource that an ARN is of, or is a part of. */
export const policyOn = (policies: readonly ResourcePolicy[], arn: string): ResourcePolicy | undefined => policies.find(({ arn: own }) => arn === own || arn.startsWith(`${own}/`) || arn.startsWith(`${own}:`));
