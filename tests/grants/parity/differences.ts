import type { GranteeKind } from './parity-case.ts';

/** Where we do not grant what CDK grants, and why. */
export interface Difference {
  /** As CDK calls them. */
  readonly methods: readonly string[];
  readonly grantees: readonly GranteeKind[];
  readonly reason: string;
}

const others: readonly GranteeKind[] = ['role of another account', 'service', 'account', 'organization'];
const of = (name: string, ...methods: readonly string[]): readonly string[] => methods.map((method) => `${name}.${method}`);

export const differences: readonly Difference[] = [
  {
    methods: ['aws-stepfunctions/StateMachineGrants.redriveExecution'],
    grantees: ['role'],
    reason: 'CDK names the state machine with `:*`; AWS authorizes the call on the executions, which we name (as does `StateMachine.grantRedriveExecution` of CDK)',
  },
  {
    methods: of('aws-dynamodb/TableV2', 'grantTableListStreams', 'grantStreamRead'),
    grantees: ['role'],
    reason: 'CDK names the stream for `dynamodb:ListStreams`, which AWS authorizes on `*` alone (as does `Table` of CDK)',
  },
  {
    methods: ['aws-dynamodb/TableV2.grant'],
    grantees: ['role of another account', 'account', 'organization'],
    reason: 'CDK names the table and its indexes in the policy of the table, where we write `*`, which means the same there (as does `Table` of CDK)',
  },
  {
    methods: ['aws-rds/ServerlessCluster.grantDataApiAccess'],
    grantees: ['role'],
    reason: 'CDK names `*`; we name the cluster, on which AWS authorizes the data API',
  },
  {
    methods: of('aws-ec2/Volume', 'grantAttachVolumeByResourceTag', 'grantDetachVolumeByResourceTag'),
    grantees: ['role'],
    reason: 'CDK makes up a tag and compares with `ForAnyValue:StringEquals`; we take the tag that the instances have and compare with `StringEquals`, for a tag has one value',
  },
  {
    methods: ['aws-ecs/TaskDefinition.grantRun'],
    grantees: ['role'],
    reason: 'CDK names the revision that its deployment makes; we know none before there is one and name every revision of the family',
  },
  {
    methods: of('aws-lambda/Function', 'grantInvokeVersion'),
    grantees: others,
    reason: 'CDK lets the grantee invoke the whole function by the policy of the function; ours names the one version',
  },
  {
    methods: of('aws-ecr/Repository', 'grant', 'grantRead', 'grantPull', 'grantPush', 'grantPullPush'),
    grantees: ['role of another account'],
    reason: 'CDK lets in the other account under a condition on a tag that it puts on the role, since ECR takes no role that does not exist yet; we name the role: make it first',
  },
  {
    methods: of('aws-secretsmanager/Secret', 'grantRead', 'grantWrite'),
    grantees: ['role of another account'],
    reason: 'CDK writes the policy of the key but not `kms:Decrypt` for the grantee, drops the version stages from its policy, and leaves the end of the name open; we write both sides of the key, the condition, and the full name where it is known',
  },
  {
    methods: [...of('aws-logs/LogGroup', 'grant', 'grantRead', 'grantWrite'), ...of('aws-logs/LogGroupGrants', 'actions', 'read', 'write')],
    grantees: ['role of another account'],
    reason: 'CDK leaves the `:*` off the ARN in the policy of the grantee, so that no stream matches; we name the streams',
  },
  {
    methods: ['aws-events/EventBus.grantPutEventsTo'],
    grantees: ['role of another account'],
    reason: 'CDK leaves the policy of the bus alone, without which AWS refuses the call; we write both sides',
  },
  {
    methods: ['aws-events/EventBusGrants.actions', 'aws-backup/BackupVault.grant'],
    grantees: others,
    reason: 'CDK leaves the policy of the bus or the vault alone, and grants nothing to who has no policies; we write it',
  },
  {
    methods: of('aws-bedrockagentcore/GatewayTarget', 'grant', 'grantRead', 'grantManage'),
    grantees: ['role'],
    reason: 'CDK names the target, which AWS knows no ARN of; AWS authorizes these calls on the gateway, which we name',
  },
];

/** What holds for every method. */
export const generalDifferences = {
  refused: 'CDK grants nothing, or one side of two, and says nothing: we refuse, and say what to write instead',
  key: 'CDK names `*` for the key in the policy of a role of another account; we name the key',
  elsewhere: 'CDK says that the grant was made, and writes nothing: ours goes into the policy of the resource, or is no success',
} as const;
