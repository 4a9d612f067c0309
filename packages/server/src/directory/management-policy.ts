import type { OrganizationPolicyType } from '../store/tables/organizations.ts';

export type ManagementPolicyType = Exclude<OrganizationPolicyType, 'SERVICE_CONTROL_POLICY' | 'RESOURCE_CONTROL_POLICY'>;

/** Operators that a policy further down may use on a setting. */
export type ValueOperator = '@@assign' | '@@append' | '@@remove';
export const valueOperators: readonly ValueOperator[] = ['@@assign', '@@append', '@@remove'];
const childOperator = '@@operators_allowed_for_child_policies';

export type SettingValue = string | number | boolean;

/** A part of a management policy. A node that has value operators is a setting, and has no parts of its own. */
export interface PolicyNode {
  readonly operators: Readonly<Partial<Record<ValueOperator, SettingValue | readonly SettingValue[]>>>;
  /** What policies further down may do here; absent where nothing is said. */
  readonly allowedForChildren: readonly ValueOperator[] | undefined;
  readonly parts: ReadonlyMap<string, PolicyNode>;
}

/** The one member that the document of a type has; of a type that is not here, any one. */
const rootKeys: Partial<Readonly<Record<ManagementPolicyType, string>>> = {
  TAG_POLICY: 'tags',
  BACKUP_POLICY: 'plans',
  AISERVICES_OPT_OUT_POLICY: 'services',
  CHATBOT_POLICY: 'chatbot',
  DECLARATIVE_POLICY_EC2: 'ec2_attributes',
  SECURITYHUB_POLICY: 'securityhub',
  INSPECTOR_POLICY: 'inspector',
  UPGRADE_ROLLOUT_POLICY: 'upgrade_rollout',
  BEDROCK_POLICY: 'bedrock',
  S3_POLICY: 's3_attributes',
};

const depthLimit = 24;

/** Whether a document may be stored as a management policy of a type (R13.6): its root member, and the syntax of the
 * inheritance operators. */
export const isManagementPolicy = (type: ManagementPolicyType, content: string): boolean => readManagementPolicy(type, content) !== undefined;

/** @returns `undefined` where it is not one */
export function readManagementPolicy(type: ManagementPolicyType, content: string): PolicyNode | undefined {
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch {
    return undefined;
  }
  const node = readNode(value, depthLimit);
  const [key, ...more] = node?.parts.keys() ?? [];
  return key !== undefined && more.length === 0 && (rootKeys[type] ?? key) === key ? node : undefined;
}

function readNode(value: unknown, depth: number): PolicyNode | undefined {
  if (depth === 0 || typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const operators: Partial<Record<ValueOperator, SettingValue | readonly SettingValue[]>> = {};
  const parts = new Map<string, PolicyNode>();
  let allowedForChildren: readonly ValueOperator[] | undefined;
  for (const [key, held] of Object.entries(value)) {
    if (key === childOperator) {
      allowedForChildren = readAllowed(held);
      if (!allowedForChildren) return undefined;
    } else if (isValueOperator(key)) {
      const setting = readSetting(held, key);
      if (setting === undefined) return undefined;
      operators[key] = setting;
    } else {
      const part = key.startsWith('@@') ? undefined : readNode(held, depth - 1);
      if (!part) return undefined;
      parts.set(key, part);
    }
  }
  return Object.keys(operators).length > 0 && parts.size > 0 ? undefined : { operators, allowedForChildren, parts };
}

const isValueOperator = (key: string): key is ValueOperator => (valueOperators as readonly string[]).includes(key);

const isScalar = (value: unknown): value is SettingValue => typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

/** Lists alone can be appended to and removed from; one value may stand for a list of one. */
function readSetting(value: unknown, operator: ValueOperator): SettingValue | readonly SettingValue[] | undefined {
  if (Array.isArray(value)) return value.every(isScalar) ? value : undefined;
  if (!isScalar(value)) return undefined;
  return operator === '@@assign' ? value : [value];
}

function readAllowed(value: unknown): readonly ValueOperator[] | undefined {
  const list: readonly unknown[] = Array.isArray(value) ? value : [];
  if (list.length === 1 && list[0] === '@@all') return valueOperators;
  if (list.length === 1 && list[0] === '@@none') return [];
  const named = list.filter((each): each is ValueOperator => typeof each === 'string' && isValueOperator(each));
  return named.length > 0 && named.length === list.length ? named : undefined;
}
