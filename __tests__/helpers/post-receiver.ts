import {createServer, type IncomingHttpHeaders} from 'node:http';
import {type AddressInfo, createServer as createRawServer, type Server, type Socket} from 'node:net';
import {afterEach} from '@jest/globals';

export interface ReceivedPost {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface PostReceiver {
  /** `http://127.0.0.1:…` */
  readonly url: string;
  readonly posts: ReceivedPost[];
}

interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Servers on loopback that take posts. Call it once at the top of a test file; each test's are closed with it. */
export function postReceivers() {
  const closers: (() => void)[] = [];
  afterEach(() => {
    for (const close of closers.splice(0)) close();
  });
  const listen = async (server: Server): Promise<string> => {
    const sockets = new Set<Socket>();
    server.on('connection', (socket) => sockets.add(socket));
    closers.push(() => {
      server.close();
      for (const socket of sockets) socket.destroy();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  };
  return {
    /** Answers each post by its number, from 0: `{}` in JSON where `answer` says nothing. */
    taking: async (answer: (number: number) => Answer = () => ({})): Promise<PostReceiver> => {
      const posts: ReceivedPost[] = [];
      const server = createServer((request, response) => {
        const chunks: Buffer[] = [];
        request.on('data', (chunk: Buffer) => chunks.push(chunk));
        request.on('end', () => {
          posts.push({path: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks)});
          const {status = 200, headers = {}, body = '{}'} = answer(posts.length - 1);
          response.writeHead(status, {'content-type': 'application/json', ...headers}).end(body);
        });
      });
      return {url: await listen(server), posts};
    },
    /** Accepts and never answers. */
    hanging: () => listen(createRawServer(() => {})),
    /** Answers with what is no HTTP. */
    talkingNonsense: () => listen(createRawServer((socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n'))),
    /** Nobody listens there. */
    dead: async (): Promise<string> => {
      const server = createRawServer();
      const url = await listen(server);
      await new Promise((resolve) => server.close(resolve));
      return url;
    },
  };
}
