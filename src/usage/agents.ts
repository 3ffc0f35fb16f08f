import type {AgentReader} from './agent-reader.ts';

/** Every agent whose records can be read: one file below `agents/`, and one row here. */
export const AGENTS: readonly AgentReader[] = [];
