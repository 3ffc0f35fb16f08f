/** Ports that say nothing: the name of a repository is the same with and without them. */
const DEFAULT_PORTS = new Map([
  ['https:', '443'],
  ['http:', '80'],
  ['ssh:', '22'],
  ['git:', '9418'],
]);

/** Matches what git takes for `[user@]host:path`: a colon before the first slash, and not a drive letter of Windows. */
const SCP_LIKE = /^(?:[^/:@]+@)?(\[[^\]/]+\]|[^/:@[\]]{2,}):(?!:|\/\/)(.+)$/;

/**
 * `host/owner/name` in lower case, from an https, ssh or scp-like URL; groups of groups and unusual ports are kept,
 * credentials and `.git` are not. Null for a local path or `file://`, which name nothing that others could know.
 */
export function repositoryFromUrl(url: string): string | null {
  const remote = splitUrl(url);
  if (remote === null) return null;
  const path = remote.path
    .replace(/[?#].*$/s, '')
    .replace(/^\/+|\/+$/g, '')
    .replace(/\.git$/i, '');
  if (path === '' || path.split('/').some((part) => part === '' || part === '.' || part === '..')) return null;
  return `${remote.host}/${path}`.toLowerCase();
}

/** Host (with a port that is not the usual one) and path of a URL that leads to another machine; null for any other. */
export function splitUrl(url: string): {readonly host: string; readonly path: string} | null {
  if (!url.includes('://')) {
    const scp = SCP_LIKE.exec(url);
    return scp?.[1] === undefined || scp[2] === undefined ? null : {host: scp[1].toLowerCase(), path: scp[2]};
  }
  if (!URL.canParse(url)) return null;
  const parsed = new URL(url);
  const protocol = parsed.protocol.replace(/^git\+/, '');
  const usual = DEFAULT_PORTS.get(protocol);
  if (usual === undefined || parsed.hostname === '') return null;
  const port = parsed.port === '' || parsed.port === usual ? '' : `:${parsed.port}`;
  return {host: `${parsed.hostname.toLowerCase()}${port}`, path: parsed.pathname};
}

/** The same text without the user names, passwords and tokens of the URLs in it. */
export function redactUrls(text: string): string {
  return text.replace(/\b([a-z][a-z0-9+.-]*:\/\/)[^/\s'"@]*(?:@[^/\s'"@]*)*@/gi, '$1');
}
