import type {AgentReader} from './agent-reader.ts';
import {aider} from './agents/aider.ts';
import {amp} from './agents/amp.ts';
import {claudeCode} from './agents/claude-code.ts';
import {cline} from './agents/cline.ts';
import {codex} from './agents/codex.ts';
import {continueCli} from './agents/continue.ts';
import {copilotCli} from './agents/copilot-cli.ts';
import {cursor} from './agents/cursor.ts';
import {geminiCli} from './agents/gemini-cli.ts';
import {goose} from './agents/goose.ts';
import {kimi} from './agents/kimi.ts';
import {kilo, opencode} from './agents/opencode.ts';
import {pi} from './agents/pi.ts';
import {qwenCode} from './agents/qwen-code.ts';

/** Every agent whose records can be read: one file below `agents/`, and one row here. */
export const AGENTS: readonly AgentReader[] = [
  claudeCode,
  codex,
  geminiCli,
  qwenCode,
  opencode,
  copilotCli,
  cline,
  continueCli,
  pi,
  kilo,
  kimi,
  cursor,
  goose,
  amp,
  aider,
];
