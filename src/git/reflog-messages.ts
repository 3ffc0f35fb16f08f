/**
 * Messages that git writes where a command has made a commit: `commit (amend): …`, `rebase (pick): …`, `pull (pick): …`,
 * `cherry-pick: …`, `merge topic: Merge made by …`. The last one is ours, for what an agent left.
 */
const CREATES = [
  /^commit( \([a-z-]+\))?: /,
  /^(rebase|pull)\b.* \((pick|reword|edit|squash|fixup|merge|continue)\): /,
  /^(cherry-pick|revert|am): /,
  /^(merge|pull)\b.*: Merge made by /,
  /^(merge|pull)\b.*: In-index merge$/,
  /^laforge: commit /,
];
/** The command went on to a commit that was there already. */
const FAST_FORWARD = /: fast-forward$/i;
const FETCHES = [/^(fetch|clone)\b/, /^pull\b.*: fast-forward$/i, /^pull\b.* \(start\): /, /\bFETCH_HEAD\b/];

/** True when a command made the commit that this entry of a reflog leads to. */
export function creates(message: string): boolean {
  return (
    CREATES.some((pattern) => pattern.test(message)) && (message.startsWith('commit') || !FAST_FORWARD.test(message))
  );
}

/** True when the commit that the entry leads to had come from elsewhere. */
export function fetches(message: string): boolean {
  return !creates(message) && FETCHES.some((pattern) => pattern.test(message));
}

/** True when a push from here set a ref that tracks a remote. */
export function pushes(message: string): boolean {
  return message === 'update by push';
}
