import type { JsonNode } from '@assent/policy';
import { nothing } from '../template/found.ts';
import type { Found, Remark } from '../template/found.ts';
import { itemsOf, nodeAt, textAt } from '../template/tree.ts';

/** What stands in the answer of `aws iam get-service-last-accessed-details`: services that were allowed and never used. The
 * answer does not say whose it is; the file's name is to. */
export function findInLastAccessed(root: JsonNode): Found {
  const remarks = itemsOf(nodeAt(root, 'ServicesLastAccessed')).flatMap((service): readonly Remark[] => {
    if (textAt(service, 'LastAuthenticated') !== undefined) return [];
    const at = nodeAt(service, 'ServiceNamespace') ?? service;
    return [{ code: 'ASSENT_UNUSED_PERMISSIONS', subject: 'last-accessed data', details: `\`${textAt(service, 'ServiceNamespace') ?? ''}\` is allowed and was never used in the time that is tracked.`, start: at.start, end: at.end }];
  });
  return { ...nothing, kind: 'lastAccessed', remarks };
}
