import { unknownText } from './unknown-text.ts';
import type { ListView, StatementView } from '../view/statement-view.ts';
import type { PolicyView } from '../view/policy-view.ts';
import type { TextPlace } from '../view/place.ts';

/** The statements that allow something. */
export const allowing = ({ statements }: PolicyView): readonly StatementView[] => statements.filter(({ effect }) => effect === 'Allow');

/** A statement's `Action`, or `undefined` where it is `NotAction` or missing. */
export const actionList = ({ actions }: StatementView): ListView | undefined => actions.find(({ negated }) => !negated);

/** A statement's `Resource`, or `undefined` where it is `NotResource` or missing. */
export const resourceList = ({ resources }: StatementView): ListView | undefined => resources.find(({ negated }) => !negated);

/** Whether nothing is fixed in the resource part: `*`, `arn:aws:s3:::*`, `arn:aws:sqs:*:*:*`. */
export function isEveryResource(resource: string): boolean {
  if (/^\*+$/.test(resource)) return true;
  const parts = resource.split(':');
  return parts[0] === 'arn' && parts.length >= 6 && /^\*+$/.test(parts.slice(5).join(':'));
}

/** Whether such a resource may be one of a service; what is unknown may be of any. */
export function mayBeOfService(resource: string, prefix: string): boolean {
  const service = resource.split(':')[2] ?? '*';
  return /^[*?]/.test(service) || service.includes(unknownText) || service === prefix;
}

/** The resources of a statement in whose resource part nothing is fixed. */
export const everyResource = (statement: StatementView): readonly TextPlace[] => resourceList(statement)?.texts.filter(({ value }) => isEveryResource(value)) ?? [];
