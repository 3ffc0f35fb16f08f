import type {Step} from '../domain/step.ts';

/**
 * What a step was asked, in one line: the first line of its prompt, else of its command that does something; '' where
 * neither is known.
 */
export function firstLineAsked({prompt, agentConfig}: Pick<Step, 'prompt' | 'agentConfig'>): string {
  const [ofPrompt] = filledLines(prompt?.text);
  return ofPrompt ?? filledLines(agentConfig?.command).find((line) => !/^(?:#|set [-+])/.test(line)) ?? '';
}

function filledLines(text: string | null | undefined): readonly string[] {
  const lines = (text ?? '').split(/\r\n|[\n\r]/).map((line) => line.trim());
  return lines.filter((line) => line !== '');
}
