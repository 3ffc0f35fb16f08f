import {spawn} from 'node:child_process';
import {existsSync, mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Chromium on this machine; null where there is none. */
export const CHROMIUM: string | null = process.env.CHROMIUM ?? PLACES.find((place) => existsSync(place)) ?? null;

/** A page in a browser that has no network. */
export interface BrowserPage {
  /** Opens a file and waits until it is loaded. */
  open(
    file: string,
    options?: {readonly scripts?: boolean; readonly dark?: boolean; readonly width?: number},
  ): Promise<void>;
  /** What an expression comes to in the page, as JSON. Its Content-Security-Policy does not hold for this. */
  evaluate(expression: string): Promise<unknown>;
  /** Presses a key as a person does. */
  press(key: string): Promise<void>;
  /** The processor time of the page's main thread since it was opened, which other load hardly changes. */
  threadMs(): Promise<number>;
  /** What the page asked for besides itself, and what it complained of. */
  readonly seen: readonly string[];
}

export interface Browser {
  /** Hands a page of its own to `use`, and closes it. */
  withPage(use: (page: BrowserPage) => Promise<void>): Promise<void>;
  close(): Promise<void>;
}

/** Starts Chromium, hands a page to `use`, and ends it. */
export async function withBrowser(use: (page: BrowserPage) => Promise<void>): Promise<void> {
  const browser = await startBrowser();
  await browser.withPage(use).finally(() => browser.close());
}

export async function startBrowser(): Promise<Browser> {
  const profile = mkdtempSync(join(tmpdir(), 'laforge-browser-'));
  const flags = ['--headless=new', '--no-sandbox', '--disable-gpu', '--remote-debugging-port=0'];
  const offline = ['--proxy-server=127.0.0.1:9', '--disable-background-networking', `--user-data-dir=${profile}`];
  const child = spawn(CHROMIUM ?? '', [...flags, ...offline, 'about:blank'], {stdio: 'ignore'});
  const gone = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const end = async () => {
    child.kill('SIGKILL');
    await gone;
    rmSync(profile, {recursive: true, force: true, maxRetries: 10, retryDelay: 100});
  };
  const connection = await connect(profile).catch(async (error) => {
    await end();
    throw error;
  });
  return {
    withPage: async (use) => {
      const {targetId} = await connection.send('Target.createTarget', {url: 'about:blank'});
      await use(await openPage(connection, String(targetId)));
      await connection.send('Target.closeTarget', {targetId});
    },
    close: async () => {
      // Chromium may end without an answer to this.
      await connection.send('Browser.close').catch(() => {});
      await end();
    },
  };
}

type Message = Readonly<Record<string, unknown>>;

interface Connection {
  send(method: string, params?: object, sessionId?: string): Promise<Message>;
  onEvent(sessionId: string, listener: (method: string, params: Message) => void): void;
}

/** Chromium writes the port it listens on to a file of its profile. */
async function connect(profile: string): Promise<Connection> {
  const file = join(profile, 'DevToolsActivePort');
  const deadline = Date.now() + 60_000;
  while (!existsSync(file) || !readFileSync(file, 'utf8').includes('\n')) {
    if (Date.now() > deadline) throw new Error('Chromium did not start within a minute.');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const [port, path] = readFileSync(file, 'utf8').split('\n');
  const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`);
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve, {once: true});
    socket.addEventListener('error', reject, {once: true});
  });
  const waiting = new Map<number, {resolve: (result: Message) => void; reject: (error: Error) => void}>();
  const listeners = new Map<string, (method: string, params: Message) => void>();
  let last = 0;
  socket.addEventListener('message', ({data}) => {
    const {id, sessionId, method, params, result, error} = JSON.parse(String(data));
    if (id === undefined) listeners.get(sessionId)?.(method, params);
    else if (error === undefined) waiting.get(id)?.resolve(result);
    else waiting.get(id)?.reject(new Error(error.message));
    waiting.delete(id);
  });
  socket.addEventListener('close', () => {
    for (const {reject} of waiting.values()) reject(new Error('Chromium has closed the connection.'));
    waiting.clear();
  });
  return {
    send: (method, params = {}, sessionId) =>
      new Promise((resolve, reject) => {
        if (socket.readyState !== WebSocket.OPEN) throw new Error('Chromium has closed the connection.');
        last += 1;
        waiting.set(last, {resolve, reject});
        socket.send(JSON.stringify({id: last, method, params, ...(sessionId === undefined ? {} : {sessionId})}));
      }),
    onEvent: (sessionId, listener) => listeners.set(sessionId, listener),
  };
}

async function openPage({send, onEvent}: Connection, targetId: string): Promise<BrowserPage> {
  const {sessionId} = await send('Target.attachToTarget', {targetId, flatten: true});
  const ask = (method: string, params?: object) => send(method, params, String(sessionId));
  const seen: string[] = [];
  let loaded = () => {};
  let file = '';
  onEvent(String(sessionId), (method, params) => {
    if (method === 'Page.loadEventFired') loaded();
    const {request, entry} = params as {request?: {url: string}; entry?: {text: string}};
    if (method === 'Network.requestWillBeSent' && request?.url !== file) seen.push(`asked for ${request?.url}`);
    if (method === 'Log.entryAdded') seen.push(String(entry?.text));
    if (method === 'Page.javascriptDialogOpening') seen.push('opened a dialog');
  });
  for (const domain of ['Page', 'Network', 'Log', 'Runtime']) await ask(`${domain}.enable`);
  await ask('Performance.enable', {timeDomain: 'threadTicks'});
  const threadMs = async () => {
    const {metrics} = (await ask('Performance.getMetrics')) as {metrics?: readonly {name: string; value: number}[]};
    return (metrics?.find(({name}) => name === 'TaskDuration')?.value ?? Number.NaN) * 1000;
  };
  return {
    seen,
    open: async (path, {scripts = true, dark = false, width = 900} = {}) => {
      file = `file://${path}`;
      await ask('Emulation.setScriptExecutionDisabled', {value: !scripts});
      const features = [{name: 'prefers-color-scheme', value: dark ? 'dark' : 'light'}];
      await ask('Emulation.setEmulatedMedia', {features});
      await ask('Emulation.setDeviceMetricsOverride', {width, height: 800, deviceScaleFactor: 1, mobile: width < 600});
      const done = new Promise<void>((resolve) => {
        loaded = resolve;
      });
      await ask('Page.navigate', {url: file});
      await done;
    },
    evaluate: async (expression) => {
      const {result, exceptionDetails} = (await ask('Runtime.evaluate', {
        ...{expression, awaitPromise: true, returnByValue: true},
      })) as {result?: {value?: unknown}; exceptionDetails?: {text: string; exception?: {description?: string}}};
      if (exceptionDetails !== undefined) {
        throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
      }
      return result?.value;
    },
    threadMs,
    press: async (key) => {
      const codes: Readonly<Record<string, number>> = {Tab: 9, Enter: 13};
      const event = {key, code: key, windowsVirtualKeyCode: codes[key] ?? 0, ...(key === 'Enter' ? {text: '\r'} : {})};
      await ask('Input.dispatchKeyEvent', {type: 'keyDown', ...event});
      await ask('Input.dispatchKeyEvent', {type: 'keyUp', ...event});
    },
  };
}
