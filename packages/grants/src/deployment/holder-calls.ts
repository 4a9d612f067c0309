import { GrantError } from '../grant-error.ts';
import type { HolderKind } from './account-state.ts';
import type { IamCalls, Tag } from './iam-calls.ts';
import type { PolicyObject } from './policy-text.ts';

/** The calls of IAM for one kind of identity. */
interface HolderCalls {
  create(iam: IamCalls, holder: { readonly name: string; readonly path: string; readonly trust?: PolicyObject }, tags: Tag[]): Promise<unknown>;
  remove(iam: IamCalls, name: string): Promise<unknown>;
  putPolicy(iam: IamCalls, name: string, policy: string, document: string): Promise<unknown>;
  deletePolicy(iam: IamCalls, name: string, policy: string): Promise<unknown>;
  attach(iam: IamCalls, name: string, arn: string): Promise<unknown>;
  detach(iam: IamCalls, name: string, arn: string): Promise<unknown>;
}

/** A plan has no such step for groups, which cannot be marked as the stack's. */
const notForGroups = (): never => {
  throw new GrantError('wrong-use', 'the plan was not made by `plan`: it deletes a group, or writes an inline policy of one');
};

export const holderCalls: Readonly<Record<HolderKind, HolderCalls>> = {
  role: {
    create: (iam, { name, path, trust }, Tags) => iam.createRole({ RoleName: name, Path: path, AssumeRolePolicyDocument: JSON.stringify(trust), Tags }),
    remove: (iam, RoleName) => iam.deleteRole({ RoleName }),
    putPolicy: (iam, RoleName, PolicyName, PolicyDocument) => iam.putRolePolicy({ RoleName, PolicyName, PolicyDocument }),
    deletePolicy: (iam, RoleName, PolicyName) => iam.deleteRolePolicy({ RoleName, PolicyName }),
    attach: (iam, RoleName, PolicyArn) => iam.attachRolePolicy({ RoleName, PolicyArn }),
    detach: (iam, RoleName, PolicyArn) => iam.detachRolePolicy({ RoleName, PolicyArn }),
  },
  user: {
    create: (iam, { name, path }, Tags) => iam.createUser({ UserName: name, Path: path, Tags }),
    remove: (iam, UserName) => iam.deleteUser({ UserName }),
    putPolicy: (iam, UserName, PolicyName, PolicyDocument) => iam.putUserPolicy({ UserName, PolicyName, PolicyDocument }),
    deletePolicy: (iam, UserName, PolicyName) => iam.deleteUserPolicy({ UserName, PolicyName }),
    attach: (iam, UserName, PolicyArn) => iam.attachUserPolicy({ UserName, PolicyArn }),
    detach: (iam, UserName, PolicyArn) => iam.detachUserPolicy({ UserName, PolicyArn }),
  },
  group: {
    create: (iam, { name, path }) => iam.createGroup({ GroupName: name, Path: path }),
    remove: notForGroups,
    putPolicy: notForGroups,
    deletePolicy: notForGroups,
    attach: (iam, GroupName, PolicyArn) => iam.attachGroupPolicy({ GroupName, PolicyArn }),
    detach: (iam, GroupName, PolicyArn) => iam.detachGroupPolicy({ GroupName, PolicyArn }),
  },
};
