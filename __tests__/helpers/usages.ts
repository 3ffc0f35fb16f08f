import {type TokenUsage, UNKNOWN_USAGE} from '../../src/domain/documents.ts';

/** A measured usage of so many tokens by class, with what follows from them. */
export function aUsage(
  [input, cacheRead, cacheWrite, output]: readonly [number, number, number, number],
  changes: Partial<TokenUsage> = {},
): TokenUsage {
  const prompt = input + cacheRead + cacheWrite;
  return {
    ...UNKNOWN_USAGE,
    prompt_tokens: prompt,
    completion_tokens: output,
    total_tokens: prompt + output,
    input_tokens: input,
    cache_read_tokens: cacheRead,
    cache_write_tokens: cacheWrite,
    output_tokens: output,
    state: 'measured',
    ...changes,
  };
}
