import {createServer} from 'node:http';
import {serveGit} from './git-backend.ts';

/** What has gone over the wire: requests, and the bytes of their bodies and of those of the answers. */
export interface Traffic {
  readonly requests: number;
  readonly sent: number;
  readonly received: number;
}

export interface CountedGitHost {
  readonly url: string;
  /** Runs something and tells what it cost. */
  count(work: () => Promise<unknown>): Promise<Traffic>;
  close(): Promise<void>;
}

/** A server of real git on loopback that counts. `<root>/owner/name.git` is at `<url>/owner/name.git`. */
export async function startCountedGitHost(root: string): Promise<CountedGitHost> {
  let traffic: Traffic = {requests: 0, sent: 0, received: 0};
  const server = createServer((request, response) => {
    traffic = {...traffic, requests: traffic.requests + 1};
    request.on('data', (chunk: Buffer) => {
      traffic = {...traffic, sent: traffic.sent + chunk.length};
    });
    const write = response.write.bind(response);
    response.write = (chunk: Buffer) => {
      traffic = {...traffic, received: traffic.received + chunk.length};
      return write(chunk);
    };
    serveGit(root, request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return {
    url: `http://127.0.0.1:${address.port}`,
    count: async (work) => {
      traffic = {requests: 0, sent: 0, received: 0};
      await work();
      return traffic;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
