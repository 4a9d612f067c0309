import { accountOf, resourceOf } from './arn.ts';
import type { Case, Scalar } from './case.ts';
import { listOf } from './case.ts';
import type { Caller } from './caller.ts';

export interface Entry {
  readonly values: readonly string[];
  readonly multi: boolean;
}

/** Condition keys in lower case (R4.9). A key that is not there is absent, which is not the same as empty (R1.1). */
export type Context = ReadonlyMap<string, Entry>;

const one = (value: string): Entry => ({ values: [value], multi: false });
const many = (...values: readonly string[]): Entry => ({ values, multi: true });

/** The keys of the request: what follows from the rest of it (6.1, 6.3), and what the case gives, which wins. */
export function contextOf(given: Case, caller: Caller, resourceAccount: string | undefined, now: Date): Context {
  const context = new Map<string, Entry>();
  const fill = (key: string, entry: Entry | undefined): void => {
    if (entry) context.set(key.toLowerCase(), entry);
  };
  for (const [key, entry] of principalKeys(given, caller)) fill(key, entry);
  fill('aws:ResourceAccount', resourceAccount === undefined ? undefined : one(resourceAccount));
  const { organization } = given;
  if (organization?.resourcePath !== undefined) {
    fill('aws:ResourceOrgID', one(organization.id ?? ''));
    fill('aws:ResourceOrgPaths', many(organization.resourcePath));
  }
  fill('aws:ViaAWSService', one('false'));
  fill('aws:CurrentTime', one(now.toISOString()));
  fill('aws:EpochTime', one(String(Math.floor(now.getTime() / 1000))));
  // 6.1: the first and the last of the services that the call came through.
  const calledVia = Object.entries(given.context ?? {}).find(([key]) => key.toLowerCase() === 'aws:calledvia')?.[1];
  const [first, last] = [listOf<Scalar>(calledVia ?? []).at(0), listOf<Scalar>(calledVia ?? []).at(-1)];
  if (first !== undefined) fill('aws:CalledViaFirst', one(String(first)));
  if (last !== undefined) fill('aws:CalledViaLast', one(String(last)));
  for (const [key, value] of Object.entries(given.context ?? {})) {
    fill(key, { values: listOf<Scalar>(value).map(String), multi: Array.isArray(value) }); // R1.5
  }
  return context;
}

function* principalKeys(given: Case, caller: Caller): Generator<readonly [string, Entry]> {
  switch (caller.kind) {
    case 'root':
      yield ['aws:PrincipalArn', one(caller.arn)];
      yield ['aws:userid', one(caller.account)];
      yield ['aws:PrincipalType', one('Account')];
      break;
    case 'user':
      yield ['aws:PrincipalArn', one(caller.arn)];
      yield ['aws:username', one(resourceOf(caller.arn).split('/').at(-1) ?? '')]; // R5.10
      if (caller.id !== undefined) yield ['aws:userid', one(caller.id)];
      yield ['aws:PrincipalType', one('User')];
      break;
    case 'roleSession':
      yield ['aws:PrincipalArn', one(caller.roleArn)]; // 6.1: of the role, never of the session
      if (caller.id !== undefined) yield ['aws:userid', one(`${caller.id}:${resourceOf(caller.arn).split('/').at(-1) ?? ''}`)];
      yield ['aws:PrincipalType', one('AssumedRole')];
      break;
    case 'federatedUser':
      yield ['aws:PrincipalArn', one(caller.arn)];
      yield ['aws:userid', one(`${caller.account}:${resourceOf(caller.arn).slice('federated-user/'.length)}`)];
      yield ['aws:PrincipalType', one('FederatedUser')];
      break;
    case 'anonymous':
      yield ['aws:PrincipalAccount', one('anonymous')];
      yield ['aws:PrincipalType', one('Anonymous')];
      return;
    case 'service':
      yield ['aws:PrincipalIsAWSService', one('true')];
      yield ['aws:PrincipalServiceName', one(caller.service)];
      yield ['aws:PrincipalServiceNamesList', many(caller.service)];
      return;
    case 'canonicalUser':
      yield ['aws:PrincipalIsAWSService', one('false')]; // the request is signed
      return;
    default:
      return; // a federated caller's request is not signed
  }
  yield ['aws:PrincipalAccount', one(accountOf(caller.arn))];
  yield ['aws:PrincipalIsAWSService', one('false')];
  const { organization } = given;
  if (organization?.principalPath !== undefined) {
    yield ['aws:PrincipalOrgID', one(organization.id ?? '')]; // R1.6
    yield ['aws:PrincipalOrgPaths', many(organization.principalPath)];
  }
}
