import type { Keys } from '../../authorization/requirement.ts';
import type { CallRequirement, CallView, Resource, Rule, ServiceTable } from './call-view.ts';

export type ResourceOf = (view: CallView) => Resource | readonly Resource[];
export type KeysOf = (view: CallView) => Keys;

const none: KeysOf = () => ({});

/** The action of the operation's own name, on what it is about. */
export const same =
  (resource: ResourceOf, keys: KeysOf = none): Rule =>
  (view) =>
    [resource(view)].flat().map((arn) => view.need(view.call.operation, arn, keys(view)));

/** An action that has another name than the operation. */
export const named =
  (action: string, resource: ResourceOf, keys: KeysOf = none): Rule =>
  (view) =>
    [resource(view)].flat().map((arn) => view.need(action, arn, keys(view)));

/** All of several rules. */
export const all =
  (...rules: readonly Rule[]): Rule =>
  (view) =>
    rules.flatMap((rule) => rule(view));

/** One rule for several operations, named in one text. */
export const each = (operations: string, rule: Rule): ServiceTable => Object.fromEntries(operations.split(/\s+/).filter((name) => name !== '').map((name) => [name, rule]));

/** What has no resource type. */
export const anything: ResourceOf = () => '*';

/** A resource that a parameter names by its ARN, or by what stands behind the beginning of its resource part.
 * @example ofName('events', 'rule/', 'Name') */
export const ofName =
  (service: string, beginning: string, parameter: string): ResourceOf =>
  (view) => {
    const given = view.text(parameter);
    return given.startsWith('arn:') ? given : view.arn(service, `${beginning}${given}`);
  };

/** A resource that a parameter names by its ARN. */
export const given =
  (parameter: string): ResourceOf =>
  (view) =>
    view.text(parameter);

/** What a call makes, with the right to tag it where it has tags. */
export function made(view: CallView, arn: string, keys: Keys, tagging: string | undefined, unknown: readonly string[] = []): readonly CallRequirement[] {
  const create = view.needNew(view.call.operation, arn, keys, unknown);
  return tagging === undefined || keys['aws:TagKeys'] === undefined ? [create] : [create, view.needNew(tagging, arn, keys)];
}
