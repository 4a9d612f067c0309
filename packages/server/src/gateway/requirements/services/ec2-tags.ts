import type { Keys } from '../../../authorization/requirement.ts';
import type { CallRequirement, CallView } from '../call-view.ts';
import { tagPairs } from '../request-tags.ts';
import { ec2Arn, regionKey } from './ec2-arn.ts';

/** Tags that a call gives to a kind of resource that it makes. */
export function specifiedTags(view: CallView, kind: string): Keys {
  const pairs = view.views('TagSpecifications').filter((specification) => specification.optional('ResourceType') === kind).flatMap((specification) => tagPairs(specification.items('Tags')));
  if (pairs.length === 0) return {};
  return { ...Object.fromEntries(pairs.map(([key, value]) => [`aws:RequestTag/${key}`, value])), 'aws:TagKeys': pairs.map(([key]) => key) };
}

/** Kinds of resources that a call tags. */
export const taggedKinds = (view: CallView): ReadonlySet<string> => new Set(view.views('TagSpecifications').flatMap((specification) => specification.optional('ResourceType') ?? []));

/** `ec2:CreateTags` on what a call tags as it makes it. */
export const tagOnCreate = (view: CallView): readonly CallRequirement[] =>
  Array.from(taggedKinds(view), (kind) => view.needNew('CreateTags', ec2Arn(view, kind, '*'), { ...regionKey(view), ...specifiedTags(view, kind), 'ec2:CreateAction': view.call.operation }));
