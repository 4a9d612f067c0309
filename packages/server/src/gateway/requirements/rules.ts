import type { Keys } from '../../authorization/requirement.ts';
import type { CallView, Resource, Rule, ServiceTable } from './call-view.ts';

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
