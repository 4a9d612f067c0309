import { findService } from '@assent/catalog';
import type { ResourceType } from '@assent/catalog';
import { compileGlob } from '@assent/policy';
import type { Arn } from '@assent/policy';

/** Whether decisions on a resource can depend on its tags: what the catalog knows as a type without is decided without. */
export function isTaggable({ service, resource }: Arn): boolean {
  const types = findService(service)?.resourceTypes.filter((type) => matches(type, resource)) ?? [];
  return types.length === 0 || types.some(({ conditionKeys }) => conditionKeys.some(({ name }) => /^[a-z0-9-]+:resourcetag\//i.test(name)));
}

function matches({ arn }: ResourceType, resource: string): boolean {
  const pattern = arn.split(':').slice(5).join(':');
  return compileGlob(pattern.replace(/\$\{[^}]*\}/g, '*'))(resource);
}
