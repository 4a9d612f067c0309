import { deflateSync, inflateSync } from 'node:zlib';
import type { AuthorizationRequest, Decision, MatchedStatement, PatternElement, PolicySet, Principal, Statement } from '@assent/policy';
import type { Vault } from '../secret/vault.ts';
import { ApiError } from '../wire/api-error.ts';

const purpose = 'authorization message';
/** What DecodeAuthorizationMessage takes (R12.8). */
const encodedLimit = 10_240;
const decodedLimit = 1 << 20;

interface Sealed {
  readonly account: string;
  readonly message: string;
}

/** Seals the details of a denial for whoever may decode them: the account of the principal that was denied (R12.8).
 * @param keys condition keys worth telling, as the request had them
 * @returns text of letters, digits, `-` and `_`, 10,240 characters at most
 * @example encodeAuthorizationMessage(vault, request, decision, '111122223333', ['ec2:Region']) */
export function encodeAuthorizationMessage(vault: Vault, request: AuthorizationRequest, decision: Decision, account: string, keys: readonly string[] = []): string {
  let { matchedStatements } = decision;
  for (;;) {
    const sealed: Sealed = { account, message: JSON.stringify(messageOf(request, decision, matchedStatements, keys)) };
    const plain = Buffer.from(JSON.stringify(sealed));
    const encoded = vault.seal(purpose, purpose, deflateSync(plain)).toString('base64url');
    if ((encoded.length <= encodedLimit && plain.length <= decodedLimit) || matchedStatements.length === 0) return encoded;
    // Very long policies are told in part rather than not at all.
    matchedStatements = matchedStatements.slice(0, Math.floor(matchedStatements.length / 2));
  }
}

/** Opens what `encodeAuthorizationMessage` made, for the account that it was made for.
 * @throws ApiError `InvalidAuthorizationMessageException` for everything else */
export function decodeAuthorizationMessage(vault: Vault, encoded: string, account: string): string {
  const opened = /^[A-Za-z0-9_-]+$/.test(encoded) ? vault.open(purpose, purpose, Buffer.from(encoded, 'base64url')) : undefined;
  const sealed = opened && (JSON.parse(inflateSync(opened, { maxOutputLength: decodedLimit }).toString('utf8')) as Sealed);
  if (sealed?.account !== account) throw new ApiError('InvalidAuthorizationMessageException', 'Message is not valid');
  return sealed.message;
}

const items = <T>(list: readonly T[]): { readonly items: readonly T[] } => ({ items: list });
const values = (list: readonly string[]): { readonly items: readonly { readonly value: string }[] } => items(list.map((value) => ({ value })));

function messageOf(request: AuthorizationRequest, decision: Decision, matched: readonly MatchedStatement[], keys: readonly string[]): object {
  const { principal, action, resource, context } = request;
  return {
    allowed: decision.decision === 'allowed',
    explicitDeny: decision.decision === 'explicitDeny',
    matchedStatements: items(matched.flatMap((each) => statementOf(request, each) ?? [])),
    failures: items([]),
    context: {
      principal: { id: idOf(principal), arn: 'arn' in principal ? principal.arn : undefined },
      action: action.slice(action.indexOf(':') + 1),
      resource,
      conditions: items(
        keys.flatMap((key) => {
          const value = context.get(key.toLowerCase());
          return value ? [{ key, values: values(value.values) }] : [];
        }),
      ),
    },
  };
}

function statementOf({ principal, policies }: AuthorizationRequest, { policyType, documentIndex, statementIndex, level, effect }: MatchedStatement): object | undefined {
  const held = policies[policyType];
  const set = isLevels(held) ? held[level ?? 0] : held;
  const statement = set?.policies[documentIndex]?.document.statements[statementIndex];
  if (!statement) return undefined;
  return {
    statementId: statement.sid ?? '',
    effect: effect.toUpperCase(),
    // The holder of an identity-based policy, or whom the statement names.
    principals: values(statement.principal?.entries.map(({ value }) => value) ?? [idOf(principal)]),
    principalGroups: items([]),
    actions: values(patternsOf(statement.action)),
    resources: values(patternsOf(statement.resource)),
    conditions: conditionsOf(statement),
  };
}

const isLevels = (held: PolicySet | readonly PolicySet[] | undefined): held is readonly PolicySet[] => Array.isArray(held);

const patternsOf = (element: PatternElement | undefined): readonly string[] => element?.entries.map(({ value }) => value) ?? [];

const conditionsOf = ({ conditions }: Statement): object => items(conditions.map(({ key, values: wanted }) => ({ key: key.value, values: values(wanted.map(({ value }) => value)) })));

/** The unique id of a principal, with the session where there is one. */
function idOf(principal: Principal): string {
  switch (principal.kind) {
    case 'root':
      return principal.account;
    case 'user':
      return principal.id ?? principal.arn;
    case 'roleSession':
      return principal.roleId === undefined ? principal.arn : `${principal.roleId}:${principal.arn.slice(principal.arn.lastIndexOf('/') + 1)}`;
    case 'federatedUser':
      return `${principal.account}:${principal.arn.slice(principal.arn.lastIndexOf('/') + 1)}`;
    case 'service':
      return principal.service;
    case 'federated':
      return principal.provider;
    case 'canonicalUser':
      return principal.id;
    case 'anonymous':
      return '*';
  }
}
