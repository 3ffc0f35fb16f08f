/**
 * Fetches the programs that `npm run test:runners` tests with, if they are missing. Gitea, its runner, act and OpenTelemetry's
 * collector are Go modules, built with the machine's Go without containers; the first build takes some ten minutes and two
 * gigabytes. gitlab-ci-local is an npm package. All are kept in the user's cache.
 */
import {execFileSync, spawnSync} from 'node:child_process';
import {copyFileSync, cpSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync} from 'node:fs';
import {homedir} from 'node:os';
import {join} from 'node:path';

const GITEA = 'code.gitea.io/gitea@v1.26.0';
const GITEA_RUNNER = 'gitea.com/gitea/runner@v1.0.8';
const ACT = 'github.com/nektos/act@v0.2.89';
const COLLECTOR = 'go.opentelemetry.io/collector/cmd/builder@v0.165.0';
const GITLAB_CI_LOCAL = 'gitlab-ci-local@4.75.1';

const BUILD_LIMIT_MS = 60 * 60_000;

function folder(): string {
  return join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'laforge-judges');
}

function programPath(module: string): string {
  const [path = '', version = ''] = module.split('@');
  return join(folder(), 'bin', `${path.replaceAll('/', '-')}-${version}`);
}

/** The paths of the judges; null for one that is not built. `giteaFiles` has the templates that the server reads. */
export function findJudges() {
  const there = (path: string) => (existsSync(path) ? path : null);
  return {
    gitea: there(programPath(GITEA)),
    giteaFiles: join(folder(), 'gitea-source'),
    runner: there(programPath(GITEA_RUNNER)),
    act: there(programPath(ACT)),
    collector: there(programPath(COLLECTOR)),
    gitlabCiLocal: there(join(programPath(GITLAB_CI_LOCAL), 'node_modules/gitlab-ci-local/dist/index.js')),
  };
}

function go(args: readonly string[], cwd: string, env: Readonly<Record<string, string>> = {}): string {
  return execFileSync('go', args, {
    cwd,
    // Override flags that the user has set for other modules.
    env: {...process.env, GOFLAGS: '-mod=mod', GOWORK: 'off', ...env},
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    timeout: BUILD_LIMIT_MS,
    maxBuffer: 100_000_000,
  });
}

function download(module: string): string {
  const {Dir}: {Dir: string} = JSON.parse(go(['mod', 'download', '-json', module], folder()));
  return Dir;
}

/** Builds Gitea in a copy of its module, since the module's folder is read-only and the server reads its templates there. */
function buildGitea(program: string): void {
  const source = findJudges().giteaFiles;
  if (!existsSync(source)) {
    const part = `${source}.part`;
    rmSync(part, {recursive: true, force: true});
    cpSync(download(GITEA), part, {recursive: true});
    execFileSync('chmod', ['-R', 'u+w', part]);
    renameSync(part, source);
  }
  go(['build', '-tags', 'sqlite sqlite_unlock_notify', '-o', program, '.'], source);
}

/** Builds a program in a new module that requires it, because `go install` refuses a main module with `replace` lines. */
function buildAlone(module: string, program: string): void {
  const [path = '', version = ''] = module.split('@');
  const place = join(folder(), `build-${version}`);
  mkdirSync(place, {recursive: true});
  writeFileSync(join(place, 'go.mod'), `module judge\n\nrequire ${path} ${version}\n`);
  copyFileSync(join(download(module), 'go.sum'), join(place, 'go.sum'));
  execFileSync('chmod', ['u+w', join(place, 'go.sum')]);
  go(['build', '-o', program, path], place);
}

/** Builds a collector that receives OTLP and prints it. Its builder generates and compiles a program of just these parts. */
function buildCollector(program: string): void {
  const place = join(folder(), 'build-collector');
  mkdirSync(place, {recursive: true});
  const gomod = (path: string, version: string) => `  - gomod: go.opentelemetry.io/collector/${path} ${version}`;
  const parts = [
    'dist: {name: collector, output_path: ./made}',
    'receivers:',
    gomod('receiver/otlpreceiver', 'v0.165.0'),
    'exporters:',
    gomod('exporter/debugexporter', 'v0.165.0'),
    'providers:',
    gomod('confmap/provider/yamlprovider', 'v1.71.0'),
    gomod('confmap/provider/envprovider', 'v1.71.0'),
  ];
  writeFileSync(join(place, 'builder.yaml'), `${parts.join('\n')}\n`);
  go(['run', COLLECTOR, '--config', 'builder.yaml'], place);
  copyFileSync(join(place, 'made', 'collector'), program);
}

function installPackage(name: string, place: string): void {
  const options = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-save', '--prefix', place];
  execFileSync('npm', ['install', ...options, name], {stdio: ['ignore', 'ignore', 'inherit'], timeout: BUILD_LIMIT_MS});
}

function install(): void {
  const hasGo = spawnSync('go', ['version']).status === 0;
  if (!hasGo) console.warn('There is no Go here (https://go.dev/dl), so all judges but gitlab-ci-local are left out.');
  mkdirSync(join(folder(), 'bin'), {recursive: true});
  const builds: readonly (readonly [string, (program: string) => void])[] = [
    [ACT, (program) => buildAlone(ACT, program)],
    [COLLECTOR, buildCollector],
    [GITEA_RUNNER, (program) => buildAlone(GITEA_RUNNER, program)],
    [GITEA, buildGitea],
  ];
  const packages: typeof builds = [[GITLAB_CI_LOCAL, (place) => installPackage(GITLAB_CI_LOCAL, place)]];
  for (const [module, build] of [...packages, ...(hasGo ? builds : [])]) {
    const program = programPath(module);
    if (existsSync(program)) continue;
    console.log(`Building ${module} …`);
    try {
      build(`${program}.part`);
      renameSync(`${program}.part`, program);
    } catch (error) {
      console.warn(`${module} could not be built, so its tests are left out: ${String(error).split('\n')[0]}`);
    }
  }
}

if (import.meta.main) install();
