import type {ClientCall, FromClient, Outcome, Preparation, ToClient} from './client-process.ts';

/**
 * Serves calls of the parent process until it disconnects. It is a separate process because the toolkit's clients read
 * process.env, the working directory and `$GITHUB_WORKSPACE`, print to stdout and retry for minutes. Here that does no
 * harm, and the process can be killed.
 */
export function serveClientCalls(): void {
  const said = listenToStdout((secret) => tell({secret}));
  process.on('message', (message: ToClient) => {
    if ('prepare' in message) prepare(message.prepare);
    else void answerCall(message.number, message.call);
  });
  process.on('disconnect', () => process.kill(process.pid));

  async function answerCall(number: number, call: ClientCall): Promise<void> {
    try {
      const outcome = await runCall(call);
      tell({number, refused: null, ...outcome, said: said.splice(0)});
    } catch (error) {
      tell({number, error: explain(error)});
    }
  }
}

function prepare({client, variables}: Preparation): void {
  // The clients read process.env. Non-enumerable variables are not inherited by programs that they start, such as tar,
  // whose /proc/<pid>/environ every process of this user can read.
  const env: NodeJS.ProcessEnv = {...process.env};
  for (const [name, value] of Object.entries(variables)) Object.defineProperty(env, name, {value, writable: true});
  process.env = env;
  // Load it while the caller prepares its call, which reports any failure.
  (client === 'artifact' ? import('../artifact/client.ts') : import('../cache/client.ts')).catch(() => {});
}

async function runCall(call: ClientCall): Promise<Outcome> {
  switch (call.kind) {
    case 'upload-artifact':
    case 'download-artifact':
    case 'find-artifact':
    case 'delete-artifact':
      return (await import('../artifact/client.ts')).answerArtifactCall(call);
    case 'restore-cache':
    case 'save-cache':
      return (await import('../cache/client.ts')).answerCacheCall(call);
  }
}

/** Describes an error. The blob storage client throws errors without a message if the response had no body. */
function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const status = 'statusCode' in error ? ` ${String(error.statusCode)}` : '';
  return error.message.trim() || `The service answered${status || ` with ${error.name}`}.`;
}

function tell(message: FromClient): void {
  process.send?.(message);
}

/** Intercepts what the clients print: passes on secrets, collects complaints and drops the rest. */
function listenToStdout(onSecret: (secret: string) => void): string[] {
  const said: string[] = [];
  const take = (text: string) => {
    for (const line of text.split('\n')) {
      const secret = /^::add-mask::(.+)/.exec(line)?.[1];
      if (secret !== undefined) onSecret(unescapeCommand(secret));
      // The cache client reports failures only by printing them.
      const complaint =
        /^(?:::(?:warning|error)[^:]*::)?((?:Failed to|Cache reservation failed|Cache (?:restore|save) skipped).*)/.exec(
          line,
        );
      if (complaint?.[1] !== undefined) said.push(unescapeCommand(complaint[1]));
    }
  };
  Object.defineProperty(process.stdout, 'write', {
    value: (chunk: unknown, ...rest: unknown[]) => {
      take(String(chunk));
      const done = rest.at(-1);
      if (typeof done === 'function') done();
      return true;
    },
  });
  return said;
}

function unescapeCommand(text: string): string {
  return text.trimEnd().replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
}
