import {hash} from 'node:crypto';
import {lstatSync, readdirSync, readFileSync, readlinkSync} from 'node:fs';
import {join, relative, sep} from 'node:path';
import {withPlainFile} from '../files/regular-file.ts';

/** Files that agents read from a work tree when they start: instructions, settings, commands, tool servers. */
const NAMES: readonly string[] = [
  ...['AGENTS.md', 'AGENTS.override.md', 'CLAUDE.md', 'CLAUDE.local.md', 'GEMINI.md', 'QWEN.md', 'CONVENTIONS.md'],
  ...['.mcp.json', 'opencode.json', '.cursorrules', '.goosehints', '.aider.conf.yml'],
  ...['.claude', '.codex', '.gemini', '.qwen', '.opencode', '.cursor', '.clinerules'],
  ...['.github/copilot-instructions.md', '.github/instructions'],
];
/** Folders that agents keep among their settings but that are not settings. */
const NOT_SETTINGS = new Set(['worktrees', 'sessions', 'logs', 'node_modules', '.git']);
const MOST_FILES = 500;
const MOST_BYTES = 4 * 1024 * 1024;

interface DigestedPath {
  readonly path: string;
  readonly sha256: string;
}

/**
 * Digests a work tree's instructions for agents, from its top down to the folder that the agent runs in. Files that are too
 * large or unreadable are left out; nothing relies on a digest being present. For a link its target's path is digested, so
 * that nothing outside the work tree is read.
 */
export function digestInstructions(root: string, directory: string): readonly DigestedPath[] {
  const room = {files: MOST_FILES, bytes: MOST_BYTES};
  return foldersDownTo(root, directory).flatMap((folder) =>
    NAMES.flatMap((name) => {
      const digest = digestPath(join(folder, name), room);
      return digest === null ? [] : [{path: relative(root, join(folder, name)).split(sep).join('/'), sha256: digest}];
    }),
  );
}

function foldersDownTo(root: string, directory: string): readonly string[] {
  const way = relative(root, directory).split(sep);
  if (way[0] === '' || way[0] === '..') return [root];
  return [root, ...way.map((_, index) => join(root, ...way.slice(0, index + 1)))];
}

interface Room {
  files: number;
  bytes: number;
}

/** Returns null when there is nothing, or too much. */
function digestPath(path: string, room: Room): string | null {
  try {
    const stat = lstatSync(path, {throwIfNoEntry: false});
    if (stat === undefined || --room.files < 0) return null;
    if (stat.isSymbolicLink()) return sha256(`link ${readlinkSync(path)}`);
    if (stat.isFile()) return digestFile(path, room);
    return stat.isDirectory() ? digestFolder(path, room) : null;
  } catch {
    return null;
  }
}

/** Digests the names and digests of a folder's entries. */
function digestFolder(path: string, room: Room): string | null {
  const names = readdirSync(path).filter((name) => !NOT_SETTINGS.has(name));
  const lines: string[] = [];
  for (const name of names.sort()) {
    const digest = digestPath(join(path, name), room);
    if (digest === null) return null;
    lines.push(`${digest} ${name}\0`);
  }
  return lines.length === 0 ? null : sha256(lines.join(''));
}

function digestFile(path: string, room: Room): string | null {
  return withPlainFile(path, (file, size) => {
    room.bytes -= size;
    return room.bytes < 0 ? null : sha256(readFileSync(file));
  });
}

function sha256(content: string | Buffer): string {
  return hash('sha256', content, 'hex');
}
