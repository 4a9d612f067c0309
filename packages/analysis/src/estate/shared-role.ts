import { nameSome } from '../practice/granted-access.ts';
import type { Remark, Workload } from '../template/found.ts';

/** Functions and tasks of one file. */
export interface FileWorkloads<File> {
  readonly file: File;
  readonly workloads: readonly Workload[];
}

/** Roles that several functions or tasks run as, told where each but the first is. ARNs are the same role in every file,
 * other references in their own file alone. */
export function* sharedRoles<File>(files: readonly FileWorkloads<File>[]): Generator<{ readonly file: File; readonly remark: Remark }> {
  const users = new Map<string, { readonly file: File; readonly workload: Workload }[]>();
  for (const [index, { file, workloads }] of files.entries()) {
    for (const workload of workloads) {
      if (workload.role === undefined || workload.role.includes('\ue000')) continue;
      const key = workload.role.startsWith('arn:') ? workload.role : `${index} ${workload.role}`;
      const known = users.get(key);
      if (known) known.push({ file, workload });
      else users.set(key, [{ file, workload }]);
    }
  }
  for (const all of users.values()) {
    const names = [...new Set(all.map(({ workload }) => workload.name))];
    if (names.length < 2) continue;
    for (const { file, workload } of all.slice(1)) {
      const others = names.filter((name) => name !== workload.name);
      yield { file, remark: { code: 'ASSENT_SHARED_ROLE', subject: workload.name, details: `${nameSome(others)} ${others.length === 1 ? 'runs' : 'run'} as the same role, \`${workload.role}\`.`, start: workload.start, end: workload.end } };
    }
  }
}
