import * as cdk from 'aws-cdk-lib';
import * as ours from '@assent/grants';
import { account, parityCase, regional } from '../parity-case.ts';

const core = cdk.aws_bedrockagentcore;
const arn = (resource: string): string => regional('bedrock-agentcore', resource);
const roleArn = `arn:aws:iam::${account}:role/agent`;
const secretArn = regional('secretsmanager', 'secret:s-AbCdEf');
const cdkGateway = (stack: cdk.Stack): cdk.aws_bedrockagentcore.IGateway =>
  core.Gateway.fromGatewayAttributes(stack, 'g', { gatewayArn: arn('gateway/g-1'), gatewayId: 'g-1', gatewayName: 'g', role: cdk.aws_iam.Role.fromRoleArn(stack, 'R', roleArn) });
const cdkEngine = (stack: cdk.Stack): cdk.aws_bedrockagentcore.IPolicyEngine => core.PolicyEngine.fromPolicyEngineAttributes(stack, 'e', { policyEngineArn: arn('policy-engine/e') });
const ourEngine = (stack: ours.Stack): ours.AgentPolicyEngine => new ours.AgentPolicyEngine(stack, 'e');
const identityMethods = (action: string) => ({ grant: [action], grantRead: [], grantAdmin: [], grantUse: [], grantFullAccess: [] });

