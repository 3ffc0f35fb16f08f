import type {Step} from '../domain/step.ts';

/** The task of a step in one line: the first line of its prompt, else of its command that does something; else ''. */
export function firstLineAsked({prompt, agentConfig}: Pick<Step, 'prompt' | 'agentConfig'>): string {
  const [ofPrompt] = filledLines(prompt?.text);
  return ofPrompt ?? filledLines(agentConfig?.command).find((line) => !/^(?:#|set [-+])/.test(line)) ?? '';
}

function filledLines(text: string | null | undefined): readonly string[] {
  const lines = (text ?? '').split(/\r\n|[\n\r]/).map((line) => line.trim());
  return lines.filter((line) => line !== '');
}
