import { CfnResource } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { ServicePrincipal } from '../grantees/plain-principals.ts';
import { Role } from '../grantees/role.ts';
import { OpenResource } from '../resources/resource.ts';
import { Stack } from '../stack.ts';
import { coversAction, coversResource } from '../statement/cover.ts';
import type { GrantStatement } from '../statement/statement.ts';
import { knownTypeOf } from './known-type.ts';
import { placeOf } from './physical-resolver.ts';
import type { PhysicalResolver } from './physical-resolver.ts';

/** A named grant, and what it gives. */
export interface KnownGrant {
  readonly method: string;
  readonly statements: readonly GrantStatement[];
}

/** A resource of an app whose grants are known. */
export interface KnownConstruct {
  /** As the app calls it. */
  readonly id: string;
  readonly arn: string;
  /** Prefixes of the actions on it. */
  readonly services: readonly string[];
  readonly grants: readonly KnownGrant[];
  /** Whether it has `grant(grantee, ...actions)`. */
  readonly open: boolean;
}

/** The resources under a construct whose grants are known. */
export function knownConstructs(root: IConstruct, resolver: PhysicalResolver): readonly KnownConstruct[] {
  return root.node.findAll().flatMap((construct) => (CfnResource.isCfnResource(construct) ? knownConstruct(construct, resolver) : []));
}

function knownConstruct(construct: CfnResource, resolver: PhysicalResolver): readonly KnownConstruct[] {
  const type = knownTypeOf(construct.cfnResourceType);
  if (type === undefined) return [];
  const place = placeOf(construct);
  const has = (property: string): boolean => resolver.read(Reflect.get(construct, property), construct) !== undefined;
  const make = () => type.make(new Stack(place), resolver.nameOf(construct), has);
  const { resource } = make();
  const grants = type.methods.map((method) => {
    const grantee = new Role(new Stack(place), 'grantee', { assumedBy: new ServicePrincipal('ec2.amazonaws.com') });
    make().grant(method, grantee);
    return { method, statements: grantee.statements };
  });
  return [{ id: idOf(construct), arn: resource.arn, services: resource.services, grants, open: resource instanceof OpenResource }];
}

/** What the app calls a construct: its L1 resource is a part of it, most often `Resource`. */
export function idOf(construct: IConstruct): string {
  const { scope, id } = construct.node;
  return id === 'Resource' && scope !== undefined ? scope.node.id : id;
}

/** Full access is meant by who writes `dynamodb:*`, and not by who writes one of its actions. */
const means = (given: string, action: string): boolean => given === action || (!given.endsWith(':*') && coversAction(given, action));

/** Whether a grant gives this action on this resource, or more. */
export const gives = ({ statements }: KnownGrant, action: string, resource: string): boolean =>
  statements.some((statement) => statement.actions.some((given) => means(given, action)) && statement.resources.some((given) => coversResource(given, resource)));

/** Whether a grant gives this action on anything. */
export const givesAction = ({ statements }: KnownGrant, action: string): boolean => statements.some(({ actions }) => actions.some((given) => means(given, action)));

/** Whether a resource of a policy is one construct, or a part of it. */
export function isWithin(resource: string, arn: string): boolean {
  const own = arn.endsWith(':*') ? arn.slice(0, -2) : arn;
  return resource === own || ((resource.startsWith(`${own}/`) || resource.startsWith(`${own}:`)) && own.length > 0);
}
