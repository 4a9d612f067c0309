import { compileAction } from '@assent/policy';
import type { JsonNode } from '@assent/policy';
import { allowing } from '../practice/allowed-statement.ts';
import { policyView } from '../view/policy-view.ts';

const assuming = ['sts:assumerole', 'sts:assumerolewithsaml', 'sts:assumerolewithwebidentity'];

/** Why nobody can assume a role; `undefined` where somebody may.
 * @param principals ARNs of the users and roles of the account, if all are known */
export function whyNobodyAssumes(trust: JsonNode, account: string, principals: ReadonlySet<string>): string | undefined {
  const entries = allowing(policyView('', trust, 'trust', undefined))
    .filter(({ actions }) => actions.some(({ negated, texts }) => negated || texts.some(({ value }) => assuming.some(compileAction(value)))))
    .flatMap((statement) => statement.principals.flatMap((element) => (element.negated ? ['*'] : element.entries.map(({ value }) => value))));
  if (entries.length === 0) return 'No statement of the trust policy allows anybody to assume the role.';
  const gone = entries.filter((value) => /^A[A-Z0-9]{3}[A-Z0-9]{12,}$/.test(value) || (/^arn:[^:]*:iam::\d{12}:(?:user|role)\//.test(value) && value.split(':')[4] === account && !principals.has(value)));
  return gone.length === entries.length ? `Whom it trusts is gone: \`${gone[0] ?? ''}\`.` : undefined;
}
