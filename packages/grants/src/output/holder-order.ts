import { GrantError } from '../grant-error.ts';
import { PolicyHolder } from '../grantees/policy-holder.ts';
import { Role } from '../grantees/role.ts';

/** A holder, and those that have to be there before it. */
export interface OrderedHolder {
  readonly holder: PolicyHolder;
  readonly after: readonly PolicyHolder[];
}

/** Holders in an order in which they can be made: after what `before` put before them, and after those whom they trust, for
 * a trust policy cannot name a principal that is not there. Among themselves they keep their order.
 * @throws GrantError `cyclic-order` */
export function orderHolders(holders: readonly PolicyHolder[]): readonly OrderedHolder[] {
  const byArn = new Map(holders.map((holder) => [holder.arn, holder]));
  const ordered: OrderedHolder[] = [];
  const done = new Set<PolicyHolder>();
  const open = new Set<PolicyHolder>();
  const visit = (holder: PolicyHolder): void => {
    if (done.has(holder)) return;
    if (open.has(holder)) throw cycle([...open].slice([...open].indexOf(holder)));
    open.add(holder);
    const after = earlierOf(holder, byArn);
    for (const earlier of after) visit(earlier);
    open.delete(holder);
    done.add(holder);
    ordered.push({ holder, after });
  };
  for (const holder of holders) visit(holder);
  return ordered;
}

function earlierOf(holder: PolicyHolder, byArn: ReadonlyMap<string, PolicyHolder>): readonly PolicyHolder[] {
  const trusted = holder instanceof Role ? holder.trust.flatMap(({ principal }) => (principal === undefined || principal === '*' ? [] : (principal.AWS ?? []))) : [];
  const said = holder.earlier.flatMap((earlier) => (earlier instanceof PolicyHolder && byArn.get(earlier.arn) === earlier ? [earlier.arn] : []));
  const arns = [...new Set([...said, ...trusted])].sort();
  return arns.flatMap((arn) => byArn.get(arn) ?? []);
}

const cycle = (holders: readonly PolicyHolder[]): GrantError =>
  new GrantError(
    'cyclic-order',
    `${holders.map(({ kind, name }) => `the ${kind} \`${name}\``).join(' and ')} would have to be there before ${holders.length === 1 ? 'itself' : 'each other'}: take back one \`before\`, or trust the account, with the role's ARN as a condition: \`role.allowAssume(new AccountPrincipal(account), { ArnEquals: { 'aws:PrincipalArn': [arn] } })\``,
  );
