import fc from 'fast-check';
import type { Case, ConditionMap, Document, Statement } from '../reference/case.ts';
import * as names from './names.ts';

const pick = <T>(...values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);

/** `one`, now and then a list. */
const oneOrMany = <T>(one: fc.Arbitrary<T>, empty: boolean): fc.Arbitrary<T | T[]> =>
  fc.oneof({ weight: 6, arbitrary: one }, { weight: 3, arbitrary: fc.array(one, { minLength: 1, maxLength: 3 }) }, ...(empty ? [{ weight: 1, arbitrary: fc.constant<T[]>([]) }] : []));

const operator = (base: string): fc.Arbitrary<string> =>
  fc.tuple(pick('', '', '', 'ForAllValues:', 'ForAnyValue:'), pick('', '', 'IfExists')).map(([set, suffix]) => set + base + suffix);

const test: fc.Arbitrary<readonly [string, Readonly<Record<string, string | number | boolean | (string | number | boolean)[]>>]> = pick(...names.families).chain((family) =>
  fc.tuple(
    pick(...family.operators).chain(operator),
    fc.tuple(
      // Now and then an operator looks at a key of another family: junk under a typed operator.
      fc.oneof({ weight: 12, arbitrary: pick(...family.keys) }, { weight: 1, arbitrary: pick(...Object.keys(names.contextKeys)) }),
      oneOrMany(pick(...family.values), true),
    ).map(([key, value]) => ({ [key]: value })),
  ),
);

const condition: fc.Arbitrary<ConditionMap> = fc.array(test, { minLength: 0, maxLength: 2 }).map((tests) => Object.fromEntries(tests));

const allowedBroadly = fc.record({ action: pick('*', 's3:*', 'sts:*', 'kms:*'), resource: fc.constant('*') });
const anyPattern = fc.record({ action: oneOrMany(pick(...names.actionPatterns), false), resource: oneOrMany(pick(...names.resourcePatterns), false) });

const principalOf = {
  AWS: pick('*', '111111111111', '222222222222', ...names.roots, ...names.users, ...names.roles, ...names.sessions, ...names.federatedUsers, ...names.userIds, ...names.roleIds, 'arn:aws:iam::111111111111:user/*', 'arn:aws:iam::111111111111:user/U'),
  Service: pick(...names.services, '*'),
  Federated: pick(...names.providers, '*'),
  CanonicalUser: pick(...names.canonicalIds),
};

export const principalElement: fc.Arbitrary<NonNullable<Statement['Principal']>> = fc.oneof(
  { weight: 3, arbitrary: fc.constant('*') },
  { weight: 7, arbitrary: oneOrMany(principalOf.AWS, false).map((AWS) => ({ AWS })) },
  { weight: 2, arbitrary: fc.record({ Service: oneOrMany(principalOf.Service, false), AWS: principalOf.AWS }, { requiredKeys: ['Service'] }) },
  { weight: 1, arbitrary: principalOf.Federated.map((Federated) => ({ Federated })) },
  { weight: 1, arbitrary: principalOf.CanonicalUser.map((CanonicalUser) => ({ CanonicalUser })) },
);

/** `hanging`: a policy on a resource, which a statement need not name (R2.20). */
type Principals = 'none' | 'any' | 'hanging' | 'star';

const negatedOf = (element: string, negated: boolean, value: unknown): object => ({ [negated ? `Not${element}` : element]: value });

/** `deny`: how often of ten a statement is a Deny. */
export const statement = (principals: Principals, deny: number): fc.Arbitrary<Statement> =>
  fc
    .record({
      effect: fc.integer({ min: 0, max: 99 }).map((number) => (number < deny ? 'Deny' : 'Allow')),
      patterns: fc.oneof({ weight: 2, arbitrary: allowedBroadly }, { weight: 2, arbitrary: anyPattern }),
      notAction: fc.integer({ min: 0, max: 11 }).map((number) => number === 0),
      notResource: fc.integer({ min: 0, max: 11 }).map((number) => number === 0),
      principal: principals === 'star' ? fc.constant('*') : principalElement,
      notPrincipal: fc.integer({ min: 0, max: 7 }).map((number) => number === 0),
      hanging: fc.integer({ min: 0, max: 7 }).map((number) => number === 0),
      condition: fc.option(condition, { freq: 2, nil: undefined }),
    })
    .map(({ effect, patterns, notAction, notResource, principal, notPrincipal, hanging, condition: conditions }) => ({
      Effect: effect as 'Allow' | 'Deny',
      ...(principals === 'none' ? {} : negatedOf('Principal', notPrincipal && principals !== 'star', principal)),
      ...negatedOf('Action', notAction, patterns.action),
      ...(hanging && principals === 'hanging' ? {} : negatedOf('Resource', notResource, patterns.resource)),
      ...(conditions === undefined ? {} : { Condition: conditions }),
    }));

export const document = (principals: Principals, deny = 8): fc.Arbitrary<Document> =>
  fc
    .tuple(pick('2012-10-17', '2012-10-17', '2012-10-17', '2008-10-17', undefined), fc.array(statement(principals, deny), { minLength: 1, maxLength: 3 }))
    .map(([version, statements]) => ({ ...(version === undefined ? {} : { Version: version }), Statement: statements.length === 1 && statements[0] ? statements[0] : statements }));

const everything: Document = { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: '*', Resource: '*' } };

const mostlyEverything = (other: fc.Arbitrary<Document>): fc.Arbitrary<Document> => fc.oneof({ weight: 5, arbitrary: fc.constant(everything) }, { weight: 3, arbitrary: other });

