(function (exports, require, module, __filename, __dirname) {
const require_action_run_steps = require("./action-run-steps.js");
const require_attributes = require("./attributes.js");
// src/telemetry/metrics.ts
const TOKENS = {
	input_tokens: "The number of input (prompt) tokens used, including cached tokens.",
	"cache_read.input_tokens": "The number of input tokens served from a provider-managed cache.",
	"cache_write.input_tokens": "The number of input tokens written to a provider-managed cache.",
	output_tokens: "The number of output (completion) tokens used, including reasoning tokens.",
	"reasoning.output_tokens": "The number of output tokens used for reasoning."
};
function stepMetrics(step) {
	const agent = { "gen_ai.agent.name": require_action_run_steps.namedAgentOf(step) };
	const models = modelShares(step);
	return [
		{
			name: "laforge.steps",
			description: "The number of steps that have ended.",
			unit: "{step}",
			kind: "counter",
			isWhole: true,
			points: [{
				value: 1,
				attributes: {
					...agent,
					"laforge.step.status": step.status
				}
			}]
		},
		{
			name: "gen_ai.invoke_agent.duration",
			description: "The duration of one run of an agent.",
			unit: "s",
			kind: "histogram",
			isWhole: false,
			points: step.durationMs === null || step.status === "refused" ? [] : [{
				value: step.durationMs / 1e3,
				attributes: {
					...agent,
					"error.type": require_attributes.errorOfAgent(step)
				}
			}]
		},
		...Object.entries(TOKENS).map(([name, description]) => ({
			name: `gen_ai.client.inference.usage.${name}`,
			description,
			unit: "{token}",
			kind: "counter",
			isWhole: true,
			points: models.flatMap((share) => tokenPoint(share, name, agent))
		})),
		{
			name: "laforge.cost.usd",
			description: "The cost in US dollars.",
			unit: "{USD}",
			kind: "counter",
			isWhole: false,
			points: models.flatMap(({ model, cost }) => {
				if (cost === null) return [];
				const estimated = step.tokenUsage?.cost_estimated === true;
				return [{
					value: cost,
					attributes: {
						...agent,
						"gen_ai.request.model": model,
						"laforge.cost.estimated": estimated
					}
				}];
			})
		}
	].filter(({ points }) => points.length > 0);
}
function modelShares({ tokenUsage, agentConfig }) {
	if (tokenUsage === null || tokenUsage.state === "unknown") return [];
	const { by_model: byModel, models, cost } = tokenUsage;
	const [only = null] = models.length === 1 ? models : [agentConfig?.model ?? null];
	if (byModel == null || byModel.length === 0) return [{
		...tokenUsage,
		model: only
	}];
	if (cost === null || byModel.every((share) => share.cost !== null)) return byModel;
	return [...byModel.map((share) => ({
		...share,
		cost: null
	})), {
		...NO_TOKENS,
		model: null,
		cost
	}];
}
const NO_TOKENS = {
	input_tokens: null,
	cache_read_tokens: null,
	cache_write_tokens: null,
	output_tokens: null,
	reasoning_tokens: null
};
function tokenPoint(share, name, agent) {
	const value = Object.entries(require_attributes.countTokens(share)).find(([key]) => key === name)?.[1] ?? null;
	if (value === null) return [];
	const attributes = {
		...agent,
		"gen_ai.operation.name": "chat",
		"gen_ai.provider.name": share.model === null ? "unknown" : require_attributes.providerOfModel(share.model),
		"gen_ai.request.model": share.model,
		"gen_ai.token.modality": "unknown"
	};
	return [{
		value: Math.round(value),
		attributes
	}];
}
Object.defineProperty(exports, "modelShares", {
	enumerable: true,
	get: function() {
		return modelShares;
	}
});
Object.defineProperty(exports, "stepMetrics", {
	enumerable: true,
	get: function() {
		return stepMetrics;
	}
});
});
