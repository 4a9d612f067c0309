import type { Grantee } from '../grantees/principal.ts';
import { checkName } from '../name.ts';
import type { Stack } from '../stack.ts';
import { OpenResource } from './resource.ts';

const lists = ['bedrock-agentcore:ListActors', 'bedrock-agentcore:ListSessions'] as const;
const readShortTerm = ['bedrock-agentcore:GetEvent', 'bedrock-agentcore:ListEvents', ...lists] as const;
const readLongTerm = ['bedrock-agentcore:GetMemoryRecord', 'bedrock-agentcore:RetrieveMemoryRecords', 'bedrock-agentcore:ListMemoryRecords', ...lists] as const;
const write = ['bedrock-agentcore:CreateEvent'] as const;
const removeShortTerm = ['bedrock-agentcore:DeleteEvent'] as const;
const removeLongTerm = ['bedrock-agentcore:DeleteMemoryRecord'] as const;
const admin = ['bedrock-agentcore:CreateMemory', 'bedrock-agentcore:GetMemory', 'bedrock-agentcore:DeleteMemory', 'bedrock-agentcore:UpdateMemory'] as const;

/** The memory of agents in Bedrock AgentCore, by its id: events are short-term, the records made of them long-term. */
export class AgentMemory extends OpenResource<'bedrock-agentcore'> {
  constructor(stack: Stack, memoryId: string) {
    super(stack, stack.arn('bedrock-agentcore', `memory/${checkName('memory', memoryId)}`), 'bedrock-agentcore');
  }

  grantWrite(grantee: Grantee) {
    return this.give(grantee, write);
  }

  grantRead(grantee: Grantee) {
    return this.give(grantee, [...readShortTerm, ...readLongTerm]);
  }

  grantReadShortTermMemory(grantee: Grantee) {
    return this.give(grantee, readShortTerm);
  }

  grantReadLongTermMemory(grantee: Grantee) {
    return this.give(grantee, readLongTerm);
  }

  grantDelete(grantee: Grantee) {
    return this.give(grantee, [...removeShortTerm, ...removeLongTerm]);
  }

  grantDeleteShortTermMemory(grantee: Grantee) {
    return this.give(grantee, removeShortTerm);
  }

  grantDeleteLongTermMemory(grantee: Grantee) {
    return this.give(grantee, removeLongTerm);
  }

  grantAdmin(grantee: Grantee) {
    return this.give(grantee, admin);
  }

  grantFullAccess(grantee: Grantee) {
    return this.give(grantee, [...write, ...readShortTerm, ...readLongTerm, ...removeShortTerm, ...removeLongTerm, ...admin]);
  }
}
