import { globSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');

/** Who may import whom: the packages of the house, and the libraries each may use at run time. */
const house: Readonly<Record<string, { packages: readonly string[]; libraries: readonly string[]; peers?: readonly string[]; node: boolean }>> = {
  policy: { packages: [], libraries: [], node: false },
  catalog: { packages: [], libraries: [], node: true },
  analysis: { packages: ['@assent/policy', '@assent/catalog'], libraries: [], node: false },
  grants: { packages: ['@assent/policy', '@assent/catalog'], libraries: [], peers: ['aws-cdk-lib', 'constructs'], node: false },
  server: { packages: ['@assent/policy', '@assent/catalog', '@assent/analysis'], libraries: ['jose', 'kysely', 'uqr'], peers: ['@xmldom/xmldom', 'xml-crypto'], node: true },
  cli: { packages: ['@assent/policy', '@assent/catalog', '@assent/analysis', '@assent/grants', '@assent/server'], libraries: ['yaml'], node: true },
};

interface Import {
  readonly file: string;
  readonly specifier: string;
}

function importsOf(pkg: string): Import[] {
  const source = join(root, 'packages', pkg, 'src');
  return globSync('**/*.ts', { cwd: source })
    .filter((file) => !file.endsWith('.test.ts') && !file.split(sep).includes('testing'))
    .flatMap((file) => {
      const text = readFileSync(join(source, file), 'utf8');
      const found = text.matchAll(/(?:^|[\s;])(?:import|export)\s[^'"`;]*?from\s*['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)|^import\s+['"]([^'"]+)['"]/gm);
      return [...found].map((match) => ({ file, specifier: match[1] ?? match[2] ?? match[3] ?? '' }));
    });
}

const isBuiltin = (specifier: string): boolean => specifier.startsWith('node:') || builtinModules.includes(specifier);

describe.each(Object.entries(house))('package %s', (pkg, allowed) => {
  const imports = importsOf(pkg);

  it('imports only the packages and libraries that the house allows it', () => {
    const strangers = imports.filter(
      ({ specifier }) =>
        !specifier.startsWith('.') &&
        !isBuiltin(specifier) &&
        ![...allowed.packages, ...allowed.libraries, ...(allowed.peers ?? [])].some((name) => specifier === name || specifier.startsWith(`${name}/`)),
    );
    expect(strangers).toEqual([]);
  });

  it('reaches no other package by a relative path', () => {
    const source = join(root, 'packages', pkg, 'src');
    const outside = imports.filter(
      ({ file, specifier }) =>
        specifier.startsWith('.') && relative(source, join(dirname(join(source, file)), specifier)).startsWith('..'),
    );
    expect(outside).toEqual([]);
  });

  it('uses node modules only where it may', () => {
    if (allowed.node) return expect(imports.length).toBeGreaterThan(0);
    expect(imports.filter(({ specifier }) => isBuiltin(specifier))).toEqual([]);
  });

  it('knows no global of node, where it has to run in a browser', () => {
    if (allowed.node) return expect(imports.length).toBeGreaterThan(0);
    const source = join(root, 'packages', pkg, 'src');
    const uses = globSync('**/*.ts', { cwd: source })
      .filter((file) => !file.endsWith('.test.ts'))
      .flatMap((file) => {
        const code = readFileSync(join(source, file), 'utf8')
          .replaceAll(/\/\*[^]*?\*\//g, '')
          .replaceAll(/^\s*\/\/.*$/gm, '')
          .replaceAll(/'[^'\n]*'/g, "''");
        return [...code.matchAll(/(?<![.\w])(Buffer|process|require|global|setImmediate|__dirname|__filename)\b(?!\s*:)/g)].map(([name]) => `${file}: ${name}`);
      });
    expect(uses).toEqual([]);
  });

  it('declares what it imports, and nothing else', () => {
    const manifest = JSON.parse(readFileSync(join(root, 'packages', pkg, 'package.json'), 'utf8')) as {
      dependencies?: Record<string, string>;
      peerDependencies?: Record<string, string>;
      peerDependenciesMeta?: Record<string, { optional?: boolean }>;
    };
    expect(Object.keys(manifest.dependencies ?? {}).sort()).toEqual([...allowed.packages, ...allowed.libraries].sort());
    expect(Object.keys(manifest.peerDependencies ?? {}).sort()).toEqual([...(allowed.peers ?? [])].sort());
    expect(Object.values(manifest.peerDependenciesMeta ?? {}).filter(({ optional }) => optional !== true)).toEqual([]);
  });
});

describe('optional peers', () => {
  it('are loaded where they are needed, never with the package', () => {
    const source = join(root, 'packages/server/src');
    const early = importsOf('server').filter(({ file, specifier }) => (house['server']?.peers ?? []).includes(specifier) && !readFileSync(join(source, file), 'utf8').includes(`await import('${specifier}')`));
    expect(early).toEqual([]);
  });

  it('of grants are reached from its entry for CDK alone', () => {
    const imports = importsOf('grants');
    expect(imports.filter(({ file, specifier }) => (house['grants']?.peers ?? []).includes(specifier) && !file.startsWith(`cdk${sep}`))).toEqual([]);
    expect(imports.filter(({ file, specifier }) => !file.startsWith(`cdk${sep}`) && join(dirname(file), specifier).split(sep).includes('cdk'))).toEqual([]);
  });
});

describe('inside the server', () => {
  const imports = importsOf('server');
  const service = /^(iam|sts|organizations|access-analyzer)\/operations\//;

  it('operations import neither each other nor the transport', () => {
    const wrong = imports.filter(({ file, specifier }) => {
      if (!service.test(file) || file.endsWith('index.ts')) return false;
      const target = specifier.startsWith('.') ? join(dirname(file), specifier) : specifier;
      return /^http\//.test(target) || service.test(target);
    });
    expect(wrong).toEqual([]);
  });

  it('the store knows nothing of what is built on it', () => {
    const wrong = imports.filter(({ file, specifier }) => {
      if (!file.startsWith('store/')) return false;
      const target = specifier.startsWith('.') ? join(dirname(file), specifier) : specifier;
      return /^(http|wire|signature|authorization|iam|sts|organizations|access-analyzer|admin)\//.test(target);
    });
    expect(wrong).toEqual([]);
  });

  it('the directory knows neither wire protocols, nor operations, nor the transport', () => {
    const wrong = imports.filter(({ file, specifier }) => {
      if (!file.startsWith('directory/')) return false;
      const target = specifier.startsWith('.') ? join(dirname(file), specifier) : specifier;
      return /^(http|signature|iam|sts|organizations|access-analyzer|admin)\//.test(target) || /^wire\/(?!api-error)/.test(target);
    });
    expect(wrong).toEqual([]);
  });
});
