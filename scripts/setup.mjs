// Installs what is missing before `npm start` and `npm test`, and is silent and instant where nothing is. Plain
// JavaScript for any Node from 20 on: the project's own Node comes with what it installs.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const neededMajor = 24;

const readJson = (file) => JSON.parse(readFileSync(join(root, file), 'utf8'));

/** Why the installed packages are not those of the lockfile; undefined where they are. */
function difference() {
  if (!existsSync(join(root, 'node_modules/.package-lock.json'))) return 'nothing is installed yet';
  const wanted = readJson('package-lock.json').packages;
  const installed = readJson('node_modules/.package-lock.json').packages;
  for (const [path, entry] of Object.entries(wanted)) {
    if (!path.startsWith('node_modules/') || entry.link) continue;
    const version = installed[path]?.version;
    // Binaries of other platforms are optional and stay out.
    if (version === entry.version || (version === undefined && entry.optional)) continue;
    return `${path.slice('node_modules/'.length)} should be ${entry.version} and is ${version ?? 'missing'}`;
  }
  return undefined;
}

function install(reason) {
  process.stderr.write(`assent: installing packages (${reason})\n`);
  const npm = process.env.npm_execpath;
  const [command, args] = npm ? [process.execPath, [npm]] : [process.platform === 'win32' ? 'npm.cmd' : 'npm', []];
  const { status, error } = spawnSync(command, [...args, 'ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'], shell: !npm && process.platform === 'win32' });
  if (status === 0) return;
  process.stderr.write(`assent: \`npm ci\` failed${error ? `: ${error.message}` : ''}; see above, mend it and try again\n`);
  process.exit(1);
}

const reason = difference();
if (reason !== undefined) install(reason);

const bundled = existsSync(join(root, 'node_modules/.bin', process.platform === 'win32' ? 'node.cmd' : 'node'));
if (!bundled && Number(process.versions.node.split('.')[0]) < neededMajor) {
  process.stderr.write(`assent: there is no packaged Node ${neededMajor} for ${process.platform}-${process.arch}: install Node ${neededMajor} or newer, this is ${process.version}\n`);
  process.exit(1);
}
