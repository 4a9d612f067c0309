import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { partitionOf } from '@assent/server';
import { AdminRefusal } from '../admin/admin-connection.ts';
import { AdminClient } from './admin-client.ts';
import { reportOf } from './call-report.ts';
import type { RoleReport } from './call-report.ts';
import { childEnvironment } from './child-environment.ts';
import type { Variables } from './child-environment.ts';
import { listenForCredentials } from './credential-endpoint.ts';
import { LogStream } from './log-stream.ts';
import { runProgram } from './program.ts';
import type { ProgramEnd, ProgramOptions } from './program.ts';
import { RoleSession } from './role-session.ts';
import { RunFailure } from './run-failure.ts';
import type { RunOptions } from './run-options.ts';
import { findServer } from './run-server.ts';
import type { RunServer } from './run-server.ts';
import { callJson } from './signed-call.ts';
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

const taskService = 'ecs-tasks.amazonaws.com';
/** In whose name roles are assumed where nobody says it. */
const services: Readonly<Record<RunOptions['kind'], readonly [string, ...string[]]>> = {
  program: ['lambda.amazonaws.com', taskService, 'ec2.amazonaws.com'],
  task: [taskService],
  instance: ['ec2.amazonaws.com'],
};

/** Runs a program as a role: with credentials of the role that are renewed, and the SDKs pointed at the gate.
 * @param warn told of what goes wrong meanwhile, in lines
 * @throws StartError, RunFailure where there is neither a server nor a session */
export async function runAsRole(options: RunOptions, variables: Variables, environment: RunEnvironment, warn: (message: string) => void): Promise<RunOutcome> {
  const roles = [options.role, ...(options.execution ? [options.execution.role] : [])];
  const trusted = new Set([...(options.service === undefined ? services[options.kind] : [options.service]), ...(options.execution ? [taskService] : [])]);
  const server = await findServer(options, roles, [...trusted]);
  try {
    return await new Run(server, options, variables, environment, warn).outcome();
  } finally {
    await server.close();
  }
}

/** One run of a program on a server. */
class Run {
  readonly #server: RunServer;
  readonly #options: RunOptions;
  readonly #variables: Variables;
  readonly #environment: RunEnvironment;
  readonly #warn: (message: string) => void;
  readonly #admin: AdminClient;
  /** Of the task or the instance. */
  readonly #id: string;

  constructor(server: RunServer, options: RunOptions, variables: Variables, environment: RunEnvironment, warn: (message: string) => void) {
    this.#server = server;
    this.#options = options;
    this.#variables = variables;
    this.#environment = environment;
    this.#warn = warn;
    this.#admin = new AdminClient(server.adminUrl, server.adminToken);
    this.#id = environment.random(16).toString('hex');
  }

  async outcome(): Promise<RunOutcome> {
    const { role, service, kind, execution } = this.#options;
    // That of the start first: where it cannot be had, nothing else is begun.
    const starting = execution && (await this.#begin(execution.role, [taskService]));
    const session = await this.#begin(role, service === undefined ? services[kind] : [service]);
    let end: ProgramEnd | undefined;
    let failure: string | undefined;
    try {
      const injected = starting ? await this.#start(starting) : {};
      const log = starting && this.#log(starting);
      end = await this.#run(session, injected, log);
      await log?.close();
      failure = end.failure;
    } catch (error) {
      if (!(error instanceof RunFailure)) throw error;
      failure = error.message;
    }
    try {
      return { end, failure, application: await report(session), start: starting && (await report(starting)) };
    } catch (error) {
      if (!(error instanceof RunFailure) && !(error instanceof AdminRefusal)) throw error;
      return { end, failure: failure ?? `what was called is not known: ${error.message}`, application: undefined, start: undefined };
    }
  }

  #begin(role: string, by: readonly [string, ...string[]]): Promise<RoleSession> {
    const { account = this.#server.account ?? '123456789012', region, sessionName = this.#sessionName(), sourceArn } = this.#options;
    const arn = role.startsWith('arn:') ? role : `arn:${partitionOf(region)}:iam::${account}:role/${role.replace(/^\//, '')}`;
    return RoleSession.begin({ admin: this.#admin, role: arn, services: by, sessionName, sourceArn, now: this.#environment.now });
  }

  /** As the services call their sessions: by the instance, the task, the function. */
  #sessionName(): string {
    const { kind, role } = this.#options;
    if (kind === 'instance') return `i-${this.#id.slice(0, 17)}`;
    return kind === 'task' ? this.#id : (role.split('/').at(-1) ?? role).slice(0, 64).padEnd(2, '-');
  }

  /** @returns the variables that are injected */
  async #start(starting: RoleSession): Promise<Readonly<Record<string, string>>> {
    const { region, execution } = this.#options;
    if (!execution) return {};
    return startTask({ ...execution, endpoint: this.#server.url, region, credentials: await starting.current(), logStream: this.#logStream(), now: this.#environment.now });
  }

  #logStream(): string {
    return `assent/${basename(this.#options.program[0]).replaceAll(/[^\w.-]/g, '-')}/${this.#id}`;
  }

  /** The log of the task, written with the execution role. */
  #log(starting: RoleSession): LogStream | undefined {
    const { region, execution } = this.#options;
    const { now } = this.#environment;
    if (execution?.logGroup === undefined) return undefined;
    const stream = { logGroupName: execution.logGroup, logStreamName: this.#logStream() };
    return new LogStream({
      now,
      send: async (logEvents) => void (await callJson({ endpoint: this.#server.url, keys: await starting.current(), service: 'logs', region, target: 'Logs_20140328.PutLogEvents', now: now() }, { ...stream, logEvents })),
      onLost: (count, error) => this.#warn(`the log lost ${count} ${count === 1 ? 'line' : 'lines'}: ${error.message}`),
    });
  }

  async #run(session: RoleSession, injected: Readonly<Record<string, string>>, log: LogStream | undefined): Promise<ProgramEnd> {
    const { program, region, kind } = this.#options;
    const onFault = (error: unknown): void => this.#warn(`there are no credentials for the program: ${error instanceof Error ? error.message : String(error)}`);
    const endpoint = await listenForCredentials({ ...this.#environment, session, isInstance: kind === 'instance', region, id: this.#id, onFault });
    const folder = mkdtempSync(join(tmpdir(), 'assent-run-'));
    try {
      const configFile = join(folder, 'config');
      writeFileSync(configFile, '');
      const environment = childEnvironment(this.#variables, { endpoint: this.#server.url, region, configFile, credentials: endpoint.credentials, injected });
      return await runProgram(program, { ...this.#environment, environment, log });
    } finally {
      rmSync(folder, { recursive: true, force: true });
      await endpoint.close();
    }
  }
}

const report = async (session: RoleSession): Promise<RoleReport> => reportOf(session.role, session.service, await session.end(), session.isPartial);
