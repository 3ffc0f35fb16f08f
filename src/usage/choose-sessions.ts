interface Session {
  /** It began in this run. */
  readonly isNew: boolean;
  /** It belongs to the folder of the run. */
  readonly isHere: boolean;
}

/**
 * Of the sessions that changed while the agent ran, and that nothing printed names, those that are its own: a user's other
 * sessions go on in the same folders meanwhile. `isExpected`: the command names the agent; `isTold`: something else tells
 * of its run already, so that no session is missing.
 */
export function chooseSessions<S extends Session>(
  sessions: readonly S[],
  {isExpected, isTold}: {readonly isExpected: boolean; readonly isTold: boolean},
): readonly S[] {
  const here = sessions.filter((session) => session.isHere);
  const begun = here.filter((session) => session.isNew);
  if (begun.length > 0 || !isExpected || isTold) return begun;
  // A run goes on with one session. One that began in another folder is that of a command that goes there.
  for (const group of [here, sessions.filter((session) => session.isNew), sessions]) {
    if (group.length === 1 || (group.length > 0 && group.every((session) => session.isNew))) return group;
  }
  return [];
}
