import type {ModelUsage} from '../domain/documents.ts';
import type {Step} from '../domain/step.ts';
import {namedAgentOf} from '../domain/usage-report.ts';
import {countTokens, errorOfAgent, providerOfModel} from './attributes.ts';
import type {Attributes, Metric} from './signals.ts';

const TOKENS: Readonly<Record<keyof ReturnType<typeof countTokens>, string>> = {
  input_tokens: 'The number of input (prompt) tokens used, including cached tokens.',
  'cache_read.input_tokens': 'The number of input tokens served from a provider-managed cache.',
  'cache_write.input_tokens': 'The number of input tokens written to a provider-managed cache.',
  output_tokens: 'The number of output (completion) tokens used, including reasoning tokens.',
  'reasoning.output_tokens': 'The number of output tokens used for reasoning.',
};

/** The metrics of a step. They have no branch, commit or number as an attribute, since each value would create a series. */
export function stepMetrics(step: Step): readonly Metric[] {
  const agent: Attributes = {'gen_ai.agent.name': namedAgentOf(step)};
  const models = modelShares(step);
  const metrics: Metric[] = [
    {
      name: 'laforge.steps',
      description: 'The number of steps that have ended.',
      unit: '{step}',
      kind: 'counter',
      isWhole: true,
      points: [{value: 1, attributes: {...agent, 'laforge.step.status': step.status}}],
    },
    {
      name: 'gen_ai.invoke_agent.duration',
      description: 'The duration of one run of an agent.',
      unit: 's',
      kind: 'histogram',
      isWhole: false,
      points:
        step.durationMs === null || step.status === 'refused'
          ? []
          : [{value: step.durationMs / 1000, attributes: {...agent, 'error.type': errorOfAgent(step)}}],
    },
    ...Object.entries(TOKENS).map(
      ([name, description]): Metric => ({
        name: `gen_ai.client.inference.usage.${name}`,
        description,
        unit: '{token}',
        kind: 'counter',
        isWhole: true,
        points: models.flatMap((share) => tokenPoint(share, name, agent)),
      }),
    ),
    {
      name: 'laforge.cost.usd',
      description: 'The cost in US dollars.',
      unit: '{USD}',
      kind: 'counter',
      isWhole: false,
      points: models.flatMap(({model, cost}) => {
        if (cost === null) return [];
        const estimated = step.tokenUsage?.cost_estimated === true;
        return [
          {value: cost, attributes: {...agent, 'gen_ai.request.model': model, 'laforge.cost.estimated': estimated}},
        ];
      }),
    },
  ];
  return metrics.filter(({points}) => points.length > 0);
}

type Share = Omit<ModelUsage, 'model'> & {readonly model: string | null};

/**
 * The usage by model. If a step's records do not split it, one share has everything, with the model if there is only one. If
 * only some models' costs are known, the whole cost becomes a share without a model.
 */
export function modelShares({tokenUsage, agentConfig}: Step): readonly Share[] {
  if (tokenUsage === null || tokenUsage.state === 'unknown') return [];
  const {by_model: byModel, models, cost} = tokenUsage;
  const [only = null] = models.length === 1 ? models : [agentConfig?.model ?? null];
  if (byModel == null || byModel.length === 0) return [{...tokenUsage, model: only}];
  if (cost === null || byModel.every((share) => share.cost !== null)) return byModel;
  return [...byModel.map((share) => ({...share, cost: null})), {...NO_TOKENS, model: null, cost}];
}

const NO_TOKENS = {
  input_tokens: null,
  cache_read_tokens: null,
  cache_write_tokens: null,
  output_tokens: null,
  reasoning_tokens: null,
};

function tokenPoint(share: Share, name: string, agent: Attributes): Metric['points'] {
  const value = Object.entries(countTokens(share)).find(([key]) => key === name)?.[1] ?? null;
  if (value === null) return [];
  const attributes = {
    ...agent,
    'gen_ai.operation.name': 'chat',
    'gen_ai.provider.name': share.model === null ? 'unknown' : providerOfModel(share.model),
    'gen_ai.request.model': share.model,
    // No record separates text from images.
    'gen_ai.token.modality': 'unknown',
  };
  return [{value: Math.round(value), attributes}];
}
