import type { ManagedPolicy, iam } from '@assent/catalog';
import { inPartition } from '../../directory/arn.ts';
import type { Tag } from '../../directory/facts.ts';
import type { PolicyUse } from '../../directory/managed-policy.ts';
import { apiTags } from '../../directory/tag.ts';
import type { Call } from '../../operation/call.ts';
import type { AttachmentRow, PolicyRow, PolicyVersionRow } from '../../store/schema.ts';

export const versionId = (version: number): string => `v${version}`;

/** A policy as List answers show it. */
export const listedPolicy = (call: Call, row: PolicyRow, use: PolicyUse): iam.Policy => ({
  PolicyName: row.name,
  PolicyId: row.id,
  Arn: inPartition(row.arn, call.partition),
  Path: row.path,
  DefaultVersionId: versionId(row.default_version),
  AttachmentCount: use.attachments,
  PermissionsBoundaryUsageCount: use.boundaries,
  IsAttachable: true,
  CreateDate: new Date(row.created_at),
  UpdateDate: new Date(row.updated_at),
});

export const shownPolicy = (call: Call, row: PolicyRow, use: PolicyUse, tags: readonly Tag[]): iam.Policy => ({
  ...listedPolicy(call, row, use),
  Description: row.description ?? undefined,
  Tags: apiTags(tags),
});

/** A policy that AWS manages, with its use in the caller's account. */
export const awsPolicy = (call: Call, policy: ManagedPolicy, use: PolicyUse): iam.Policy => ({
  PolicyName: policy.name,
  PolicyId: policy.id,
  Arn: inPartition(policy.arn, call.partition),
  Path: policy.path,
  DefaultVersionId: policy.defaultVersion,
  AttachmentCount: use.attachments,
  PermissionsBoundaryUsageCount: use.boundaries,
  IsAttachable: true,
  CreateDate: new Date(policy.createDate),
  UpdateDate: new Date(policy.updateDate),
});

export const shownVersion = (policy: PolicyRow, row: PolicyVersionRow, withDocument: boolean): iam.PolicyVersion => ({
  Document: withDocument ? row.document : undefined,
  VersionId: versionId(row.version),
  IsDefaultVersion: row.version === policy.default_version,
  CreateDate: new Date(row.created_at),
});

export const shownAttachment = (call: Call, row: AttachmentRow): iam.AttachedPolicy => ({
  PolicyName: row.policy_name,
  PolicyArn: inPartition(row.policy_arn, call.partition),
});

export const noUse: PolicyUse = { attachments: 0, boundaries: 0 };
