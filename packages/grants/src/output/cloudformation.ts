import { GrantError } from '../grant-error.ts';
import type { PolicyHolder } from '../grantees/policy-holder.ts';
import { Role } from '../grantees/role.ts';
import type { Stack } from '../stack.ts';
import { cloudFormationPolicy } from './cloudformation-policy.ts';
import type { PropertyPolicy } from './cloudformation-policy.ts';
import { plainName } from './fingerprint.ts';
import { policyTarget } from './policy-target.ts';
import { synthesise } from './synthesis.ts';
import type { SynthesisedHolder } from './synthesis.ts';

/** A resource of a template. */
export interface CloudFormationResource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
  readonly DependsOn?: readonly string[];
}

/** A template of CloudFormation, ready for JSON. */
export interface CloudFormationTemplate {
  readonly AWSTemplateFormatVersion: '2010-09-09';
  readonly Description: string;
  /** Policies that are properties of resources which the template does not make: to be put there by whoever makes them. */
  readonly Metadata?: { readonly 'Assent::PropertyPolicies': readonly PropertyPolicy[] };
  readonly Resources: Readonly<Record<string, CloudFormationResource>>;
}

/** How many resources a template may have. */
const resourceQuota = 500;

/** A stack as a template of CloudFormation: roles, users and groups with their policies, and the policies of resources. Logical
 * ids are made of kind and name and stay as they are whatever else the stack has.
 * @throws GrantError `too-large`, `not-expressible`, `cyclic-order` */
export function toCloudFormation(stack: Stack): CloudFormationTemplate {
  const { holders, resources } = synthesise(stack);
  const made: Record<string, CloudFormationResource> = {};
  /** The logical ids of what has to be there before whatever comes after a holder. */
  const idsOf = new Map<string, readonly string[]>();
  const wait = (arns: readonly string[]): { readonly DependsOn?: readonly string[] } => {
    const ids = arns.flatMap((arn) => idsOf.get(arn) ?? []);
    return ids.length === 0 ? {} : { DependsOn: ids };
  };
  for (const synthesised of holders) {
    const { holder, after } = synthesised;
    const id = holderId(holder);
    made[id] = { ...holderResource(synthesised), ...wait(after) };
    const managed = managedPolicies(synthesised, id);
    Object.assign(made, managed, instanceProfiles(holder, id));
    idsOf.set(holder.arn, [id, ...Object.keys(managed)]);
  }
  const properties: PropertyPolicy[] = [];
  for (const { resource, policy, statements, after } of resources) {
    const form = cloudFormationPolicy(policyTarget(resource.arn), policy, statements);
    for (const { id, Type, Properties } of form.resources) made[id] = { Type, Properties, ...wait(after) };
    if (form.property) properties.push(form.property);
  }
  const count = Object.keys(made).length;
  if (count > resourceQuota) throw new GrantError('too-large', `the template has ${count} resources, and CloudFormation takes ${resourceQuota}: divide the stack into several`);
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: `Grants of the stack ${stack.name}`,
    ...(properties.length === 0 ? {} : { Metadata: { 'Assent::PropertyPolicies': properties } }),
    Resources: made,
  };
}

const typeNames = { role: 'Role', user: 'User', group: 'Group' } as const;

const holderId = ({ kind, name, arn }: PolicyHolder): string => plainName(typeNames[kind], name, arn);

function holderResource({ holder: { kind, name, path }, trust, policies }: SynthesisedHolder): CloudFormationResource {
  const type = typeNames[kind];
  const inline = policies.filter((policy) => policy.kind === 'inline').map(({ name: PolicyName, document: PolicyDocument }) => ({ PolicyName, PolicyDocument }));
  return {
    Type: `AWS::IAM::${type}`,
    Properties: { [`${type}Name`]: name, Path: path, ...(trust ? { AssumeRolePolicyDocument: trust } : {}), ...(inline.length === 0 ? {} : { Policies: inline }) },
  };
}

function managedPolicies({ holder, policies }: SynthesisedHolder, id: string): Record<string, CloudFormationResource> {
  const managed = policies.filter(({ kind }) => kind === 'managed');
  return Object.fromEntries(
    managed.map(({ name, document }) => [
      plainName('ManagedPolicy', name, `${holder.arn} ${name}`),
      { Type: 'AWS::IAM::ManagedPolicy', Properties: { ManagedPolicyName: name, PolicyDocument: document, [`${typeNames[holder.kind]}s`]: [{ Ref: id }] } },
    ]),
  );
}

function instanceProfiles(holder: PolicyHolder, id: string): Record<string, CloudFormationResource> {
  const names = holder instanceof Role ? holder.instanceProfiles : [];
  return Object.fromEntries(
    names.map((name) => [plainName('InstanceProfile', name, `${holder.arn} ${name}`), { Type: 'AWS::IAM::InstanceProfile', Properties: { InstanceProfileName: name, Roles: [{ Ref: id }] } }]),
  );
}
