import { countPolicyCharacters } from '@assent/policy';
import { GrantError } from '../grant-error.ts';
import { documentJson, statementJson } from './document.ts';
import type { PolicyJson } from './document.ts';
import { policyQuotas } from './quota.ts';
import type { GrantStatement } from './statement.ts';

/** One policy of a role, user or group. */
export interface HolderPolicy {
  readonly name: string;
  readonly kind: 'inline' | 'managed';
  readonly document: PolicyJson;
}

const size = (value: unknown): number => countPolicyCharacters(JSON.stringify(value));

const envelope = size(documentJson([]));

/** Statements as policies that IAM takes: one inline policy while it fits, else managed ones, filled in order.
 * @throws GrantError `too-large` where more would have to be attached than IAM attaches */
export function splitPolicies(kind: keyof typeof policyQuotas, holder: string, name: string, statements: readonly GrantStatement[]): readonly HolderPolicy[] {
  if (statements.length === 0) return [];
  const quota = policyQuotas[kind];
  const whole = documentJson(statements);
  if (size(whole) <= quota.inline) return [{ name, kind: 'inline', document: whole }];
  const documents = packStatements(statements);
  if (documents.length > quota.attached) {
    throw new GrantError(
      'too-large',
      `what is granted to the ${kind} \`${holder}\` needs ${documents.length} managed policies, and IAM attaches ${quota.attached}: grant fewer, by prefixes for instance, or use several roles`,
    );
  }
  return documents.map((part, index) => ({ name: managedName(`${name}-${kind}-${holder}-${index + 1}`), kind: 'managed', document: part }));
}

/** Statements as documents of managed policies, filled in order. */
export function packStatements(statements: readonly GrantStatement[]): readonly PolicyJson[] {
  const room = policyQuotas.role.managed;
  return pack(statements.flatMap((statement) => cut(statement, room)), room).map(documentJson);
}

function managedName(name: string): string {
  if (name.length > 128) throw new GrantError('invalid-name', `the managed policy \`${name}\` would have a name of ${name.length} characters, and IAM takes 128: give the stack or the group a shorter name`);
  return name;
}

function pack(statements: readonly GrantStatement[], room: number): readonly (readonly GrantStatement[])[] {
  const documents: GrantStatement[][] = [];
  let used = Number.POSITIVE_INFINITY;
  for (const statement of statements) {
    const needed = size(statementJson(statement)) + 1;
    if (used + needed > room) {
      documents.push([]);
      used = envelope;
    }
    documents.at(-1)?.push(statement);
    used += needed;
  }
  return documents;
}

/** A statement too long for one policy, in halves of its longer list, which together say the same. */
function cut(statement: GrantStatement, room: number): readonly GrantStatement[] {
  if (envelope + size(statementJson(statement)) <= room) return [statement];
  const list = statement.resources.length >= statement.actions.length ? 'resources' : 'actions';
  const entries = statement[list];
  if (entries.length < 2) throw new GrantError('too-large', `a single statement of ${size(statementJson(statement))} characters does not fit into a policy of ${room}`);
  const middle = Math.ceil(entries.length / 2);
  return [entries.slice(0, middle), entries.slice(middle)].flatMap((part) => cut({ ...statement, [list]: part }, room));
}
