import type { Grantee } from '../grantees/principal.ts';
import { checkName } from '../name.ts';
import type { Stack } from '../stack.ts';
import { OpenResource } from './resource.ts';

/** An engine that decides with Cedar policies what agents may do, by its id. */
export class AgentPolicyEngine extends OpenResource<'bedrock-agentcore'> {
  constructor(stack: Stack, policyEngineId: string) {
    super(stack, stack.arn('bedrock-agentcore', `policy-engine/${checkName('policy engine', policyEngineId)}`), 'bedrock-agentcore');
  }

  grantRead(grantee: Grantee) {
    return this.give(grantee, ['bedrock-agentcore:GetPolicyEngine']);
  }

  grantEvaluate(grantee: Grantee) {
    return this.give(grantee, ['bedrock-agentcore:GetPolicyEngine', 'bedrock-agentcore:AuthorizeAction', 'bedrock-agentcore:PartiallyAuthorizeActions']);
  }

  /** For the role of a gateway, by the gateway's name: its id ends in ten characters that AWS chooses. */
  grantEvaluateForGateway(grantee: Grantee, gatewayName: string) {
    const gateway = this.stack.arn('bedrock-agentcore', `gateway/${checkName('gateway', gatewayName).toLowerCase()}-??????????`);
    return this.give(grantee, ['bedrock-agentcore:GetPolicyEngine']).combine(
      this.give(grantee, ['bedrock-agentcore:AuthorizeAction', 'bedrock-agentcore:PartiallyAuthorizeActions'], { arns: [this.arn, gateway] }),
    );
  }

  policy(policyId: string): AgentPolicy {
    return new AgentPolicy(this, policyId);
  }
}

/** One Cedar policy of an engine, by its id. */
export class AgentPolicy extends OpenResource<'bedrock-agentcore'> {
  constructor(engine: AgentPolicyEngine, policyId: string) {
    super(engine.stack, `${engine.arn}/policy/${checkName('policy', policyId)}`, 'bedrock-agentcore');
  }

  grantRead(grantee: Grantee) {
    return this.give(grantee, ['bedrock-agentcore:GetPolicy']);
  }
}
