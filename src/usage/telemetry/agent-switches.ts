/** A signal of OpenTelemetry, as its path and its variables name it. */
type Signal = 'logs' | 'traces';

/** The switches of one agent's telemetry: ours, and those that a user may have set. */
export interface Switch {
  /** The reader's name. */
  readonly agent: string;
  readonly signal: Signal;
  /** Variables that make it send, beside the endpoint. */
  readonly variables: Readonly<Record<string, string>>;
  /** The variable that names the endpoint of one signal, or, where `isBase`, of all of them. */
  readonly endpoint: string;
  readonly isBase?: boolean;
  /** Variables that are the user's word on this agent's telemetry. */
  readonly own: RegExp;
  /** Files of settings in which that word may stand as well. */
  readonly files: SettingFiles;
  /** The user's own endpoint for this signal, where what goes there is JSON over HTTP; null where it is not. */
  readonly target: (env: Env) => string | null;
}

/** Files below the home, below the run's folder and those above, and by their whole path. */
export interface SettingFiles {
  readonly home: readonly string[];
  readonly project: readonly string[];
  readonly system?: readonly string[];
  readonly mark: RegExp;
  /** The variable that names the folder of the first of `home` instead. */
  readonly homeVariable?: string;
}

export type Env = Readonly<Record<string, string | undefined>>;

/** Codex is switched by its options alone. */
export const CODEX_FILES: SettingFiles = {
  home: ['.codex/config.toml'],
  homeVariable: 'CODEX_HOME',
  project: ['.codex/config.toml'],
  system: ['/etc/codex/config.toml', '/etc/codex/managed_config.toml'],
  mark: /\botel\b/,
};

/** The others that tell of their calls. */
export const SWITCHES: readonly Switch[] = [
  {
    agent: 'claude-code',
    signal: 'logs',
    variables: {
      CLAUDE_CODE_ENABLE_TELEMETRY: '1',
      OTEL_LOGS_EXPORTER: 'otlp',
      OTEL_EXPORTER_OTLP_LOGS_PROTOCOL: 'http/json',
      // Five seconds without it: a budget would stop later, and more would be lost when it is killed.
      OTEL_LOGS_EXPORT_INTERVAL: '500',
    },
    endpoint: 'OTEL_EXPORTER_OTLP_LOGS_ENDPOINT',
    // An endpoint for everything in the job is no word on Claude Code, which sends nothing unless an exporter is named too.
    own: /^(CLAUDE_CODE_ENABLE_TELEMETRY$|OTEL_(LOGS|METRICS|TRACES)_EXPORTER$|OTEL_EXPORTER_OTLP_LOGS_)/,
    files: {
      home: ['.claude/settings.json'],
      homeVariable: 'CLAUDE_CONFIG_DIR',
      project: ['.claude/settings.json', '.claude/settings.local.json'],
      system: [
        '/etc/claude-code/managed-settings.json',
        '/Library/Application Support/ClaudeCode/managed-settings.json',
      ],
      mark: /OTEL_|CLAUDE_CODE_ENABLE_TELEMETRY|otelHeadersHelper/,
    },
    target: (env) =>
      isOn(env.CLAUDE_CODE_ENABLE_TELEMETRY) && env.OTEL_LOGS_EXPORTER === 'otlp' ? otlpTarget(env, 'LOGS') : null,
  },
  {
    agent: 'copilot-cli',
    signal: 'traces',
    variables: {COPILOT_OTEL_ENABLED: 'true', OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: 'http/json'},
    endpoint: 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT',
    // To Copilot CLI it is one: that alone has it send.
    own: /^(COPILOT_OTEL_|OTEL_TRACES_EXPORTER$|OTEL_EXPORTER_OTLP_)/,
    files: {home: [], project: [], mark: /OTEL_/},
    target: (env) => (env.COPILOT_OTEL_FILE_EXPORTER_PATH === undefined ? otlpTarget(env, 'TRACES') : null),
  },
  ...(['gemini', 'qwen'] as const).map((name): Switch => {
    const prefix = `${name.toUpperCase()}_TELEMETRY_`;
    return {
      agent: name === 'gemini' ? 'gemini-cli' : 'qwen-code',
      signal: 'logs',
      variables: {
        [`${prefix}ENABLED`]: 'true',
        [`${prefix}TARGET`]: 'local',
        [`${prefix}USE_COLLECTOR`]: 'true',
        [`${prefix}OTLP_PROTOCOL`]: 'http',
        [`${prefix}LOG_PROMPTS`]: 'false',
      },
      endpoint: `${prefix}OTLP_ENDPOINT`,
      isBase: true,
      own: new RegExp(`^${prefix}`),
      files: {
        home: [`.${name}/settings.json`],
        project: [`.${name}/settings.json`],
        system: [`/etc/${name === 'gemini' ? 'gemini-cli' : 'qwen-code'}/settings.json`],
        mark: /telemetry/i,
      },
      target: (env) =>
        isOn(env[`${prefix}ENABLED`]) && env[`${prefix}OTLP_PROTOCOL`] === 'http' && !env[`${prefix}OUTFILE`]
          ? (env[`${prefix}OTLP_ENDPOINT`] ?? null)
          : null,
    };
  }),
];

/** The variables for an agent, and the user's endpoint behind us. */
interface Setting {
  readonly variables: Readonly<Record<string, string>>;
  /** The address that the user's own telemetry goes to, by the path below ours. */
  readonly target: URL | null;
}

/**
 * Has an agent send to `address`: with variables of ours where the user has said nothing; where the user has it sent as
 * JSON over HTTP, with the endpoint alone, and all that comes goes on to the user's. Null where the user has settled it in
 * another way: that stands, and we see nothing.
 */
export function settingOf(one: Switch, env: Env, address: string): Setting | null {
  const endpoint = {[one.endpoint]: one.isBase === true ? address : `${address}/v1/${one.signal}`};
  if (!Object.keys(env).some((name) => one.own.test(name) && env[name] !== ''))
    return {variables: {...one.variables, ...endpoint}, target: null};
  const target = one.target(env);
  const url = target === null || isProxied(env) ? null : URL.parse(target);
  if (url === null || !/^https?:$/.test(url.protocol)) return null;
  return {variables: endpoint, target: url};
}

/** By the variables of the signal, or those of all: the endpoint of all is the beginning of the signal's. */
function otlpTarget(env: Env, signal: 'LOGS' | 'TRACES'): string | null {
  const own = (name: string) => env[`OTEL_EXPORTER_OTLP_${signal}_${name}`] || env[`OTEL_EXPORTER_OTLP_${name}`];
  if (own('PROTOCOL') !== 'http/json') return null;
  // Certificates are the agent's to show, and to check.
  if (own('CERTIFICATE') || own('CLIENT_CERTIFICATE') || own('CLIENT_KEY')) return null;
  const base = env.OTEL_EXPORTER_OTLP_ENDPOINT;
  return (
    env[`OTEL_EXPORTER_OTLP_${signal}_ENDPOINT`] ||
    (base ? `${base.replace(/\/$/, '')}/v1/${signal.toLowerCase()}` : null)
  );
}

/** Through a proxy we do not know the way to the endpoint. */
function isProxied(env: Env): boolean {
  return ['http_proxy', 'https_proxy', 'all_proxy'].some((name) => env[name] || env[name.toUpperCase()]);
}

function isOn(value: string | undefined): boolean {
  return value !== undefined && /^(1|true|yes|on)$/i.test(value);
}
