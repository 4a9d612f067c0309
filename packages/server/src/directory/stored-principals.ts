import { parsePolicy } from '@assent/policy';
import type { PolicyType, PrincipalEntry } from '@assent/policy';
import { entityArn, inStore, parseEntityArn } from './arn.ts';
import type { Snapshot } from './snapshot.ts';

/** The users and roles that a stored document names, as they were written, each with the unique id it stood for when the
 * document was saved (R7.3). */
export type StoredPrincipals = Readonly<Record<string, string>>;

/** A document with a `Principal` as it is kept: the text that was given, and who was meant by it. */
export interface PrincipalDocument {
  readonly type: Extract<PolicyType, 'trust' | 'resource'>;
  readonly text: string;
  readonly principals: StoredPrincipals;
}

/** A principal of a document that is to be saved, which does not exist or is none. */
export class UnknownPrincipalError extends Error {
  readonly code = 'unknown-principal';
  readonly kind: PrincipalEntry['kind'];
  readonly value: string;

  constructor({ kind, value }: PrincipalEntry) {
    super(`no principal \`${value}\` of kind \`${kind}\` exists`);
    this.name = 'UnknownPrincipalError';
    this.kind = kind;
    this.value = value;
  }
}

/** Finds out whom a document names, before it is saved (R13.9). Users, roles and identity providers must exist; sessions and
 * accounts are not looked up: a server knows its own accounts, not all there are.
 * @throws UnknownPrincipalError */
export function resolvePrincipals(text: string, type: PrincipalDocument['type'], snapshot: Snapshot): StoredPrincipals {
  const resolved: Record<string, string> = {};
  for (const entry of principalEntries(text, type)) {
    const { kind, value } = entry;
    if (kind === 'AWS' && !needsNoLookup(value)) {
      const id = findPrincipalId(value, snapshot);
      if (id === undefined) throw new UnknownPrincipalError(entry);
      resolved[value] = id;
    }
    if ((kind === 'Federated' && !isProvider(value, snapshot)) || (kind === 'Service' && !isServiceName(value))) throw new UnknownPrincipalError(entry);
  }
  return resolved;
}

/** Those of whom a document names that exist, for a document that another service holds already. The others stay as they are
 * written: they mean whoever has their ARN when a decision is taken. */
export function knownPrincipals(text: string, type: PrincipalDocument['type'], snapshot: Snapshot): StoredPrincipals {
  const known = principalEntries(text, type).flatMap(({ kind, value }): [string, string][] => {
    const id = kind === 'AWS' && !needsNoLookup(value) ? findPrincipalId(value, snapshot) : undefined;
    return id === undefined ? [] : [[value, id]];
  });
  return Object.fromEntries(known);
}

/** The document as decisions read it: unique ids in the place of the ARNs that stood for them, so that a namesake that is
 * made later is a stranger. */
export const decidingText = ({ type, text, principals }: PrincipalDocument): string =>
  namesNobody(principals) ? text : rewritePrincipals(text, type, (value) => (Object.hasOwn(principals, value) ? principals[value] : undefined));

/** The document as it is shown: ARNs while the entity lives, after it the bare id. */
export function shownText({ type, text, principals }: PrincipalDocument, snapshot: Snapshot, partition: string): string {
  if (namesNobody(principals)) return text;
  return rewritePrincipals(text, type, (value) => {
    const id = Object.hasOwn(principals, value) ? principals[value] : undefined;
    if (id === undefined) return undefined;
    const facts = snapshot.find('user', id) ?? snapshot.find('role', id);
    if (!facts) return id;
    const named = parseEntityArn(value);
    return entityArn(named?.partition ?? partition, facts.account, facts.kind, facts.path, facts.name);
  });
}

function principalEntries(text: string, type: PolicyType): readonly PrincipalEntry[] {
  const { document } = parsePolicy(text, { type });
  return document?.statements.flatMap(({ principal }) => principal?.entries ?? []) ?? [];
}

/** Everybody, accounts, and sessions, which are not looked up (R13.9). */
const needsNoLookup = (value: string): boolean =>
  value === '*' ||
  /^\d{12}$/.test(value) ||
  /^arn:aws[a-z-]*:iam::\d{12}:root$/.test(value) ||
  /^arn:aws[a-z-]*:sts::\d{12}:(assumed-role\/[^/]+\/[^/]+|federated-user\/[^/]+)$/.test(value);

/** The unique id of the user or role that an ARN, or that id itself, stands for now (R7.3); `undefined` where there is none. */
export function findPrincipalId(value: string, snapshot: Snapshot): string | undefined {
  if (/^AIDA[A-Z2-7]{17}$/.test(value)) return snapshot.find('user', value)?.id;
  if (/^AROA[A-Z2-7]{17}$/.test(value)) return snapshot.find('role', value)?.id;
  const arn = parseEntityArn(value);
  if (!arn) return undefined;
  const facts = snapshot.findNamed(arn.kind, arn.account, arn.name);
  // Names in principals are compared with case, and the path must be the entity's own (R7.6, R7.7).
  return facts && facts.name === arn.name && facts.path === arn.path ? facts.id : undefined;
}

/** A provider of an account of this server, or the host of a built-in one. */
function isProvider(value: string, snapshot: Snapshot): boolean {
  if (/^arn:aws[a-z-]*:iam::\d{12}:oidc-provider\/./.test(value)) return snapshot.find('oidcProvider', inStore(value)) !== undefined;
  if (/^arn:aws[a-z-]*:iam::\d{12}:saml-provider\/./.test(value)) return snapshot.find('samlProvider', inStore(value)) !== undefined;
  return isHostName(value);
}

const isServiceName = isHostName;

function isHostName(value: string): boolean {
  return value.length <= 253 && value.includes('.') && value.split('.').every((label) => /^[A-Za-z0-9_-]{1,63}$/.test(label));
}

function namesNobody(principals: StoredPrincipals): boolean {
  for (const _ in principals) return false;
  return true;
}

/** Replaces principals in a document's text and leaves every other character as it is. */
function rewritePrincipals(text: string, type: PolicyType, replacement: (value: string) => string | undefined): string {
  let rewritten = '';
  let from = 0;
  for (const { kind, value, span } of [...principalEntries(text, type)].sort((a, b) => a.span.start.offset - b.span.start.offset)) {
    const other = kind === 'AWS' ? replacement(value) : undefined;
    if (other === undefined || other === value) continue;
    rewritten += text.slice(from, span.start.offset) + JSON.stringify(other);
    from = span.end.offset;
  }
  return rewritten + text.slice(from);
}
