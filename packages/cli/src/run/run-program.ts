import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { partitionOf } from '@assent/server';
import { AdminClient, AdminRefusal } from './admin-client.ts';
import { reportOf } from './call-report.ts';
import type { RoleReport } from './call-report.ts';
import { childEnvironment } from './child-environment.ts';
import type { Variables } from './child-environment.ts';
import { listenForCredentials } from './credential-endpoint.ts';
import { runProgram } from './program.ts';
import type { ProgramEnd, ProgramOptions } from './program.ts';
import { RoleSession } from './role-session.ts';
import { RunFailure } from './run-failure.ts';
import type { RunOptions } from './run-options.ts';
import { findServer } from './run-server.ts';
import type { RunServer } from './run-server.ts';
import { startTask } from './task-start.ts';

/** What a run needs from outside. */
export interface RunEnvironment extends Pick<ProgramOptions, 'inTerminal' | 'signals'> {
  now(): Date;
  random(bytes: number): Buffer;
}

/** How a run ended, and what was asked in it. */
export interface RunOutcome {
  /** Absent where the program was not started. */
  readonly end: ProgramEnd | undefined;
  /** One line; why the program was not started, or what is missing in the reports. */
  readonly failure: string | undefined;
  readonly application: RoleReport | undefined;
  /** Of the execution role. */
  readonly start: RoleReport | undefined;
}

/** In whose name roles are assumed where nobody says it: of functions, tasks and instances. */
const taskService = 'ecs-tasks.amazonaws.com';
const knownServices = ['lambda.amazonaws.com', taskService, 'ec2.amazonaws.com'] as const;
const instanceServices = ['ec2.amazonaws.com'] as const;

/** Runs a program as a role: with credentials of the role that are renewed, and the SDKs pointed at the gate.
 * @throws StartError, RunFailure where there is neither a server nor a session */
export async function runAsRole(options: RunOptions, variables: Variables, environment: RunEnvironment, warn: (message: string) => void): Promise<RunOutcome> {
  const names = [options.role, ...(options.execution ? [options.execution.role] : [])];
  const services = options.service === undefined ? (options.isInstance ? instanceServices : knownServices) : ([options.service] as const);
  const server = await findServer(options, names, options.execution ? [...new Set([...services, taskService])] : services);
  try {
    return await runOn(server, options, services, variables, environment, warn);
  } finally {
    await server.close();
  }
}

async function runOn(server: RunServer, options: RunOptions, services: readonly [string, ...string[]], variables: Variables, environment: RunEnvironment, warn: (message: string) => void): Promise<RunOutcome> {
  const { now, random } = environment;
  const id = random(16).toString('hex');
  const account = options.account ?? server.account ?? '123456789012';
  const admin = new AdminClient(server.adminUrl, server.adminToken);
  const begin = (role: string, by: readonly [string, ...string[]]): Promise<RoleSession> => {
    const sessionName = options.sessionName ?? (options.isInstance ? `i-${id.slice(0, 17)}` : options.execution ? id : (role.split('/').at(-1) ?? role).slice(0, 64).padEnd(2, '-'));
    return RoleSession.begin({ admin, role: arnOf(role, account, options.region), services: by, sessionName, sourceArn: options.sourceArn, now });
  };
  const session = await begin(options.role, services);
  const execution = options.execution && { ...options.execution, session: await begin(options.execution.role, [taskService]) };
  let end: ProgramEnd | undefined;
  let failure: string | undefined;
  try {
    const logStream = `assent/${basename(options.program[0]).replaceAll(/[^\w.-]/g, '-')}/${id}`;
    const injected = execution ? await startTask({ ...execution, endpoint: server.url, region: options.region, credentials: await execution.session.current(), logStream, now }) : {};
    end = await withCredentials(server, options, session, id, injected, variables, environment, warn);
    failure = end.failure;
  } catch (error) {
    if (!(error instanceof RunFailure)) throw error;
    failure = error.message;
  }
  const [application, start] = await Promise.all([report(session), execution && report(execution.session)]).catch((error: unknown) => {
    if (!(error instanceof RunFailure) && !(error instanceof AdminRefusal)) throw error;
    failure ??= `what was called is not known: ${error.message}`;
    return [undefined, undefined] as const;
  });
  return { end, failure, application, start };
}

async function withCredentials(server: RunServer, { program, region, isInstance }: RunOptions, session: RoleSession, id: string, injected: Readonly<Record<string, string>>, variables: Variables, environment: RunEnvironment, warn: (message: string) => void): Promise<ProgramEnd> {
  const onFault = (error: unknown): void => warn(`there are no credentials for the program: ${error instanceof Error ? error.message : String(error)}`);
  const endpoint = await listenForCredentials({ ...environment, session, isInstance, region, id, onFault });
  const folder = mkdtempSync(join(tmpdir(), 'assent-run-'));
  try {
    const configFile = join(folder, 'config');
    writeFileSync(configFile, '');
    return await runProgram(program, { ...environment, environment: childEnvironment(variables, { endpoint: server.url, region, configFile, credentials: endpoint.credentials, injected }) });
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await endpoint.close();
  }
}

const report = async (session: RoleSession): Promise<RoleReport> => reportOf(session.role, session.service, await session.end(), session.isPartial);

const arnOf = (role: string, account: string, region: string): string => (role.startsWith('arn:') ? role : `arn:${partitionOf(region)}:iam::${account}:role/${role.replace(/^\//, '')}`);
