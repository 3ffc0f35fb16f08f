/** Default ports, which are left out of a repository's name. */
const DEFAULT_PORTS = new Map([
  ['https:', '443'],
  ['http:', '80'],
  ['ssh:', '22'],
  ['git:', '9418'],
]);

/** Matches git's `[user@]host:path`: a colon before the first slash, and no Windows drive letter. */
const SCP_LIKE = /^(?:[^/:@]+@)?(\[[^\]/]+\]|[^/:@[\]]{2,}):(?!:|\/\/)(.+)$/;

/**
 * Returns `host/owner/name` in lower case for an https, ssh or scp-like URL. Keeps nested groups and unusual ports,
 * drops credentials and `.git`. Null for a local path or `file://`, which mean nothing elsewhere.
 */
export function repositoryFromUrl(url: string): string | null {
  const remote = splitUrl(url);
  if (remote === null) return null;
  const path = remote.path
    .replace(/[?#].*$/s, '')
    .replace(/^\/+|(?<!\/)\/+$/g, '')
    .replace(/\.git$/i, '');
  if (path === '' || path.split('/').some((part) => part === '' || part === '.' || part === '..')) return null;
  return `${remote.host}/${path}`.toLowerCase();
}

/** Splits a URL of another machine into host (with any unusual port) and path; null for any other URL. */
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

/** Removes user names, passwords and tokens from the URLs in a text. */
export function redactUrls(text: string): string {
  return text.replace(/(:\/\/)[^/\s'"@]*(?:@[^/\s'"@]*)*@/g, '$1');
}
