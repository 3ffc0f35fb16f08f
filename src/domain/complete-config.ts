import type {AgentConfig} from './documents.ts';

/** The config that was given, completed by what the agent's own records tell. What was given wins. */
export function completeConfig(given: AgentConfig, told: Partial<AgentConfig>): AgentConfig {
  return {
    name: given.name ?? told.name ?? null,
    command: given.command ?? told.command ?? null,
    model: given.model ?? told.model ?? null,
    max_tokens: given.max_tokens ?? told.max_tokens ?? null,
    temperature: given.temperature ?? told.temperature ?? null,
    system_prompt: given.system_prompt ?? told.system_prompt ?? null,
    tools: given.tools.length > 0 ? given.tools : (told.tools ?? []),
    metadata: {...told.metadata, ...given.metadata},
  };
}
