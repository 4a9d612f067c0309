import { agentCases } from './cases/agents.ts';
import { apiCases } from './cases/apis.ts';
import { computeCases } from './cases/compute.ts';
import { dataCases } from './cases/data.ts';
import { messageCases } from './cases/messages.ts';
import { securityCases } from './cases/security.ts';
import type { AnyCase } from './parity-case.ts';

export const parityCases: readonly AnyCase[] = [...dataCases, ...messageCases, ...computeCases, ...apiCases, ...securityCases, ...agentCases];
