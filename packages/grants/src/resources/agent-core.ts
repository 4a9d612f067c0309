import type { Grantee } from '../grantees/principal.ts';
import { checkName } from '../name.ts';
import type { Stack } from '../stack.ts';
import { OpenResource } from './resource.ts';

/** Something of Bedrock AgentCore, by its type and id. */
abstract class AgentResource extends OpenResource<'bedrock-agentcore'> {
  constructor(stack: Stack, type: string, id: string) {
    super(stack, stack.arn('bedrock-agentcore', `${type}/${checkName(type, id)}`), 'bedrock-agentcore');
  }
}

/** A gateway through which agents reach tools, by its id. */
export class AgentGateway extends AgentResource {
  constructor(stack: Stack, gatewayId: string) {
    super(stack, 'gateway', gatewayId);
  }

  grantRead(grantee: Grantee) {
    return this.give(grantee, ['bedrock-agentcore:GetGateway', 'bedrock-agentcore:GetGatewayTarget']).combine(
      this.give(grantee, ['bedrock-agentcore:ListGateways', 'bedrock-agentcore:ListGatewayTargets'], { arns: ['*'] }),
    );
  }

  grantManage(grantee: Grantee) {
    return this.give(grantee, [
      'bedrock-agentcore:CreateGateway',
      'bedrock-agentcore:UpdateGateway',
      'bedrock-agentcore:DeleteGateway',
      'bedrock-agentcore:CreateGatewayTarget',
      'bedrock-agentcore:UpdateGatewayTarget',
      'bedrock-agentcore:DeleteGatewayTarget',
    ]);
  }

  grantInvoke(grantee: Grantee) {
    return this.give(grantee, ['bedrock-agentcore:InvokeGateway']);
  }

  target(targetId: string): AgentGatewayTarget {
    return new AgentGatewayTarget(this, targetId);
  }
}

/** A tool behind a gateway, by its id. AWS authorizes what is done with it on the gateway. */
export class AgentGatewayTarget extends OpenResource<'bedrock-agentcore'> {
  readonly #gateway: AgentGateway;

  constructor(gateway: AgentGateway, targetId: string) {
    super(gateway.stack, `${gateway.arn}/target/${checkName('target', targetId)}`, 'bedrock-agentcore');
    this.#gateway = gateway;
  }

  protected override get grantArns(): readonly string[] {
    return [this.#gateway.arn];
  }

  grantRead(grantee: Grantee) {
    return this.give(grantee, ['bedrock-agentcore:GetGatewayTarget'], { arns: this.grantArns }).combine(this.give(grantee, ['bedrock-agentcore:ListGatewayTargets'], { arns: ['*'] }));
  }

  grantManage(grantee: Grantee) {
    return this.give(grantee, ['bedrock-agentcore:CreateGatewayTarget', 'bedrock-agentcore:UpdateGatewayTarget', 'bedrock-agentcore:DeleteGatewayTarget'], { arns: this.grantArns });
  }

  /** The grantee may have the gateway read again which tools its targets have. */
  grantSync(grantee: Grantee) {
    return this.give(grantee, ['bedrock-agentcore:SynchronizeGatewayTargets'], { arns: this.grantArns });
  }
}

/** An agent's runtime, by its id; grants hold on its endpoints too. */
export class AgentRuntime extends AgentResource {
  constructor(stack: Stack, runtimeId: string) {
    super(stack, 'runtime', runtimeId);
  }

  protected override get grantArns(): readonly string[] {
    return [this.arn, `${this.arn}/*`];
  }

  grantInvokeRuntime(grantee: Grantee) {
    return this.give(grantee, ['bedrock-agentcore:InvokeAgentRuntime'], { arns: this.grantArns });
  }

  /** The grantee may say for which user it calls. */
  grantInvokeRuntimeForUser(grantee: Grantee) {
    return this.give(grantee, ['bedrock-agentcore:InvokeAgentRuntimeForUser'], { arns: this.grantArns });
  }

  grantInvoke(grantee: Grantee) {
    return this.give(grantee, ['bedrock-agentcore:InvokeAgentRuntime', 'bedrock-agentcore:InvokeAgentRuntimeForUser'], { arns: this.grantArns });
  }
}

/** A browser that agents drive, by its id. */
export class AgentBrowser extends AgentResource {
  constructor(stack: Stack, browserId: string) {
    super(stack, 'browser-custom', browserId);
  }

  grantRead(grantee: Grantee) {
    return this.give(grantee, ['bedrock-agentcore:GetBrowser', 'bedrock-agentcore:GetBrowserSession']).combine(
      this.give(grantee, ['bedrock-agentcore:ListBrowsers', 'bedrock-agentcore:ListBrowserSessions'], { arns: ['*'] }),
    );
  }

  grantUse(grantee: Grantee) {
    return this.give(grantee, [
      'bedrock-agentcore:StartBrowserSession',
      'bedrock-agentcore:UpdateBrowserStream',
      'bedrock-agentcore:ConnectBrowserAutomationStream',
      'bedrock-agentcore:StopBrowserSession',
    ]);
  }
}

/** A sandbox in which agents run code, by its id. */
export class AgentCodeInterpreter extends AgentResource {
  constructor(stack: Stack, codeInterpreterId: string) {
    super(stack, 'code-interpreter-custom', codeInterpreterId);
  }

  grantRead(grantee: Grantee) {
    return this.give(grantee, ['bedrock-agentcore:GetCodeInterpreter', 'bedrock-agentcore:GetCodeInterpreterSession']).combine(
      this.give(grantee, ['bedrock-agentcore:ListCodeInterpreters', 'bedrock-agentcore:ListCodeInterpreterSessions'], { arns: ['*'] }),
    );
  }

  grantUse(grantee: Grantee) {
    return this.give(grantee, ['bedrock-agentcore:StartCodeInterpreterSession', 'bedrock-agentcore:InvokeCodeInterpreter', 'bedrock-agentcore:StopCodeInterpreterSession']);
  }

  grantInvoke(grantee: Grantee) {
    return this.give(grantee, ['bedrock-agentcore:InvokeCodeInterpreter']);
  }
}

/** What judges agents' answers, by its id. */
export class AgentEvaluator extends AgentResource {
  constructor(stack: Stack, evaluatorId: string) {
    super(stack, 'evaluator', evaluatorId);
  }
}

/** An evaluation of live traffic, by its id. */
export class AgentOnlineEvaluation extends AgentResource {
  constructor(stack: Stack, configId: string) {
    super(stack, 'online-evaluation-config', configId);
  }
}
