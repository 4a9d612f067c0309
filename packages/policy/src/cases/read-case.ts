import { parseArn } from '../arn.ts';
import type { PolicyType } from '../document/document.ts';
import { parsePolicy } from '../document/parse.ts';
import type { DecidingType } from '../evaluation/decision.ts';
import { policySet } from '../evaluation/policy-set.ts';
import type { PolicySet } from '../evaluation/policy-set.ts';
import { isActionName, isResourceName } from '../evaluation/request.ts';
import type { ApplicablePolicies, AuthorizationRequest, ContextValue, OrganizationFacts } from '../evaluation/request.ts';
import { compilePolicy } from '../statement/compiled-policy.ts';
import type { CompiledPolicy } from '../statement/compiled-policy.ts';
import { CaseError } from './authorization-case.ts';
import type { AuthorizationCase, CaseOptions, Expectation } from './authorization-case.ts';
import { readPrincipal } from './case-principal.ts';
import type { CaseValue, WrittenObjects } from './case-value.ts';

type CaseObject = { readonly [key: string]: CaseValue };

const isObject = (value: CaseValue | undefined): value is CaseObject => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Reads one case.
 * @throws CaseError where it cannot be read */
export function readCase(value: CaseValue, written: WrittenObjects, options: CaseOptions = {}): AuthorizationCase {
  if (!isObject(value)) throw new CaseError('', 'a case must be a map of fields such as `principal`, `action`, `resource`');
  const reader = new CaseReader(value, written, options);
  try {
    return reader.read();
  } catch (error) {
    if (error instanceof CaseError) throw new CaseError(error.field, error.message, reader.id);
    throw error;
  }
}

const decisions: ReadonlySet<string> = new Set(['allowed', 'implicitDeny', 'explicitDeny', 'denied']);
const decidingTypes: ReadonlySet<string> = new Set(['identity', 'permissionsBoundary', 'session', 'resource', 'serviceControl', 'resourceControl', 'vpcEndpoint']);
const policyFields: ReadonlySet<string> = decidingTypes;

class CaseReader {
  readonly #case: CaseObject;
  readonly #written: WrittenObjects;
  readonly #options: CaseOptions;

  constructor(value: CaseObject, written: WrittenObjects, options: CaseOptions) {
    this.#case = value;
    this.#written = written;
    this.#options = options;
  }

  get id(): string | undefined {
    const { id } = this.#case;
    return typeof id === 'string' ? id : undefined;
  }

  read(): AuthorizationCase {
    this.#once(this.#case, '');
    const { id, name, expect } = this.#case;
    if (id !== undefined && typeof id !== 'string') throw new CaseError('id', '`id` must be a string');
    if (name !== undefined && typeof name !== 'string') throw new CaseError('name', '`name` must be a string');
    return {
      ...(id === undefined ? {} : { id }),
      ...(name === undefined ? {} : { name }),
      request: this.#request(),
      ...(this.#options.semantics ? { semantics: this.#options.semantics } : {}),
      ...(expect === undefined ? {} : { expect: this.#expectation(expect) }),
    };
  }

  /** A key that occurs twice in a map would hide one of the two. */
  #once(object: CaseObject, field: string): void {
    const key = this.#written.repeatedKeyOf(object);
    if (key !== undefined) throw new CaseError(field, `the key \`${key}\` occurs more than once${field === '' ? '' : ` in \`${field}\``}`);
  }

  #text(field: string, required: boolean): string | undefined {
    const value = this.#case[field];
    if (value === undefined && !required) return undefined;
    if (typeof value !== 'string' || value === '') throw new CaseError(field, `\`${field}\` must be a string${value === undefined ? ', and is missing' : ''}`);
    return value;
  }

  #map(field: string): CaseObject | undefined {
    const value = this.#case[field];
    if (value === undefined) return undefined;
    if (!isObject(value)) throw new CaseError(field, `\`${field}\` must be a map`);
    this.#once(value, field);
    return value;
  }

