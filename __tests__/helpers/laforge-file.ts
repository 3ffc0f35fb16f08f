import {openDatabase} from '../../src/ledger/database.ts';

/** The schema as LaForge's own code writes it, with its indexes. */
const SCHEMA = (config: string) => `
  CREATE TABLE IF NOT EXISTS steps (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    active BOOLEAN DEFAULT TRUE,
    parent_step_id INTEGER,
    commit_sha_before TEXT NOT NULL,
    commit_sha_after TEXT,
    ${config} TEXT NOT NULL,
    start_time TIMESTAMP NOT NULL,
    end_time TIMESTAMP,
    duration_ms INTEGER,
    token_usage_json TEXT NOT NULL DEFAULT '{}',
    exit_code INTEGER,
    project_id TEXT NOT NULL,
    created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    FOREIGN KEY (parent_step_id) REFERENCES steps(id)
  );
  CREATE INDEX IF NOT EXISTS idx_steps_project_id ON steps(project_id);
  CREATE INDEX IF NOT EXISTS idx_steps_active ON steps(active);
  CREATE INDEX IF NOT EXISTS idx_steps_parent_step_id ON steps(parent_step_id);
  CREATE INDEX IF NOT EXISTS idx_steps_created_at ON steps(created_at);`;

export interface LaForgeStep {
  readonly id: number;
  readonly active: 0 | 1;
  readonly parent_step_id: number | null;
  readonly commit_sha_before: string;
  readonly commit_sha_after: string | null;
  readonly config: string;
  readonly start_time: string;
  readonly end_time: string | null;
  readonly duration_ms: number | null;
  readonly token_usage_json: string;
  readonly exit_code: number | null;
  readonly project_id: string;
  readonly created_at: string;
}

export function aLaForgeStep(id: number, changes: Partial<LaForgeStep> = {}): LaForgeStep {
  return {
    id,
    active: 1,
    parent_step_id: id > 1 ? id - 1 : null,
    commit_sha_before: String(id).padStart(40, 'a'),
    commit_sha_after: String(id + 1).padStart(40, 'a'),
    config: '{"name":"coder","model":"m","max_tokens":100,"temperature":0.5,"tools":["bash"],"metadata":{"k":"v"}}',
    start_time: `2025-10-18 08:30:1${id}.123456789-07:00`,
    end_time: `2025-10-18 08:31:1${id}.5-07:00`,
    duration_ms: 60_377,
    token_usage_json: '{"prompt_tokens":10,"completion_tokens":5,"total_tokens":15,"cost":0.25}',
    exit_code: 0,
    project_id: 'octo/repo',
    created_at: `2025-10-18 15:30:1${id}`,
    ...changes,
  };
}

/** Writes a file as LaForge does. */
export function writeLaForgeFile(
  path: string,
  steps: readonly LaForgeStep[],
  config: 'agent_config_json' | 'agent_config_name' = 'agent_config_json',
): void {
  const db = openDatabase(path);
  db.exec(SCHEMA(config));
  const insert = `INSERT INTO steps (id, active, parent_step_id, commit_sha_before, commit_sha_after, ${config}, start_time, end_time,
       duration_ms, token_usage_json, exit_code, project_id, created_at)
     VALUES (@id, @active, @parent_step_id, @commit_sha_before, @commit_sha_after, @config, @start_time, @end_time,
       @duration_ms, @token_usage_json, @exit_code, @project_id, @created_at)`;
  for (const step of steps) db.run(insert, step);
  db.close();
}
