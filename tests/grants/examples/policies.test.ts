import { findPolicies, lintFound } from '@assent/analysis';
import { toCloudFormation, toIamJson } from '@assent/grants';
import type { HolderJson, Stack } from '@assent/grants';
import { Locator, compilePolicy, evaluate, parseJson, parsePolicy, policySet } from '@assent/policy';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { account, examples, partner } from './examples.ts';
import type { Ask, Example } from './examples.ts';

const expectedOf = (name: string): unknown => JSON.parse(readFileSync(new URL(`${name}.json`, import.meta.url), 'utf8'));

function compiled(type: 'identity' | 'resource', document: object) {
  const { document: parsed } = parsePolicy(JSON.stringify(document));
  if (!parsed) throw new Error('not a policy');
  return compilePolicy(parsed, { type });
}

/** What the evaluator says when a session of the role asks. */
function decide({ stacks }: Example, [roleName, action, resource]: Ask): string {
  const all = stacks.map((stack) => ({ stack, ...toIamJson(stack) }));
  const found = all.flatMap(({ stack, holders }) => holders.filter(({ name }) => name === roleName).map((holder): [Stack, HolderJson] => [stack, holder]))[0];
  if (!found) throw new Error(`no role ${roleName}`);
  const [{ account: own }, holder] = found;
  const policy = all.flatMap(({ resources }) => resources).find(({ arn }) => resource === arn || resource.startsWith(`${arn}/`))?.policy;
  return evaluate({
    principal: { kind: 'roleSession', arn: `arn:aws:sts::${own}:assumed-role/${roleName}/s`, roleArn: `arn:aws:iam::${own}:role/${roleName}`, account: own },
    action,
    resource,
    resourceAccount: account,
    context: new Map(),
    policies: { identity: policySet(holder.policies.map(({ document }) => compiled('identity', document))), ...(policy ? { resource: policySet([compiled('resource', policy)]) } : {}) },
  }).decision;
}

function findingsIn(stack: Stack): readonly string[] {
  const text = JSON.stringify(toCloudFormation(stack), null, 2);
  const parsed = parseJson(text, 64);
  if ('fault' in parsed) throw new Error('no JSON');
  const found = findPolicies(parsed.root, text, { now: new Date(0) });
  if (!found) throw new Error('no template');
  return lintFound(found, text, { locator: new Locator(text), accounts: [account, partner] }).map(({ subject, finding: { issueCode, findingDetails } }) => `${subject}: ${issueCode}: ${findingDetails}`);
}

describe.each(examples.map((example) => [example.name, example] as const))('the example %s', (name, example) => {
  it('has exactly these policies', () => {
    expect(example.stacks.map((stack) => toIamJson(stack))).toEqual(expectedOf(name));
  });

  it('is clean under lint', () => {
    expect(example.stacks.flatMap(findingsIn)).toEqual([]);
  });

  it.each(example.allowed)('allows %s %s on %s', (...ask) => {
    expect(decide(example, ask)).toBe('allowed');
  });

  it.each(example.refused)('refuses %s %s on %s', (...ask) => {
    expect(decide(example, ask)).toBe('implicitDeny');
  });
});
