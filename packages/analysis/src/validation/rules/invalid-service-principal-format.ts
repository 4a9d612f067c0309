import { conditionsOf, principalTexts } from '../../view/walk.ts';
import { isPattern } from '../resource-arn.ts';
import { everyKind } from '../rule.ts';
import type { Rule } from '../rule.ts';
import { isServicePrincipal } from '../service-principal.ts';
import { variableUses } from '../variable-use.ts';

const serviceKeys: ReadonlySet<string> = new Set(['iam:passedtoservice', 'aws:principalservicename', 'aws:principalservicenameslist', 'aws:calledvia', 'aws:calledviafirst', 'aws:calledvialast', 'kms:viaservice']);

export const invalidServicePrincipalFormat: Rule = {
  code: 'INVALID_SERVICE_PRINCIPAL_FORMAT',
  type: 'ERROR',
  kinds: everyKind,
  meaning: 'A service principal (in Principal or in a key such as kms:ViaService) is not of the expected shape.',
  remedy: 'Write the service\'s name and its domain: `ec2.amazonaws.com`.',
  *check(policy) {
    for (const { entry } of principalTexts(policy)) {
      if (entry.kind === 'Service' && !isPattern(entry.value) && !isServicePrincipal(entry.value)) yield { details: `\`${entry.value}\` is no service principal: a name and a domain of AWS are expected.`, places: [entry] };
    }
    for (const { condition } of conditionsOf(policy)) {
      if (!serviceKeys.has(condition.key.toLowerCase()) || condition.operator?.base.startsWith('String') !== true) continue;
      for (const value of condition.values) {
        if (!isPattern(value.value) && variableUses(value.value).length === 0 && !isServicePrincipal(value.value)) yield { details: `\`${value.value}\` is no service principal: a name and a domain of AWS are expected.`, places: [value] };
      }
    }
  },
};
