import { compileAction } from '@assent/policy';
import type { TextMatcher } from '@assent/policy';
import type { TextPlace, Place } from '../view/place.ts';
import type { PolicyView } from '../view/policy-view.ts';
import type { ListView, StatementView } from '../view/statement-view.ts';
import { hasUnknownConditions } from './bounding-condition.ts';

/** Each of these, on every principal or policy, lets whoever has it take any permission; in lower case. */
const selfGranting: readonly string[] = [
  'iam:attachuserpolicy', 'iam:attachrolepolicy', 'iam:attachgrouppolicy', 'iam:putuserpolicy', 'iam:putrolepolicy', 'iam:putgrouppolicy', 'iam:createpolicyversion', 'iam:setdefaultpolicyversion', 'iam:updateassumerolepolicy', 'iam:addusertogroup',
  'iam:createaccesskey', 'iam:createloginprofile', 'iam:updateloginprofile',
];

/** A probe of every kind of service: what grants all of these on everything grants everything. */
const probes: readonly string[] = [...selfGranting, 'iam:passrole', 's3:deletebucket', 'ec2:runinstances', 'kms:decrypt', 'organizations:leaveorganization', 'sts:assumerole', 'zz-no-such-service:zz-no-such-action'];

/** Why what a policy grants comes to an administrator's permissions. */
export interface AdministratorAccess {
  readonly place: Place;
  /** The action by which the rest can be taken; none where everything is granted outright. */
  readonly by?: string;
}

type Matches = (action: string) => TextPlace | ListView | undefined;

function compileActions(statement: StatementView): Matches {
  const lists = statement.actions.map((list) => ({ list, texts: list.texts.map((text) => ({ text, matches: compileAction(text.value) })) }));
  return (action) => {
    for (const { list, texts } of lists) {
      const hit = texts.find(({ matches }: { matches: TextMatcher }) => matches(action))?.text;
      if (list.negated ? !hit : hit) return hit ?? list;
    }
    return undefined;
  };
}

/** Reaches every user, group, role or policy of the account. */
const reachesAll = (resource: string): boolean => /^\*+$/.test(resource) || /^arn:[^:]*:(?:iam|\*):[^:]*:[^:]*:(?:\*|(?:user|role|group|policy)\/\*)$/.test(resource);

const coversAll = ({ resources }: StatementView, covers: (resource: string) => boolean): boolean => resources.some(({ negated, texts }) => negated || texts.some(({ value }) => covers(value)));

/** Whether a policy, by what it grants and takes away without a condition, makes an administrator. */
export function administratorAccess({ statements }: PolicyView): AdministratorAccess | undefined {
  const plain = statements.filter((statement) => statement.blocks.every(({ conditions }) => conditions.length === 0) && !hasUnknownConditions(statement));
  const denied = plain.filter((statement) => statement.effect === 'Deny' && coversAll(statement, reachesAll)).map(compileActions);
  const allowed = plain.filter((statement) => statement.effect === 'Allow' && coversAll(statement, reachesAll)).map((statement) => ({ statement, matches: compileActions(statement) }));
  if (allowed.length === 0) return undefined;
  const grants = (action: string): Place | undefined => (denied.some((matches) => matches(action)) ? undefined : allowed.map(({ matches }) => matches(action)).find((place) => place !== undefined));
  const whole = probes.map(grants);
  if (whole.every((place) => place !== undefined) && whole[0]) return { place: whole[0] };
  for (const by of selfGranting) {
    const place = grants(by);
    if (place) return { place, by };
  }
  return undefined;
}