const generous: fc.Arbitrary<Document> = pick<NonNullable<Statement['Principal']>>('*', { AWS: ['111111111111', '222222222222'] }, { AWS: [...names.users, ...names.roles, '111111111111', '222222222222'] }, { Service: [...names.services] }).map((Principal) => ({
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Principal, Action: '*', Resource: '*' },
}));

const documents = (one: fc.Arbitrary<Document>, least: number): fc.Arbitrary<readonly Document[]> => fc.array(one, { minLength: least, maxLength: 3 });

const sometimes = <T>(arbitrary: fc.Arbitrary<T>, oneIn: number): fc.Arbitrary<T | undefined> =>
  fc.integer({ min: 1, max: oneIn }).chain((number) => (number === 1 ? arbitrary : fc.constant(undefined)));

const policies: fc.Arbitrary<NonNullable<Case['policies']>> = fc
  .record({
    identity: fc.oneof({ weight: 3, arbitrary: documents(document('none'), 1) }, { weight: 8, arbitrary: documents(mostlyEverything(document('none', 3)), 1) }, { weight: 1, arbitrary: fc.constant(undefined) }),
    permissionsBoundary: sometimes(mostlyEverything(document('none')), 5),
    session: sometimes(documents(mostlyEverything(document('none')), 0), 4),
    resource: fc.oneof({ weight: 4, arbitrary: document('hanging', 12) }, { weight: 8, arbitrary: generous }, { weight: 1, arbitrary: fc.constant(undefined) }),
    serviceControl: sometimes(fc.array(documents(mostlyEverything(document('none', 10)), 1), { minLength: 1, maxLength: 3 }), 5),
    resourceControl: sometimes(fc.array(documents(document('star', 25), 0), { maxLength: 3 }), 5),
    vpcEndpoint: sometimes(fc.oneof(fc.constant<Document>({ Statement: { Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' } }), document('any', 25)), 6),
  })
  .map((record) => Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)));

const context: fc.Arbitrary<NonNullable<Case['context']>> = fc
  .record(Object.fromEntries(Object.entries(names.contextKeys).map(([key, values]) => [key, sometimes(pick(...values), 3)])))
  .map((record) => Object.fromEntries(Object.entries(record).filter((entry): entry is [string, NonNullable<(typeof entry)[1]>] => entry[1] !== undefined)));

type Called = Pick<Case, 'principal' | 'principalRole' | 'principalParent' | 'principalId'>;

export const caller: fc.Arbitrary<Called> = fc.oneof(
  { weight: 8, arbitrary: fc.tuple(pick(...names.users), sometimes(pick(...names.userIds), 2)).map(([principal, id]): Called => ({ principal, ...(id === undefined ? {} : { principalId: id }) })) },
  {
    weight: 8,
    arbitrary: fc
      .tuple(pick(...names.sessions), sometimes(pick(...names.roles, names.serviceLinkedRole), 2), sometimes(pick(...names.roleIds), 2))
      .map(([principal, role, id]): Called => ({ principal, ...(role === undefined ? {} : { principalRole: role }), ...(id === undefined ? {} : { principalId: id }) })),
  },
  {
    weight: 4,
    arbitrary: fc
      .tuple(pick(...names.federatedUsers), sometimes(pick(...names.users, ...names.roots), 2), sometimes(pick(...names.userIds), 3))
      .map(([principal, parent, id]): Called => ({ principal, ...(parent === undefined ? {} : { principalParent: parent }), ...(id === undefined ? {} : { principalId: id }) })),
  },
  { weight: 3, arbitrary: pick(...names.roots).map((principal): Called => ({ principal })) },
  { weight: 2, arbitrary: fc.constant<Called>({ principal: '*' }) },
  { weight: 2, arbitrary: pick(...names.services).map((Service): Called => ({ principal: { Service } })) },
  { weight: 1, arbitrary: pick(...names.providers).map((Federated): Called => ({ principal: { Federated } })) },
  { weight: 1, arbitrary: pick(...names.canonicalIds).map((CanonicalUser): Called => ({ principal: { CanonicalUser } })) },
);

const organization = fc.record({ management: pick(...Object.values(names.accounts)), principal: fc.boolean(), resource: fc.boolean() }).map(({ management, principal, resource }) => ({
  id: 'o-exampleorg1',
  managementAccount: management,
  ...(principal ? { principalPath: 'o-exampleorg1/r-ab12/ou-ab12-11111111/' } : {}),
  ...(resource ? { resourcePath: 'o-exampleorg1/r-ab12/' } : {}),
}));

/** Cases of every kind: about half of them are allowed. */
export const randomCase: fc.Arbitrary<Case> = fc
  .record({
    caller,
    operation: pick(...names.operations, ...names.operations.slice(0, 2), ...names.operations.slice(0, 2)).chain(({ action, resources }) => fc.tuple(pick(action, action, action, action.toUpperCase()), pick(...resources))),
    resourceAccount: sometimes(pick(names.accounts.own, names.accounts.own, names.accounts.other), 3),
    context,
    organization: sometimes(organization, 3),
    policies,
    restrict: sometimes(fc.boolean(), 4),
  })
  .map(({ caller: called, operation: [action, resource], resourceAccount, context: keys, organization: facts, policies: given, restrict }) => ({
    ...called,
    action,
    resource,
    ...(resourceAccount === undefined ? {} : { resourceAccount }),
    context: keys,
    ...(facts === undefined ? {} : { organization: facts }),
    policies: given,
    ...(restrict === undefined ? {} : { blockPublicAccess: { restrictPublicBuckets: restrict } }),
  }));
