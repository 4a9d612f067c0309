import type { Call } from './call.ts';

/** Notes that a role or an access key was used, to the second. */
export function noteUse({ caller, environment, now, region }: Call, service: string): void {
  const use = { at: Math.floor(now.getTime() / 1000) * 1000, service, region };
  if (caller.role) environment.usage.noteRole(caller.role.id, use);
  else if (!caller.session && caller.accessKeyId !== '') environment.usage.noteAccessKey(caller.accessKeyId, use);
}
