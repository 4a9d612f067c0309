import { IncompleteCallError } from '../call-view.ts';
import type { CallRequirement, CallView, Resource } from '../call-view.ts';

/** The instance profile of a launch, by its ARN. */
export function instanceProfile(view: CallView): string | undefined {
  const profile = view.at(view.record('IamInstanceProfile'));
  if (profile.has('Arn')) return profile.text('Arn');
  return profile.has('Name') ? `arn:${view.facts.partition}:iam::${view.facts.account}:instance-profile/${profile.text('Name')}` : undefined;
}

/** The role in an instance profile is passed to EC2; where it is not known which that is, the call is refused. */
export function passedRole(view: CallView): readonly CallRequirement[] {
  const profile = instanceProfile(view);
  if (profile === undefined) return [];
  const role = view.facts.roleOfProfile?.(profile);
  if (role === undefined) throw new IncompleteCallError(view.call, 'IamInstanceProfile');
  return [view.passRole(role, 'ec2.amazonaws.com')];
}

/** A launch template may hold a profile: where nobody knows, it may be any role. */
export function templateRoles(view: CallView, template: Resource, version: string | undefined): readonly CallRequirement[] {
  const roles = typeof template === 'string' ? view.facts.rolesOfTemplate?.(template, version) : undefined;
  if (roles) return roles.map((role) => view.passRole(role, 'ec2.amazonaws.com'));
  return [view.need('iam:PassRole', view.partly(`arn:${view.facts.partition}:iam::${view.facts.account}:role/`, '*'), { 'iam:PassedToService': 'ec2.amazonaws.com' })];
}
