(function (exports, require, module, __filename, __dirname) {
const __late = (load, loaded) => new Proxy({}, {get: (_, name) => (loaded ??= load())[name]});
const require_rolldown_runtime = require("./rolldown-runtime.js");
let node_crypto = __late(() => require("node:crypto"));
const require_action_run_steps = require("./action-run-steps.js");
const require_action_help_run_steps = require("./action-help-run-steps.js");
// src/provenance/statement.ts
var statement_exports = require_rolldown_runtime.__exportAll({
	PAYLOAD_TYPE: () => PAYLOAD_TYPE,
	PREDICATE_TYPE: () => PREDICATE_TYPE,
	commitsOf: () => commitsOf,
	endDigest: () => endDigest,
	formatStatement: () => formatStatement,
	parseStatement: () => parseStatement
});
const PREDICATE_TYPE = "https://github.com/laforge/step-action/blob/main/docs/proven-history.md#step-v1";
const STATEMENT_TYPE = "https://in-toto.io/Statement/v1";
const PAYLOAD_TYPE = "application/vnd.in-toto+json";
const exactly = (value) => require_action_help_run_steps.textLike(`is not ${value}`, (it) => it === value);
const word = require_action_help_run_steps.nullable(require_action_help_run_steps.text(4096));
const checkFields = require_action_help_run_steps.object({
	exit_code: require_action_help_run_steps.integer(),
	command_sha256: require_action_help_run_steps.nullable(require_action_help_run_steps.sha256)
}, { keepsNulls: true });
const check = {
	...checkFields,
	read: (value, reading) => checkFields.read(typeof value === "number" ? {
		exit_code: value,
		command_sha256: null
	} : value, reading)
};
const predicate = require_action_help_run_steps.object({
	step_uid: require_action_help_run_steps.uid,
	project_id: require_action_help_run_steps.text(4096),
	repository: word,
	branch: word,
	record_sha256: require_action_help_run_steps.sha256,
	before: require_action_help_run_steps.nullable(require_action_help_run_steps.sha),
	after: require_action_help_run_steps.nullable(require_action_help_run_steps.sha),
	status: require_action_help_run_steps.text(40),
	agent: word,
	model: word,
	check: require_action_help_run_steps.nullable(check),
	usage: require_action_help_run_steps.nullable(require_action_help_run_steps.object({
		total_tokens: require_action_help_run_steps.nullable(require_action_help_run_steps.number(0)),
		state: require_action_help_run_steps.text(40)
	}, { keepsNulls: true })),
	late: require_action_help_run_steps.orElse(require_action_help_run_steps.flag, () => false)
}, { keepsNulls: true });
const statement = require_action_help_run_steps.object({
	_type: exactly(STATEMENT_TYPE),
	subject: require_action_help_run_steps.list(require_action_help_run_steps.object({
		name: require_action_help_run_steps.text(8192),
		digest: require_action_help_run_steps.partial({
			gitCommit: require_action_help_run_steps.sha,
			sha256: require_action_help_run_steps.sha256
		})
	}), 101),
	predicateType: exactly(PREDICATE_TYPE),
	predicate
});
function formatStatement(step, { isLate }) {
	const end = endDigest(step);
	if (end === null) return null;
	const name = `git+${step.repository ?? step.projectId}@${step.branch ?? "HEAD"}`;
	const { agentConfig, tokenUsage: usage } = step;
	const said = {
		_type: STATEMENT_TYPE,
		subject: [...(step.changes?.own_commits ?? []).map((commit) => ({
			name,
			digest: { gitCommit: commit.sha }
		})), {
			name: `laforge-step:${step.uid}`,
			digest: { sha256: end }
		}],
		predicateType: PREDICATE_TYPE,
		predicate: {
			step_uid: step.uid,
			project_id: step.projectId,
			repository: step.repository,
			branch: step.branch,
			record_sha256: end,
			before: step.commitShaBefore,
			after: step.commitShaAfter,
			status: step.status,
			agent: agentConfig?.name ?? null,
			model: agentConfig?.model ?? null,
			late: isLate,
			check: step.check && {
				exit_code: step.check.exit_code,
				command_sha256: step.check.command === "" ? null : sha256Of(step.check.command)
			},
			usage: usage && {
				total_tokens: usage.total_tokens,
				state: usage.state
			}
		}
	};
	return JSON.stringify(said);
}
function endDigest(step) {
	return require_action_run_steps.chainedStep(require_action_run_steps.fieldsToRecord(step, step.parentUid), step.id, sha256Of).digests[1] ?? null;
}
function commitsOf({ subject }) {
	return subject.flatMap(({ digest }) => digest.gitCommit ?? []);
}
function parseStatement(json) {
	const found = statement.read(require_action_help_run_steps.parseObject(json), new require_action_help_run_steps.Reading(true));
	return found === require_action_help_run_steps.WRONG ? void 0 : found;
}
function sha256Of(value) {
	return (0, node_crypto.hash)("sha256", value);
}
Object.defineProperty(exports, "PAYLOAD_TYPE", {
	enumerable: true,
	get: function() {
		return PAYLOAD_TYPE;
	}
});
Object.defineProperty(exports, "commitsOf", {
	enumerable: true,
	get: function() {
		return commitsOf;
	}
});
Object.defineProperty(exports, "endDigest", {
	enumerable: true,
	get: function() {
		return endDigest;
	}
});
Object.defineProperty(exports, "formatStatement", {
	enumerable: true,
	get: function() {
		return formatStatement;
	}
});
Object.defineProperty(exports, "parseStatement", {
	enumerable: true,
	get: function() {
		return parseStatement;
	}
});
Object.defineProperty(exports, "statement_exports", {
	enumerable: true,
	get: function() {
		return statement_exports;
	}
});
});
