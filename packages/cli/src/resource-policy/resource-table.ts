import type { AdminAnswer } from '../admin/admin-connection.ts';
import { visible } from '../explanation/visible.ts';

/** The resources that a server knows, a line each: ARN, owner, and what its policy is like. */
export function resourceTable(resources: readonly AdminAnswer[]): string {
  const rows = resources.map((resource) => [visible(String(resource['arn'])), visible(String(resource['owner'])), policyWord(resource)] as const);
  const width = Math.max(...rows.map(([arn]) => arn.length), 0);
  return rows.map(([arn, owner, policy]) => `${arn.padEnd(width)}  ${owner}  ${policy}\n`).join('');
}

function policyWord({ hasPolicy, public: isPublic }: AdminAnswer): string {
  if (hasPolicy !== true) return 'no policy';
  return isPublic === true ? 'public policy' : isPublic === null ? 'policy that cannot be used' : 'policy';
}