  #request(): AuthorizationRequest {
    const principal = readPrincipal(this.#case['principal'], {
      role: this.#text('principalRole', false),
      parent: this.#text('principalParent', false),
      id: this.#text('principalId', false),
    });
    const action = this.#text('action', true) ?? '';
    if (!isActionName(action)) throw new CaseError('action', `\`action\` must have the form service:Name, and is \`${action}\``);
    const resource = this.#text('resource', true) ?? '';
    if (!isResourceName(resource) || (resource !== '*' && !parseArn(resource))) throw new CaseError('resource', `\`resource\` must be an ARN or \`*\`, and is \`${resource}\``);
    const resourceAccount = this.#text('resourceAccount', false);
    if (resourceAccount !== undefined && !/^\d{12}$/.test(resourceAccount)) throw new CaseError('resourceAccount', '`resourceAccount` must be 12 digits in quotes');
    const organization = this.#organization();
    const restrict = this.#map('blockPublicAccess')?.['restrictPublicBuckets'];
    if (restrict !== undefined && typeof restrict !== 'boolean') throw new CaseError('blockPublicAccess', '`restrictPublicBuckets` must be true or false');
    return {
      principal,
      action,
      resource,
      ...(resourceAccount === undefined ? {} : { resourceAccount }),
      context: this.#context(),
      ...(this.#options.now ? { now: this.#options.now } : {}),
      ...(organization ? { organization } : {}),
      policies: this.#policies(),
      ...(restrict === undefined ? {} : { blockPublicAccess: { restrictPublicBuckets: restrict } }),
    };
  }

  #organization(): OrganizationFacts | undefined {
    const map = this.#map('organization');
    if (!map) return undefined;
    const text = (key: string): string | undefined => {
      const value = map[key];
      if (value !== undefined && typeof value !== 'string') throw new CaseError(`organization.${key}`, `\`organization.${key}\` must be a string in quotes`);
      return value;
    };
    const unknown = Object.keys(map).find((key) => !['id', 'managementAccount', 'principalPath', 'resourcePath'].includes(key));
    if (unknown !== undefined) throw new CaseError('organization', `\`organization\` has no field \`${unknown}\``);
    const [managementAccount, principalPath, resourcePath] = [text('managementAccount'), text('principalPath'), text('resourcePath')];
    return {
      id: text('id') ?? '',
      ...(managementAccount === undefined ? {} : { managementAccount }),
      ...(principalPath === undefined ? {} : { principalPath }),
      ...(resourcePath === undefined ? {} : { resourcePath }),
    };
  }

  #context(): ReadonlyMap<string, ContextValue> {
    const context = new Map<string, ContextValue>();
    for (const [name, value] of Object.entries(this.#map('context') ?? {})) {
      const field = `context.${name}`;
      const key = name.toLowerCase();
      if (context.has(key)) throw new CaseError(field, `the key \`${name}\` occurs in two spellings`);
      const items = Array.isArray(value) ? (value as readonly CaseValue[]) : [value as CaseValue];
      const values = items.map((item) => {
        if (typeof item === 'string' || typeof item === 'number' || typeof item === 'boolean') return String(item);
        throw new CaseError(field, `\`${field}\` must be a string, a number, a truth value, or a list of these`);
      });
      const known = this.#options.isMultivalued?.(key);
      if (known === false && Array.isArray(value)) throw new CaseError(field, `\`${name}\` is a single-valued key and cannot have a list`);
      context.set(key, { values, multi: Array.isArray(value) || known === true });
    }
    return context;
  }

  #policies(): ApplicablePolicies {
    const map = this.#map('policies');
    if (!map) return {};
    const unknown = Object.keys(map).find((key) => !policyFields.has(key));
    if (unknown !== undefined) throw new CaseError('policies', `\`policies\` has no field \`${unknown}\`; it has ${[...policyFields].join(', ')}`);
    const list = (type: 'identity' | 'session'): PolicySet | undefined => this.#given(map[type], (value) => this.#set(value, type, `policies.${type}`));
    const one = (type: 'permissionsBoundary' | 'resource' | 'vpcEndpoint'): PolicySet | undefined =>
      this.#given(map[type], (value) => policySet([this.#document(value, type, `policies.${type}`)]));
    const levels = (type: 'serviceControl' | 'resourceControl'): readonly PolicySet[] | undefined =>
      this.#given(map[type], (value) => {
        if (!Array.isArray(value)) throw new CaseError(`policies.${type}`, `\`policies.${type}\` must be a list of levels, each a list of documents`);
        return (value as readonly CaseValue[]).map((level, index) => this.#set(level, type, `policies.${type}[${index}]`));
      });
    const found = {
      identity: list('identity'),
      permissionsBoundary: one('permissionsBoundary'),
      session: list('session'),
      resource: one('resource'),
      serviceControl: levels('serviceControl'),
      resourceControl: levels('resourceControl'),
      vpcEndpoint: one('vpcEndpoint'),
    };
    return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined)) as ApplicablePolicies;
  }

  #given<T>(value: CaseValue | undefined, read: (value: CaseValue) => T): T | undefined {
    return value === undefined ? undefined : read(value);
  }

  #set(value: CaseValue, type: PolicyType, field: string): PolicySet {
    if (!Array.isArray(value)) throw new CaseError(field, `\`${field}\` must be a list of documents`);
    return policySet((value as readonly CaseValue[]).map((document, index) => this.#document(document, type, `${field}[${index}]`)));
  }

  #document(value: CaseValue, type: PolicyType, field: string): CompiledPolicy {
    const { text, name } = this.#documentText(value, field);
    const { document, faults } = parsePolicy(text, { type });
    if (document) return compilePolicy(document, { type, ...(name === undefined ? {} : { name }), ...(this.#options.semantics ? { semantics: this.#options.semantics } : {}) });
    const [first] = faults;
    const where = first ? `line ${first.span.start.line}, column ${first.span.start.column}: ` : '';
    const more = faults.length > 1 ? ` (and ${faults.length - 1} more)` : '';
    throw new CaseError(field, `\`${name ?? field}\` is not a policy: ${where}${first?.message ?? ''}${more}`);
  }

  #documentText(value: CaseValue, field: string): { readonly text: string; readonly name?: string } {
    if (isObject(value)) return { text: this.#written.textOf(value) ?? JSON.stringify(value) };
    if (typeof value !== 'string') throw new CaseError(field, `\`${field}\` must be a document or the path of one`);
    if (!this.#options.loadDocument) throw new CaseError(field, `\`${field}\` names a file, which only a case in a file can`);
    try {
      return { text: this.#options.loadDocument(value), name: value };
    } catch (error) {
      throw new CaseError(field, `the document \`${value}\` cannot be read: ${(error as Error).message}`);
    }
  }

  #expectation(value: CaseValue): Expectation {
    const { decision, by } = isObject(value) ? value : { decision: value, by: undefined };
    if (typeof decision !== 'string' || !decisions.has(decision)) throw new CaseError('expect', `\`expect\` must be one of ${[...decisions].join(', ')}, or a map with \`decision\` and \`by\``);
    if (by === undefined) return { decision: decision as Expectation['decision'] };
    if (typeof by !== 'string' || !decidingTypes.has(by)) throw new CaseError('expect.by', `\`by\` must be one of ${[...decidingTypes].join(', ')}`);
    return { decision: decision as Expectation['decision'], by: by as DecidingType };
  }
}
