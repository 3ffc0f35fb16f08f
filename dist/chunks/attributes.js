(function (exports, require, module, __filename, __dirname) {
const require_action_run_steps = require("./action-run-steps.js");
const require_help_run_steps = require("./help-run-steps.js");
// src/telemetry/attributes.ts
const RESULTS = new Map([
	["succeeded", "success"],
	["timed_out", "timeout"],
	["cancelled", "cancellation"],
	["interrupted", "error"],
	["refused", "skip"]
]);
function resultOf(status) {
	return RESULTS.get(status) ?? "failure";
}
function errorOf({ status }) {
	return [
		"failure",
		"error",
		"timeout"
	].includes(resultOf(status)) ? status : null;
}
function resourceOf({ run, repository }) {
	const [, owner = null, name = null] = /^[^/]+\/(.+)\/([^/]+)$/.exec(repository ?? "") ?? [];
	return {
		"service.name": "laforge",
		"service.version": require_help_run_steps.VERSION,
		"cicd.pipeline.name": run?.workflow ?? null,
		"vcs.repository.url.full": repository === null ? null : `https://${repository}`,
		"vcs.repository.name": name,
		"vcs.owner.name": owner,
		"vcs.provider.name": providerOfHost(repository)
	};
}
function providerOfHost(repository) {
	const host = repository?.split("/")[0] ?? "";
	return /(?:^|\.)(github|gitlab|gitea|bitbucket)\./.exec(host)?.[1] ?? null;
}
function runAttributes({ run }) {
	return {
		"cicd.pipeline.run.id": run?.run_id ?? null,
		"cicd.pipeline.run.url.full": run?.url ?? null,
		"cicd.worker.name": run?.runner ?? null,
		"vcs.change.id": run?.pull_request == null ? null : String(run.pull_request.number)
	};
}
function stepAttributes(step) {
	const { changes, tokenUsage } = step;
	return {
		...runAttributes(step),
		"cicd.pipeline.task.name": "laforge.step",
		"cicd.pipeline.task.run.id": step.uid,
		"cicd.pipeline.task.run.url.full": step.run?.url ?? null,
		"cicd.pipeline.task.run.result": resultOf(step.status),
		"error.type": errorOf(step),
		"vcs.ref.head.name": step.branch,
		"vcs.ref.head.type": step.branch === null ? null : "branch",
		"vcs.ref.head.revision": step.commitShaAfter,
		"vcs.ref.base.revision": step.commitShaBefore,
		"laforge.project.id": step.projectId,
		"laforge.step.id": step.id,
		"laforge.step.status": step.status,
		"laforge.step.replays": step.replays,
		"laforge.step.pushed": step.pushed,
		"laforge.changes.commits": changes?.own_commit_count ?? null,
		"laforge.changes.files": changes?.files_changed ?? null,
		"laforge.changes.insertions": changes?.insertions ?? null,
		"laforge.changes.deletions": changes?.deletions ?? null,
		...costAttributes(tokenUsage)
	};
}
function agentAttributes(step) {
	const { agentConfig, tokenUsage } = step;
	const model = agentConfig?.model ?? tokenUsage?.models[0] ?? null;
	return {
		"gen_ai.operation.name": "invoke_agent",
		"gen_ai.agent.name": require_action_run_steps.namedAgentOf(step),
		"gen_ai.provider.name": model === null ? null : providerOfModel(model),
		"gen_ai.request.model": model,
		"gen_ai.request.max_tokens": whole(agentConfig?.max_tokens ?? null),
		"gen_ai.request.temperature": agentConfig?.temperature == null ? null : { double: agentConfig.temperature },
		"gen_ai.conversation.id": tokenUsage?.session_id ?? null,
		"process.exit.code": step.exitCode,
		"error.type": errorOfAgent(step),
		...tokenUsage === null ? {} : tokenAttributes(tokenUsage),
		...costAttributes(tokenUsage),
		"laforge.usage.state": tokenUsage?.state ?? null,
		"laforge.turns": whole(tokenUsage?.turns ?? null)
	};
}
function errorOfAgent(step) {
	return step.status === "check_failed" ? null : errorOf(step);
}
function callAttributes(call) {
	return {
		"gen_ai.operation.name": "chat",
		"gen_ai.provider.name": providerOfModel(call.model),
		"gen_ai.request.model": call.model,
		"laforge.calls": call.calls,
		...tokenAttributes(call),
		"laforge.cost.usd": call.cost === null ? null : { double: call.cost }
	};
}
function countTokens(figures) {
	const { input_tokens: input, cache_read_tokens: read, cache_write_tokens: write } = figures;
	return {
		input_tokens: input === null ? null : input + (read ?? 0) + (write ?? 0),
		"cache_read.input_tokens": read,
		"cache_write.input_tokens": write,
		output_tokens: figures.output_tokens,
		"reasoning.output_tokens": figures.reasoning_tokens
	};
}
function tokenAttributes(figures) {
	return Object.fromEntries(Object.entries(countTokens(figures)).map(([name, count]) => [`gen_ai.usage.${name}`, whole(count)]));
}
function costAttributes(usage) {
	if (usage === null || usage.cost === null) return {};
	return {
		"laforge.cost.usd": { double: usage.cost },
		"laforge.cost.estimated": usage.cost_estimated === true
	};
}
function whole(value) {
	return value === null ? null : Math.round(value);
}
const PROVIDERS = [
	[/claude/, "anthropic"],
	[/^(?:gpt|chatgpt|codex|o\d)/, "openai"],
	[/gemini/, "gcp.gen_ai"],
	[/^grok/, "x_ai"],
	[/^deepseek/, "deepseek"],
	[/mistral|^codestral|^devstral/, "mistral_ai"],
	[/^kimi|^moonshot/, "moonshot_ai"]
];
function providerOfModel(model) {
	const name = model.toLowerCase().replace(/^.*\//, "");
	return PROVIDERS.find(([pattern]) => pattern.test(name))?.[1] ?? "unknown";
}
function rollbackAttributes(rollback) {
	return {
		...runAttributes(rollback),
		"vcs.ref.head.name": rollback.branch,
		"vcs.ref.head.type": rollback.branch === null ? null : "branch",
		"vcs.ref.head.revision": rollback.toSha,
		"vcs.ref.base.revision": rollback.fromSha,
		"laforge.project.id": rollback.projectId,
		"laforge.rollback.uid": rollback.uid,
		"laforge.rollback.number": rollback.number,
		"laforge.rollback.steps": rollback.stepUids.length
	};
}
Object.defineProperty(exports, "agentAttributes", {
	enumerable: true,
	get: function() {
		return agentAttributes;
	}
});
Object.defineProperty(exports, "callAttributes", {
	enumerable: true,
	get: function() {
		return callAttributes;
	}
});
Object.defineProperty(exports, "countTokens", {
	enumerable: true,
	get: function() {
		return countTokens;
	}
});
Object.defineProperty(exports, "errorOf", {
	enumerable: true,
	get: function() {
		return errorOf;
	}
});
Object.defineProperty(exports, "errorOfAgent", {
	enumerable: true,
	get: function() {
		return errorOfAgent;
	}
});
Object.defineProperty(exports, "providerOfModel", {
	enumerable: true,
	get: function() {
		return providerOfModel;
	}
});
Object.defineProperty(exports, "resourceOf", {
	enumerable: true,
	get: function() {
		return resourceOf;
	}
});
Object.defineProperty(exports, "rollbackAttributes", {
	enumerable: true,
	get: function() {
		return rollbackAttributes;
	}
});
Object.defineProperty(exports, "stepAttributes", {
	enumerable: true,
	get: function() {
		return stepAttributes;
	}
});
});
