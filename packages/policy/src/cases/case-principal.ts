import { parseArn } from '../arn.ts';
import type { Principal } from '../evaluation/request.ts';
import { CaseError } from './authorization-case.ts';
import type { CaseValue } from './case-value.ts';

/** What the other fields of a case say of its principal. */
export interface PrincipalDetails {
  readonly role: string | undefined;
  readonly parent: string | undefined;
  readonly id: string | undefined;
}

const kinds = ['AWS', 'Service', 'Federated', 'CanonicalUser'] as const;

/** Reads `principal`: an ARN, `"*"`, or a map in the words of a policy's own element. */
export function readPrincipal(value: CaseValue | undefined, details: PrincipalDetails): Principal {
  if (typeof value === 'string') return value === '*' ? { kind: 'anonymous' } : ofArn(value, details);
  const entries = typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
  const [entry] = entries;
  if (!entry || entries.length > 1) throw new CaseError('principal', '`principal` must be an ARN, `"*"`, or a map with one of AWS, Service, Federated, CanonicalUser');
  const [kind, name] = entry;
  if (typeof name !== 'string') throw new CaseError('principal', `\`principal.${kind}\` must be a string`);
  switch (kind as (typeof kinds)[number]) {
    case 'AWS':
      return name === '*' ? { kind: 'anonymous' } : ofArn(name, details);
    case 'Service':
      return { kind: 'service', service: name };
    case 'Federated':
      return { kind: 'federated', provider: name };
    case 'CanonicalUser':
      return { kind: 'canonicalUser', id: name };
    default:
      throw new CaseError('principal', `\`principal\` has no kind \`${kind}\`; it has ${kinds.join(', ')}`);
  }
}

function ofArn(text: string, { role, parent, id }: PrincipalDetails): Principal {
  const arn = /^\d{12}$/.test(text) ? parseArn(`arn:aws:iam::${text}:root`) : parseArn(text);
  if (!arn || !/^\d{12}$/.test(arn.account)) throw new CaseError('principal', `\`${text}\` is not the ARN of a principal`);
  const { partition, account, service, resource } = arn;
  if (service === 'iam' && resource === 'root') return { kind: 'root', arn: `arn:${partition}:iam::${account}:root`, account };
  if (service === 'iam' && /^user\/./.test(resource)) return { kind: 'user', arn: text, account, ...(id === undefined ? {} : { id }) };
  const session = service === 'sts' ? /^assumed-role\/([^/]+)\/([^/]+)$/.exec(resource) : null;
  if (session) {
    const roleArn = role ?? `arn:${partition}:iam::${account}:role/${session[1]}`;
    const roleId = id?.split(':', 1)[0];
    return { kind: 'roleSession', arn: text, roleArn, account, ...(roleId === undefined ? {} : { roleId }) };
  }
  if (service === 'sts' && /^federated-user\/./.test(resource)) {
    return { kind: 'federatedUser', arn: text, account, ...(parent === undefined ? {} : { parentArn: parent }), ...(id === undefined ? {} : { parentId: id }) };
  }
  if (service === 'iam' && resource.startsWith('role/')) {
    throw new CaseError('principal', `a role calls through a session: write \`arn:${partition}:sts::${account}:assumed-role/NAME/SESSION\`, and the role as \`principalRole\``);
  }
  throw new CaseError('principal', `\`${text}\` is not the ARN of a root, user, role session or federated user`);
}
