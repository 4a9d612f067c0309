/** Tables of service-linked roles' deletions and of access reports. */
export interface ReportTables {
  deletion_tasks: DeletionTaskRow;
  action_uses: ActionUseRow;
  access_reports: AccessReportRow;
}

/** The deletion of a service-linked role, which has been done, or refused. */
export interface DeletionTaskRow {
  /** `task/aws-service-role/SERVICE/ROLE/UUID` */
  id: string;
  account_id: string;
  role_name_key: string;
  /** Why the role is still there. */
  failure: string | null;
  created_at: number;
}

/** When a principal last asked for an action. */
export interface ActionUseRow {
  /** The unique id of a user or role, or the account for its root. */
  entity_id: string;
  /** What stands before the colon of the action, in lower case. */
  namespace: string;
  /** What stands behind it, as it was asked for. */
  action: string;
  used_at: number;
  region: string;
}

export interface AccessReportRow {
  /** The job id: a UUID. */
  id: string;
  account_id: string;
  /** Who asked for it and may read it: a user's or role's unique id, or the account for its root. */
  requested_by: string;
  kind: 'entity' | 'organization';
  created_at: number;
  /** The report as JSON. */
  content: string;
}
