/**
 * Adds other systems' binaries to package-lock.json. npm drops an optional package that the registry did not offer when the
 * lock file was written, and then `npm ci` refuses the lock file on every machine. A package's platform comes from its name;
 * without an integrity npm accepts the package of that version.
 */
import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {isObject, type Json} from '../src/domain/json.ts';

const path = join(import.meta.dirname, '..', 'package-lock.json');

const SYSTEMS = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32'];
const PROCESSORS = ['arm64', 'x64', 'ia32', 'arm', 'ppc64', 's390x', 'riscv64', 'loong64', 'mips64el', 'wasm32'];

/** The system and processor of a platform package, as its own manifest would state them; null for other packages. */
function platformOf(name: string): {os: string[]; cpu: string[]; libc?: string[]} | null {
  const parts = name.split(/[/-]/);
  const os = SYSTEMS.find((system) => parts.includes(system));
  const cpu = PROCESSORS.find((processor) => parts.includes(processor));
  if (os === undefined || cpu === undefined) return null;
  const libc = name.includes('musl') ? 'musl' : /gnu/.test(name) && os === 'linux' ? 'glibc' : null;
  return {os: [os], cpu: [cpu], ...(libc === null ? {} : {libc: [libc]})};
}

function readObject(value: unknown): Json {
  if (isObject(value)) return value;
  throw new Error(`${path} is not a lock file of npm. Create it again: npm install`);
}

const lock = readObject(JSON.parse(readFileSync(path, 'utf8')));
const packages = {...readObject(lock.packages)};
const added: string[] = [];
for (const dependant of Object.values(packages).map(readObject)) {
  for (const [name, version] of Object.entries(readObject(dependant.optionalDependencies ?? {}))) {
    const key = `node_modules/${name}`;
    const platform = platformOf(name);
    if (platform === null || key in packages || !/^\d/.test(String(version))) continue;
    packages[key] = {version, ...(dependant.dev === true ? {dev: true} : {}), optional: true, ...platform};
    added.push(name);
  }
}
const sorted = Object.fromEntries(Object.entries(packages).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(path, `${JSON.stringify({...lock, packages: sorted}, null, 2)}\n`);
console.log(added.length === 0 ? 'The lock file is complete.' : `Added ${added.length}: ${added.join(', ')}.`);
