import { describe, expect, it } from 'vitest';
import { agentCases } from './cases/agents.ts';
import { apiCases } from './cases/apis.ts';
import { computeCases } from './cases/compute.ts';
import { dataCases } from './cases/data.ts';
import { messageCases } from './cases/messages.ts';
import { securityCases } from './cases/security.ts';
import { runCdk, runOurs } from './parity-run.ts';

const cases = [...dataCases, ...messageCases, ...computeCases, ...apiCases, ...securityCases, ...agentCases];

describe.each(cases.map((parity) => [parity.covers, parity] as const))('%s grants what CDK grants', (_name, parity) => {
  it.each(parity.methods.flatMap((method) => parity.grantees.map((kind) => [method, kind] as const)))('%s to a %s', (method, kind) => {
    const theirs = runCdk(parity, method, kind);
    const mine = runOurs(parity, method, kind);
    if ('refused' in mine && 'refused' in theirs) return;
    expect(mine).toEqual(theirs);
  });
});
