import type { AuditEvent } from '@assent/server';

export interface AuditFilter {
  /** Only what was refused, or would have been. */
  readonly denied: boolean;
  /** A part of the caller's ARN. */
  readonly principal: string | undefined;
  /** `s3:GetObject`, `s3:*`: an IAM action, `*` standing for any number of characters. */
  readonly action: string | undefined;
}

/** Whether an event is asked for. */
export function isAskedFor(event: AuditEvent, { denied, principal, action }: AuditFilter): boolean {
  const { arn, accountId } = event.userIdentity;
  if (denied && event.errorCode === undefined) return false;
  if (principal !== undefined && ![arn, accountId].some((each) => typeof each === 'string' && each.includes(principal))) return false;
  return action === undefined || actionsOf(event).some((each) => matches(action.toLowerCase(), each.toLowerCase()));
}

const actionsOf = ({ eventSource, eventName, additionalEventData }: AuditEvent): readonly string[] => [
  ...additionalEventData.assent.actions.map((each) => each.action),
  `${eventSource.split('.', 1)[0]}:${eventName}`,
];

function matches(pattern: string, text: string): boolean {
  const [first = '', ...others] = pattern.split('*');
  const last = others.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first) || text.length < first.length + last.length || !text.endsWith(last)) return false;
  let at = first.length;
  for (const part of others) {
    const found = text.indexOf(part, at);
    if (found < 0 || found + part.length > text.length - last.length) return false;
    at = found + part.length;
  }
  return at <= text.length - last.length;
}

/** An event in one line: when, what became of it, who, what, on what, and why. */
export function lineOf({ eventTime, eventSource, eventName, userIdentity, resources, errorCode, errorMessage, additionalEventData }: AuditEvent): string {
  const { decision, outcome, policyType, policy, statement, actions } = additionalEventData.assent;
  const what = actions.at(-1)?.action ?? `${eventSource.split('.', 1)[0]}:${eventName}`;
  const who = typeof userIdentity['arn'] === 'string' ? userIdentity['arn'] : typeof userIdentity['type'] === 'string' ? userIdentity['type'] : '-';
  const by = policyType === undefined ? '' : ` by ${policyType}${policy === undefined ? '' : ` ${policy}`}${statement === undefined ? '' : `#${statement}`}`;
  const became = errorCode !== undefined && outcome === 'forwarded' ? 'forwarded (would be refused)' : outcome;
  const why = decision === 'notDecided' ? ` ${errorCode ?? ''}: ${errorMessage ?? ''}` : ` ${decision}${by}`;
  return printable(`${eventTime} ${became} ${who} ${what} ${resources.at(-1)?.ARN ?? '*'}${why}`);
}

/** What a caller wrote must not steer the terminal. */
const printable = (text: string): string => text.replaceAll(/[\u0000-\u001F\u007F-\u009F]/g, '?');