export const agentCases = [
  parityCase({ covers: 'aws-bedrockagentcore/Gateway', cdk: cdkGateway, ours: (stack) => new ours.AgentGateway(stack, 'g-1'), methods: { grant: ['bedrock-agentcore:GetGateway'], grantRead: [], grantManage: [], grantInvoke: [] } }),
  parityCase({
    covers: 'aws-bedrockagentcore/GatewayTarget',
    cdk: (stack) => core.GatewayTarget.fromGatewayTargetAttributes(stack, 't', { targetArn: arn('gateway/g-1/target/t'), targetId: 't', gatewayTargetName: 't', gateway: cdkGateway(stack) }),
    ours: (stack) => new ours.AgentGateway(stack, 'g-1').target('t'),
    methods: {
      grant: ['bedrock-agentcore:GetGatewayTarget'],
      grantRead: [],
      grantManage: [],
    },
  }),
  parityCase({
    covers: 'aws-bedrockagentcore/GatewayTarget of a server',
    cdk: (stack) => core.GatewayTarget.forMcpServer(stack, 't', { gateway: cdkGateway(stack), gatewayTargetName: 't', endpoint: 'https://example.org', credentialProviderConfigurations: [] }),
    ours: (stack) => new ours.AgentGateway(stack, 'g-1').target('t'),
    methods: { grantSync: [] },
  }),
  parityCase({
    covers: 'aws-bedrockagentcore/Runtime',
    cdk: (stack) => core.Runtime.fromAgentRuntimeAttributes(stack, 'r', { agentRuntimeArn: arn('runtime/r'), agentRuntimeId: 'r', agentRuntimeName: 'r', roleArn }),
    ours: (stack) => new ours.AgentRuntime(stack, 'r'),
    methods: { grantInvokeRuntime: [], grantInvokeRuntimeForUser: [], grantInvoke: [] },
  }),
  parityCase({
    covers: 'aws-bedrockagentcore/Memory',
    cdk: (stack) => core.Memory.fromMemoryAttributes(stack, 'm', { memoryArn: arn('memory/m'), roleArn }),
    ours: (stack) => new ours.AgentMemory(stack, 'm'),
    methods: {
      grant: ['bedrock-agentcore:GetMemory'],
      grantWrite: [],
      grantRead: [],
      grantReadShortTermMemory: [],
      grantReadLongTermMemory: [],
      grantDelete: [],
      grantDeleteShortTermMemory: [],
      grantDeleteLongTermMemory: [],
      grantAdmin: [],
      grantFullAccess: [],
    },
  }),
  parityCase({ covers: 'aws-bedrockagentcore/BrowserCustom', cdk: (stack) => core.BrowserCustom.fromBrowserCustomAttributes(stack, 'b', { browserArn: arn('browser-custom/b'), roleArn }), ours: (stack) => new ours.AgentBrowser(stack, 'b'), methods: { grant: ['bedrock-agentcore:GetBrowser'], grantRead: [], grantUse: [] } }),
  parityCase({
    covers: 'aws-bedrockagentcore/CodeInterpreterCustom',
    cdk: (stack) => core.CodeInterpreterCustom.fromCodeInterpreterCustomAttributes(stack, 'c', { codeInterpreterArn: arn('code-interpreter-custom/c'), roleArn }),
    ours: (stack) => new ours.AgentCodeInterpreter(stack, 'c'),
    methods: { grant: ['bedrock-agentcore:GetCodeInterpreter'], grantRead: [], grantUse: [], grantInvoke: { cdk: (on, grantee) => (on as cdk.aws_bedrockagentcore.CodeInterpreterCustomBase).grantInvoke(grantee), ours: (on, grantee) => on.grantInvoke(grantee) } },
  }),
  parityCase({ covers: 'aws-bedrockagentcore/Evaluator', cdk: (stack) => core.Evaluator.fromEvaluatorArn(stack, 'e', arn('evaluator/e')), ours: (stack) => new ours.AgentEvaluator(stack, 'e'), methods: { grant: ['bedrock-agentcore:GetEvaluator'] } }),
  parityCase({
    covers: 'aws-bedrockagentcore/OnlineEvaluation',
    cdk: (stack) => core.OnlineEvaluationConfig.fromOnlineEvaluationConfigArn(stack, 'o', arn('online-evaluation-config/o')),
    ours: (stack) => new ours.AgentOnlineEvaluation(stack, 'o'),
    methods: { grant: ['bedrock-agentcore:GetOnlineEvaluationConfig'] },
  }),
  parityCase({
    covers: 'aws-bedrockagentcore/PolicyEngine',
    cdk: cdkEngine,
    ours: ourEngine,
    methods: {
      grant: ['bedrock-agentcore:GetPolicyEngine'],
      grantRead: [],
      grantEvaluate: [],
      grantEvaluateForGateway: { cdk: (engine, grantee, stack) => engine.grantEvaluateForGateway(grantee, cdkGateway(stack)), ours: (engine, grantee) => engine.grantEvaluateForGateway(grantee, 'g') },
    },
  }),
  parityCase({
    covers: 'aws-bedrockagentcore/Policy',
    cdk: (stack) => core.Policy.fromPolicyAttributes(stack, 'p', { policyArn: arn('policy-engine/e/policy/p'), policyEngine: cdkEngine(stack) }),
    ours: (stack) => ourEngine(stack).policy('p'),
    methods: { grant: ['bedrock-agentcore:GetPolicy'], grantRead: [] },
  }),
  parityCase({
    covers: 'aws-bedrockagentcore/ApiKeyCredentialProvider',
    cdk: (stack) => core.ApiKeyCredentialProvider.fromApiKeyCredentialProviderAttributes(stack, 'a', { credentialProviderArn: arn('token-vault/default/apikeycredentialprovider/a'), apiKeySecretArn: secretArn }),
    ours: (stack) => new ours.ApiKeyCredentialProvider(stack, 'a', { secretArn }),
    methods: identityMethods('bedrock-agentcore:GetApiKeyCredentialProvider'),
  }),
  parityCase({
    covers: 'aws-bedrockagentcore/OAuth2CredentialProvider',
    cdk: (stack) => core.OAuth2CredentialProvider.fromOAuth2CredentialProviderAttributes(stack, 'a', { credentialProviderArn: arn('token-vault/default/oauth2credentialprovider/a'), credentialProviderVendor: 'v', clientSecretArn: secretArn }),
    ours: (stack) => new ours.OAuth2CredentialProvider(stack, 'a', { secretArn }),
    methods: identityMethods('bedrock-agentcore:GetOauth2CredentialProvider'),
  }),
  parityCase({
    covers: 'aws-bedrockagentcore/WorkloadIdentity',
    cdk: (stack) => core.WorkloadIdentity.fromWorkloadIdentityAttributes(stack, 'w', { workloadIdentityArn: arn('workload-identity-directory/default/workload-identity/w'), workloadIdentityName: 'w' }),
    ours: (stack) => new ours.WorkloadIdentity(stack, 'w'),
    methods: identityMethods('bedrock-agentcore:GetWorkloadIdentity'),
  }),
];
