import type { Grant } from '../grant/grant.ts';
import type { KeysOf } from '../grant/action-types.ts';
import { give } from '../grant/give.ts';
import type { Grantee } from '../grantees/principal.ts';
import { checkName } from '../name.ts';
import type { Stack } from '../stack.ts';
import { nothing } from './along-key.ts';
import { OpenResource } from './resource.ts';

/** What one kind of identity allows, by purpose. */
interface IdentityActions {
  readonly read: string;
  readonly list: string;
  readonly change: readonly string[];
  readonly use: readonly string[];
}

type Given = Grant<KeysOf<'bedrock-agentcore:*'>>;

/** Something of AgentCore's identity service: AWS authorizes calls on it, and on the vault or the directory that it is in. */
abstract class AgentIdentity extends OpenResource<'bedrock-agentcore'> {
  readonly #actions: IdentityActions;
  readonly #parents: readonly string[];
  /** What using it is authorized on besides. */
  readonly #useArns: readonly string[];
  readonly #secretArn: string | undefined;

  constructor(stack: Stack, parents: readonly string[], name: string, actions: IdentityActions, { used = [], secretArn }: { readonly used?: readonly string[]; readonly secretArn?: string } = {}) {
    const [vault = '', kind = ''] = parents;
    super(stack, stack.arn('bedrock-agentcore', `${kind}/${checkName('identity', name)}`), 'bedrock-agentcore');
    this.#actions = actions;
    this.#parents = [vault, kind].map((resource) => stack.arn('bedrock-agentcore', resource));
    this.#useArns = used.map((resource) => stack.arn('bedrock-agentcore', resource));
    this.#secretArn = secretArn;
  }

  protected override get grantArns(): readonly string[] {
    return [this.arn, ...this.#parents];
  }

  grantRead(grantee: Grantee) {
    return this.#give(grantee, [this.#actions.read, this.#actions.list]);
  }

  grantAdmin(grantee: Grantee) {
    return this.#give(grantee, [this.#actions.read, ...this.#actions.change]).combine(this.#secret(grantee, writeSecret));
  }

  grantUse(grantee: Grantee) {
    return this.#give(grantee, this.#actions.use, this.#useArns).combine(this.#secret(grantee, readSecret));
  }

  grantFullAccess(grantee: Grantee) {
    const { read, list, change, use } = this.#actions;
    return this.#give(grantee, [read, list, ...change, ...use], this.#useArns).combine(this.#secret(grantee, [...readSecret, ...writeSecret]));
  }

  #give(grantee: Grantee, actions: readonly string[], more: readonly string[] = []): Given {
    return this.give(grantee, actions, { arns: [...this.grantArns, ...more] }) as Given;
  }

  /** The secret that the vault keeps the credential in, where it is known. */
  #secret(grantee: Grantee, actions: readonly string[]): Grant<never> {
    const arn = this.#secretArn;
    if (arn === undefined) return nothing;
    return give({ grantee, actions, arns: [arn], target: `\`${arn}\``, policy: this.policyPlace([arn]), companion: true });
  }
}

const readSecret = ['secretsmanager:GetSecretValue', 'secretsmanager:DescribeSecret'] as const;
const writeSecret = ['secretsmanager:PutSecretValue'] as const;
const directory = ['workload-identity-directory/default', 'workload-identity-directory/default/workload-identity'] as const;
/** A credential is fetched for a workload identity: using it is authorized on these too. */
const anyWorkload = ['workload-identity-directory/default', 'workload-identity-directory/default/workload-identity/*'] as const;

/** An API key that agents use, by its name in the token vault.
 * @param secretArn of the secret that the vault keeps it in; without it the grants do not reach the secret */
export class ApiKeyCredentialProvider extends AgentIdentity {
  constructor(stack: Stack, name: string, { secretArn }: { readonly secretArn?: string } = {}) {
    const actions = {
      read: 'bedrock-agentcore:GetApiKeyCredentialProvider',
      list: 'bedrock-agentcore:ListApiKeyCredentialProviders',
      change: ['bedrock-agentcore:CreateApiKeyCredentialProvider', 'bedrock-agentcore:UpdateApiKeyCredentialProvider', 'bedrock-agentcore:DeleteApiKeyCredentialProvider'],
      use: ['bedrock-agentcore:GetResourceApiKey'],
    };
    super(stack, ['token-vault/default', 'token-vault/default/apikeycredentialprovider'], name, actions, { used: anyWorkload, ...(secretArn === undefined ? {} : { secretArn }) });
  }
}

/** An OAuth 2 client that agents sign in with, by its name in the token vault.
 * @param secretArn of the secret that the vault keeps the client's secret in; without it the grants do not reach the secret */
export class OAuth2CredentialProvider extends AgentIdentity {
  constructor(stack: Stack, name: string, { secretArn }: { readonly secretArn?: string } = {}) {
    const actions = {
      read: 'bedrock-agentcore:GetOauth2CredentialProvider',
      list: 'bedrock-agentcore:ListOauth2CredentialProviders',
      change: ['bedrock-agentcore:CreateOauth2CredentialProvider', 'bedrock-agentcore:UpdateOauth2CredentialProvider', 'bedrock-agentcore:DeleteOauth2CredentialProvider'],
      use: ['bedrock-agentcore:GetResourceOauth2Token', 'bedrock-agentcore:CompleteResourceTokenAuth'],
    };
    super(stack, ['token-vault/default', 'token-vault/default/oauth2credentialprovider'], name, actions, { used: anyWorkload, ...(secretArn === undefined ? {} : { secretArn }) });
  }
}

/** Who an agent is, by its name in the directory. */
export class WorkloadIdentity extends AgentIdentity {
  constructor(stack: Stack, name: string) {
    super(stack, directory, name, {
      read: 'bedrock-agentcore:GetWorkloadIdentity',
      list: 'bedrock-agentcore:ListWorkloadIdentities',
      change: ['bedrock-agentcore:CreateWorkloadIdentity', 'bedrock-agentcore:UpdateWorkloadIdentity', 'bedrock-agentcore:DeleteWorkloadIdentity'],
      use: ['bedrock-agentcore:GetWorkloadAccessToken', 'bedrock-agentcore:GetWorkloadAccessTokenForJWT', 'bedrock-agentcore:GetWorkloadAccessTokenForUserId'],
    });
  }
}
