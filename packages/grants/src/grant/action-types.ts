import type { GlobalKey, ServiceActions } from './action-keys.types.ts';

/** An action of a service, or a pattern with a `*` that means several. */
export type ActionOf<Service extends string> = Service extends keyof ServiceActions
  ? `${Service}:${keyof ServiceActions[Service] & string}` | `${Service}:${string}*`
  : `${Service}:${string}`;

type KeysOfService<Service extends keyof ServiceActions> = ServiceActions[Service][keyof ServiceActions[Service]] & string;

/** The condition keys that an action has: its own, and the global ones. A pattern has those of its service. */
export type KeysOf<Action extends string> =
  | GlobalKey
  | (Action extends `${infer Service}:${infer Name}`
      ? Service extends keyof ServiceActions
        ? Name extends keyof ServiceActions[Service]
          ? ServiceActions[Service][Name] & string
          : KeysOfService<Service>
        : never
      : never);
