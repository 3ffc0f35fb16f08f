/** A piece of a name that says where or how a model is served, not which model it is, and what stands in its place. */
const SAME_MODEL: readonly (readonly [pattern: RegExp, replacement: string])[] = [
  // Bedrock: arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.anthropic.claude-…
  [/^arn:aws[\w-]*:bedrock:.*:(?:inference-profile|foundation-model)\//, ''],
  // Vertex: projects/p/locations/l/publishers/anthropic/models/claude-…; Google: models/gemini-…
  [/^.*\/models\//, ''],
  [/^models\//, ''],
  // A gateway's provider: openrouter/anthropic/claude-…
  [/^.*\//, ''],
  // Bedrock: us.anthropic.claude-…-v1:0, global.anthropic.…
  [/^(?:[a-z]{2,6}(?:-[a-z]+)?\.)?(?:anthropic|openai|qwen|moonshotai?|zai|minimax|deepseek)\.(?=[a-z])/, ''],
  [/-v\d+(?::\d+(?::\d+k)?)?$/, ''],
  // Claude Code: a window of a million tokens.
  [/\[1m\]$/, ''],
  // Vertex: claude-sonnet-4-5@20250929.
  [/@(?:\d{8}|latest|default)$/, ''],
];

/** A day, or an alias for the newest one. It may stand in a list as well, so names with it are looked up first. */
const DATED: readonly (readonly [pattern: RegExp, replacement: string])[] = [
  [/-(?:20\d{6}|20\d\d-\d\d-\d\d|latest)$/, ''],
  // Anthropic's names have no dots, and had the version first: claude-sonnet-4.5, claude-4.5-sonnet.
  [/^(claude-.*\d)\.(?=\d)/, '$1-'],
  [/^claude-((?:[4-9]|\d\d)(?:-\d+)?)-(opus|sonnet|haiku)$/, 'claude-$2-$1'],
  [/^claude-(sonnet|opus)-4-0$/, 'claude-$1-4'],
  [/^gpt-5\.6$/, 'gpt-5.6-sol'],
];

/**
 * The names that one model may have in a list, the most exact first. Everything else in a name is another model: `-fast`,
 * `:free`, `-free`, `-mini`, a newer minor version.
 */
export function namesOfModel(model: string): readonly string[] {
  const names = [model, model.toLowerCase()];
  for (const [pattern, replacement] of [...SAME_MODEL, ...DATED]) {
    names.push((names.at(-1) ?? '').replace(pattern, replacement));
  }
  return [...new Set(names)];
}
