/** The kinds of values of a template's options. A list may also be one text. */
type OptionKind = 'text' | 'number' | 'flag' | 'list' | 'document';

interface TemplateOption {
  readonly kind: OptionKind;
  /** The default of the action's input. */
  readonly usual?: string;
  /** True if `${{ inputs.name }}` in it is replaced by the input. */
  readonly isFilled?: boolean;
}

/** The step options that a template may set, by the names of the action's inputs. */
export const TEMPLATE_OPTIONS = {
  run: {kind: 'text'},
  shell: {kind: 'text', usual: 'bash'},
  'working-directory': {kind: 'text', usual: '.'},
  branch: {kind: 'text'},
  agent: {kind: 'text', usual: 'auto'},
  telemetry: {kind: 'text', usual: 'auto'},
  prices: {kind: 'document'},
  'agent-config': {kind: 'document'},
  prompt: {kind: 'text', isFilled: true},
  'record-prompt': {kind: 'flag', usual: 'true'},
  'timeout-minutes': {kind: 'number'},
  'max-cost-usd': {kind: 'number'},
  'max-tokens': {kind: 'number'},
  budget: {kind: 'list'},
  'budget-unknown': {kind: 'text', usual: 'warn'},
  labels: {kind: 'list'},
  check: {kind: 'text'},
  'on-failure': {kind: 'text', usual: 'rollback'},
  'check-timeout-minutes': {kind: 'number', usual: '30'},
  'check-before': {kind: 'flag', usual: 'false'},
  commit: {kind: 'text', usual: 'auto'},
  'commit-message': {kind: 'text', isFilled: true},
  'commit-author': {kind: 'text'},
  push: {kind: 'text', usual: 'auto'},
  'env-allow': {kind: 'list'},
  'continue-on-agent-error': {kind: 'flag', usual: 'false'},
  'require-record': {kind: 'flag', usual: 'false'},
} as const satisfies Readonly<Record<string, TemplateOption>>;

/** Looks up an arbitrary name in the table. */
export function templateOption(name: string): TemplateOption | undefined {
  return new Map<string, TemplateOption>(Object.entries(TEMPLATE_OPTIONS)).get(name);
}

export const INPUT_KEYS = ['description', 'required', 'default', 'options', 'pattern'] as const;

/** The keys of a template besides the options. */
export const OWN_KEYS = ['description', 'inputs'] as const;

/** The syntax of an input's name. */
export const INPUT_NAME = /^[A-Za-z][A-Za-z0-9_-]{0,49}$/;
