import type { RequestView, UncertainResource } from '../evaluation/request-view.ts';
import { couldBegin } from '../pattern/beginning.ts';
import type { ResourceMatcher } from '../pattern/resource.ts';
import type { CompiledStatement } from './compiled-statement.ts';

/** Whether a statement is about a resource of which the beginning is known: an Allow where it is about all that it can be, a
 * Deny where it is about something that it can be. */
export function isAboutUncertain({ effect, statement }: CompiledStatement, matches: ResourceMatcher, view: RequestView, { beginning, colons, longer }: UncertainResource): boolean {
  const [short, long] = [matches(view), matches(longer)];
  const { resource } = statement;
  const mayMeet = (): boolean => resource?.entries.some(({ value }) => couldBegin(value, beginning, colons)) === true;
  if (effect === 'Allow') return short && long && !(resource?.negated === true && mayMeet());
  return short || long || (resource?.negated === false && mayMeet());
}
