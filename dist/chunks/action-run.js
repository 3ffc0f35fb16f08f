(function (exports, require, module, __filename, __dirname) {
const __late = (load, loaded) => new Proxy({}, {get: (_, name) => (loaded ??= load())[name]});
const require_rolldown_runtime = require("./rolldown-runtime.js");
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_help_run_steps = require("./action-help-run-steps.js");
const require_action_run_steps = require("./action-run-steps.js");
let node_net = require("node:net");
let node_stream = require("node:stream");
let node_util = require("node:util");
let node_crypto = __late(() => require("node:crypto"));
let node_timers_promises = __late(() => require("node:timers/promises"));
let node_child_process = __late(() => require("node:child_process"));
let node_os = require("node:os");
let node_path = require("node:path");
let node_fs = require("node:fs");
let node_vm = require("node:vm");
// src/domain/forges.ts
function forgeOf(env) {
	if (env.FORGEJO_ACTIONS === "true") return "Forgejo";
	return env.GITEA_ACTIONS === "true" ? "Gitea" : "GitHub";
}
function abilitiesOf(ci, env) {
	return (TABLE[ci] ?? OTHER_CI)(env);
}
const yes = (message) => ({
	works: true,
	message
});
const no = (message) => ({
	works: false,
	message
});
const SIGN_BY_KEY = "Sign steps with a key: laforge step run --attest KEY.";
const OF_GITEA = {
	comment: yes("the action writes it on the pull request, and laforge ci comment with a token in GH_TOKEN (\"permissions: pull-requests: write\")"),
	checks: yes("the input check-run writes a commit status (\"permissions: statuses: write\")"),
	artifacts: no("Pages, logs and bundles are kept, and no history, which store: git keeps.")
};
function oidc(env, advice) {
	return env.ACTIONS_ID_TOKEN_REQUEST_URL && env.ACTIONS_ID_TOKEN_REQUEST_TOKEN ? yes("the job has a token, by which attest: true signs steps") : no(advice);
}
const TABLE = {
	github: (env) => ({
		comment: OF_GITEA.comment,
		checks: yes("the input check-run writes a check run (\"permissions: checks: write\")"),
		artifacts: whyNoArtifacts(env) === null ? yes("histories, pages and logs can be kept there") : OF_GITEA.artifacts,
		oidc: oidc(env, "To sign steps with attest: true, give the job \"permissions: id-token: write\"."),
		summary: yes("the action writes it on the run's page")
	}),
	gitea: (env) => ({
		...OF_GITEA,
		oidc: oidc(env, `Gitea gives jobs no token to sign with. ${SIGN_BY_KEY}`),
		summary: no("Gitea 1.26 shows none: read the comment, the log or laforge steps.")
	}),
	forgejo: (env) => ({
		...OF_GITEA,
		oidc: oidc(env, "Write \"enable-openid-connect: true\" in the workflow, and name your own Sigstore, to sign steps with attest: true."),
		summary: no("Forgejo shows none: read the comment, the log or laforge steps.")
	}),
	gitlab: (env) => ({
		comment: env["LAFORGE_GITLAB_TOKEN"] ? yes("laforge ci comment writes the note on the merge request") : no(`Give a job of its own a project access token in ${require_action_run_steps.GITLAB_VARIABLE}; laforge ci comment writes the note then.`),
		checks: no("The job itself is the check on the merge request: it fails when the step does."),
		artifacts: no("The component keeps the report's page and the outputs, and no history, which --store git keeps."),
		oidc: no(SIGN_BY_KEY),
		summary: no("The page under the merge request takes its place: artifacts: expose_as.")
	})
};
const OTHER_CI = () => ({
	comment: no("Nothing writes one: laforge report --md prints what it would tell."),
	checks: no("The job itself is the check: laforge step run exits as the agent and its check do."),
	artifacts: no("laforge report -o report.html makes a page for the CI's own artifacts. --store git keeps the history."),
	oidc: no(SIGN_BY_KEY),
	summary: no("laforge steps and laforge report print the same.")
});
function whyNoArtifacts(env) {
	const url = env.GITHUB_SERVER_URL ?? "https://github.com";
	const host = URL.canParse(url) ? new URL(url).hostname : url;
	const other = otherService(env);
	if (other !== null) return `the artifacts of ${other} are no place for one`;
	return /^github\.com$|\.ghe\.com$|\.localhost$/i.test(host) ? null : `${host} has no such service`;
}
function otherService(env) {
	const forge = forgeOf(env);
	if (forge !== "GitHub") return forge;
	return env.ACT === "true" ? "act" : null;
}
// src/domain/template/options.ts
const TEMPLATE_OPTIONS = {
	run: { kind: "text" },
	shell: {
		kind: "text",
		usual: "bash"
	},
	"working-directory": {
		kind: "text",
		usual: "."
	},
	branch: { kind: "text" },
	agent: {
		kind: "text",
		usual: "auto"
	},
	telemetry: {
		kind: "text",
		usual: "auto"
	},
	prices: { kind: "document" },
	"agent-config": { kind: "document" },
	prompt: {
		kind: "text",
		isFilled: true
	},
	"record-prompt": {
		kind: "flag",
		usual: "true"
	},
	"timeout-minutes": { kind: "number" },
	"max-cost-usd": { kind: "number" },
	"max-tokens": { kind: "number" },
	budget: { kind: "list" },
	"budget-unknown": {
		kind: "text",
		usual: "warn"
	},
	labels: { kind: "list" },
	check: { kind: "text" },
	"on-failure": {
		kind: "text",
		usual: "rollback"
	},
	"check-timeout-minutes": {
		kind: "number",
		usual: "30"
	},
	"check-before": {
		kind: "flag",
		usual: "false"
	},
	commit: {
		kind: "text",
		usual: "auto"
	},
	"commit-message": {
		kind: "text",
		isFilled: true
	},
	"commit-author": { kind: "text" },
	push: {
		kind: "text",
		usual: "auto"
	},
	"env-allow": { kind: "list" },
	"continue-on-agent-error": {
		kind: "flag",
		usual: "false"
	},
	"require-record": {
		kind: "flag",
		usual: "false"
	}
};
function templateOption(name) {
	return new Map(Object.entries(TEMPLATE_OPTIONS)).get(name);
}
const INPUT_KEYS = [
	"description",
	"required",
	"default",
	"options",
	"pattern"
];
const OWN_KEYS = ["description", "inputs"];
const INPUT_NAME = /^[A-Za-z][A-Za-z0-9_-]{0,49}$/;
// src/domain/template/parse.ts
const PLACE$2 = /\$\{\{\s*inputs\.([A-Za-z][\w-]*)\s*\}\}/g;
function inspectTemplate(value, where, matches) {
	const faults = [];
	if (!require_action_help_run_steps.isObject(value)) {
		const fault = refusal$1(where, ["it has no keys: write options of the step, such as run: \u2026"]);
		return {
			template: {
				description: null,
				inputs: new Map(),
				options: new Map()
			},
			fault
		};
	}
	const known = [...OWN_KEYS, ...Object.keys(TEMPLATE_OPTIONS)];
	const unknown = Object.keys(value).filter((key) => !known.includes(key));
	if (unknown.length > 0) faults.push(`${listed(unknown)} ${unknown.length > 1 ? "are no keys" : "is no key"} of it. Use ${known.join(", ")}`);
	const inputs = readInputs(value.inputs, faults, matches);
	const options = new Map();
	for (const [name, given] of Object.entries(value)) {
		const text = templateOption(name) === void 0 || given === null ? null : toText(name, given, faults);
		if (text === null) continue;
		checkPlaces(name, text, inputs, faults);
		options.set(name, text);
	}
	const folder = options.get("working-directory");
	if (folder !== void 0 && leadsOut(folder)) faults.push(`working-directory is ${require_action_post_help_run_steps.quote(folder)}, which leads out of the work tree`);
	return {
		template: {
			description: textOf(value.description),
			inputs,
			options
		},
		fault: faults.length === 0 ? null : refusal$1(where, faults)
	};
}
function leadsOut(folder) {
	let depth = 0;
	for (const name of folder.split(/[\\/]/)) {
		depth += name === ".." ? -1 : name === "" || name === "." ? 0 : 1;
		if (depth < 0) return true;
	}
	return false;
}
function inputVariable(name) {
	return `LAFORGE_INPUT_${name.toUpperCase().replaceAll("-", "_")}`;
}
function faultOfValue(value, { options, pattern }, matches) {
	if (value.includes("\0")) return "has a NUL character, which no script can be given";
	if (value.length > LONGEST_VALUE) return `has ${value.length} characters, and ${LONGEST_VALUE} are the most`;
	if (options !== null && !options.includes(value)) return `is none of ${options.join(", ")}`;
	const isMatch = pattern === null || matches(new RegExp(`^(?:${pattern})$`, "u"), value);
	if (isMatch === null) return `is not told in a second to match ${pattern}, which repeats what it repeats`;
	return isMatch ? null : `does not match ${pattern}`;
}
const LONGEST_VALUE = 3e4;
function readInputs(value, faults, matches) {
	const inputs = new Map();
	if (value === void 0 || value === null) return inputs;
	if (!require_action_help_run_steps.isObject(value)) {
		faults.push("inputs has no keys: write name: {description: \u2026}");
		return inputs;
	}
	const variables = new Map();
	for (const [name, given] of Object.entries(value)) {
		const variable = inputVariable(name);
		const other = variables.get(variable);
		if (!INPUT_NAME.test(name)) faults.push(`${require_action_post_help_run_steps.quote(name)} is no name of an input: use letters, digits, - and _`);
		else if (other !== void 0) faults.push(`the inputs ${other} and ${name} would both be ${variable}`);
		variables.set(variable, name);
		inputs.set(name, readInput(name, given ?? {}, faults, matches));
	}
	return inputs;
}
function readInput(name, given, faults, matches) {
	const say = (what) => faults.push(`the input ${name} ${what}`);
	const keys = require_action_help_run_steps.isObject(given) ? given : {};
	if (!require_action_help_run_steps.isObject(given)) say(`is no object: write ${name}: {description: \u2026}`);
	const unknown = Object.keys(keys).filter((key) => !INPUT_KEYS.some((one) => one === key));
	if (unknown.length > 0) say(`has ${listed(unknown)}. Use ${INPUT_KEYS.join(", ")}`);
	if (keys.required !== void 0 && typeof keys.required !== "boolean") say("is required: true or false");
	const options = Array.isArray(keys.options) ? keys.options.map(textOf) : null;
	if (keys.options !== void 0 && (options === null || options.length === 0 || options.includes(null))) say("has options that are no list of texts");
	const input = {
		description: textOf(keys.description),
		required: keys.required === true,
		default: textOf(keys.default),
		options: options === null ? null : options.filter((one) => one !== null),
		pattern: textOf(keys.pattern)
	};
	if (keys.default !== void 0 && input.default === null) say("has a default that is no text");
	if (input.pattern !== null && !isPattern(input.pattern)) {
		say(`has the pattern ${require_action_post_help_run_steps.quote(input.pattern)}, which is no regular expression`);
		return {
			...input,
			pattern: null
		};
	}
	const fault = input.default === null ? null : faultOfValue(input.default, input, matches);
	if (fault !== null) say(`has a default that ${fault}`);
	return input;
}
function isPattern(pattern) {
	try {
		new RegExp(pattern, "u");
		return true;
	} catch {
		return false;
	}
}
function toText(name, given, faults) {
	const kind = templateOption(name)?.kind;
	if (kind === "flag") {
		if (given === true || given === false) return String(given);
		faults.push(`${name} is neither true nor false`);
		return null;
	}
	if (kind === "document" && require_action_help_run_steps.isObject(given)) return JSON.stringify(given);
	if (kind === "list" && Array.isArray(given) && given.every((one) => typeof one === "string")) return given.join("\n");
	const text = textOf(given);
	if (text === null) faults.push(`${name} is no text${kind === "number" ? " and no number" : ""}`);
	return text;
}
function textOf(value) {
	if (typeof value === "string") return value;
	return typeof value === "number" && Number.isFinite(value) ? String(value) : null;
}
function checkPlaces(name, text, inputs, faults) {
	if (templateOption(name)?.isFilled !== true) {
		if (!text.includes("${{")) return;
		const [, input = "name"] = new RegExp(PLACE$2.source).exec(text) ?? [];
		faults.push(`${name} has \${{, and only prompt and commit-message are filled in: a script finds an input in $${inputVariable(input)}`);
		return;
	}
	const unknown = [...text.matchAll(PLACE$2)].map(([, input = ""]) => input).filter((input) => !inputs.has(input));
	if (unknown.length > 0) faults.push(`${name} has the input ${listed(unknown)}, which inputs does not declare`);
	if (text.replace(PLACE$2, "").includes("${{")) faults.push(`${name} has \${{ that begins no \${{ inputs.name }}, and nothing else is filled in`);
}
function listed(names) {
	return [...new Set(names)].map((name) => require_action_post_help_run_steps.quote(name)).join(", ");
}
function refusal$1(where, faults) {
	return require_action_post_help_run_steps.badInput(`${where} is no template of a step: ${faults.join("; ")}.`);
}
function fillTemplate(template, given, { name, inputOption, matches }) {
	const faults = [];
	const known = [...template.inputs.keys()];
	for (const input of given.keys()) {
		if (known.includes(input)) continue;
		const has = known.length === 0 ? "It has none" : `It has ${known.join(", ")}`;
		faults.push(`Template ${require_action_post_help_run_steps.quote(name)} has no input ${require_action_post_help_run_steps.quote(input)}. ${has}.`);
	}
	const inputs = {};
	for (const [input, declared] of template.inputs) {
		const value = given.get(input) ?? declared.default;
		if (value === null && declared.required) {
			const what = declared.description === null ? "" : ` (${declared.description})`;
			faults.push(`Template ${require_action_post_help_run_steps.quote(name)} needs the input ${require_action_post_help_run_steps.quote(input)}${what}. Give it: ${inputOption(input)}.`);
		}
		const fault = value === null ? null : faultOfValue(value, declared, matches);
		if (fault !== null) faults.push(`Input ${require_action_post_help_run_steps.quote(input)} of template ${require_action_post_help_run_steps.quote(name)} ${fault}. Give another value.`);
		inputs[input] = value ?? "";
	}
	if (faults.length > 0) throw require_action_post_help_run_steps.badInput(faults.join(" "));
	const options = new Map(template.options);
	const fill = (option, toText) => {
		const filled = options.get(option)?.replace(PLACE$2, (_place, input) => toText(inputs[input] ?? ""));
		if (filled !== void 0) options.set(option, filled);
	};
	fill("prompt", (value) => value);
	fill("commit-message", toMessage);
	return {
		inputs,
		options
	};
}
function toMessage(value) {
	return value.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, " ").trim().replace(/\{([a-z-]+)\}/g, "{{$1}}");
}
// src/agent/agent-env.ts
const ALWAYS = [
	...[
		"PATH",
		"HOME",
		"USER",
		"LOGNAME",
		"SHELL",
		"TERM",
		"TMPDIR",
		"TMP",
		"TEMP",
		"TZ",
		"LANG",
		"LANGUAGE",
		"LC_*"
	],
	...[
		"RUNNER_TRACKING_ID",
		"GIT_AUTHOR_NAME",
		"GIT_AUTHOR_EMAIL",
		"GIT_COMMITTER_NAME",
		"GIT_COMMITTER_EMAIL"
	],
	...[
		"SystemRoot",
		"SystemDrive",
		"windir",
		"ComSpec",
		"PATHEXT",
		"OS",
		"USERNAME",
		"USERPROFILE",
		"HOMEDRIVE"
	],
	...[
		"HOMEPATH",
		"APPDATA",
		"LOCALAPPDATA",
		"ProgramData",
		"ProgramFiles",
		"ProgramFiles(x86)",
		"ProgramW6432"
	],
	...[
		"CommonProgramFiles",
		"PROCESSOR_ARCHITECTURE",
		"NUMBER_OF_PROCESSORS"
	]
];
const OURS = [...[
	"LAFORGE_STEP_ID",
	"LAFORGE_STEP_UID",
	"LAFORGE_PROJECT_ID"
], ...[
	"LAFORGE_USAGE_FILE",
	"LAFORGE_PROMPT_FILE",
	"LAFORGE_PROMPT",
	"LAFORGE_INPUT_*"
]];
const LONGEST_PROMPT_BYTES = 102400;
function whyNoVariable(prompt) {
	if (prompt.includes("\0")) return "has a NUL character, which no variable can hold";
	const bytes = Buffer.byteLength(prompt);
	if (bytes <= LONGEST_PROMPT_BYTES) return null;
	return `has ${bytes} bytes, and a variable may have no more than ${LONGEST_PROMPT_BYTES}`;
}
function checkEnvAllow(names, what) {
	for (const name of names) {
		if (!/^[^\s=*,]*\*?$/.test(name) || name === "") throw require_action_post_help_run_steps.badInput(`${what} has ${require_action_post_help_run_steps.quote(name)}, which is not the name of a variable. Write variables by their names, with * only at the end.`);
		if (require_action_run_steps.RUNNERS_OWN.some((own) => require_action_run_steps.coversVariable(own, name, process.platform === "win32"))) throw require_action_post_help_run_steps.badInput(`${what} has ${require_action_post_help_run_steps.quote(name)}, which is the runner's own and never reaches the agent. Take it out of the list.`);
	}
	return names;
}
function buildAgentEnv(request) {
	const isGiven = givenVariables(request.allow, request.env, request.platform);
	const env = {};
	for (const [name, value] of Object.entries(request.env)) if (value !== void 0 && isGiven(name)) env[name] = value;
	return {
		...identityVariables(request.identity),
		...env,
		...stepVariables(request)
	};
}
const ENDPOINTS = ["OTEL_EXPORTER_OTLP_*"];
const AGENTS_TELEMETRY = /^(?:OTEL_(?:TRACES|METRICS|LOGS)_EXPORTER|CLAUDE_CODE_ENABLE_TELEMETRY|COPILOT_OTEL_\w+)$/i;
function givenVariables(allow, env, platform = process.platform) {
	const agentSends = Object.entries(env).some(([name, value]) => AGENTS_TELEMETRY.test(name) && value);
	const endpoints = allow !== null || agentSends ? [] : ENDPOINTS;
	const isKeptBack = require_action_run_steps.coveredBy([
		...require_action_run_steps.RUNNERS_OWN,
		...OURS,
		...endpoints
	], platform === "win32");
	const isAllowed = require_action_run_steps.coveredBy(allow === null ? ["*"] : [...ALWAYS, ...allow], platform === "win32");
	return (name) => !isKeptBack(name) && isAllowed(name);
}
const SET_BY_CI = [
	[
		"GITHUB_ACTIONS",
		"GITEA_*",
		"FORGEJO_*",
		"ImageOS",
		"ImageVersion",
		"AGENT_TOOLSDIRECTORY"
	],
	[
		"GITLAB_CI",
		"CI_*",
		"GITLAB_CI",
		"GITLAB_FEATURES",
		"GITLAB_USER_*",
		"GITLAB_ENVIRONMENT_NAME",
		"FF_*"
	],
	[
		"BUILDKITE",
		"BUILDKITE",
		"BUILDKITE_*"
	],
	[
		"CIRCLECI",
		"CIRCLECI",
		"CIRCLE_*"
	],
	[
		"TF_BUILD",
		"TF_BUILD",
		"AGENT_*",
		"BUILD_*",
		"PIPELINE_*",
		"TASK_*",
		"ENDPOINT_URL_*",
		"ImageOS",
		"ImageVersion"
	],
	[
		"JENKINS_URL",
		...[
			"JENKINS_*",
			"HUDSON_*",
			"BUILD_*",
			"JOB_*",
			"NODE_NAME",
			"NODE_LABELS",
			"STAGE_NAME"
		],
		...[
			"EXECUTOR_NUMBER",
			"RUN_DISPLAY_URL",
			"RUN_ARTIFACTS_DISPLAY_URL",
			"RUN_CHANGES_DISPLAY_URL"
		],
		...[
			"RUN_TESTS_DISPLAY_URL",
			"WORKSPACE",
			"WORKSPACE_TMP"
		]
	]
];
function commonVariables(env) {
	const ofCi = SET_BY_CI.flatMap(([mark, ...patterns]) => env[mark] === void 0 ? [] : patterns);
	const everywhere = [
		"GITHUB_*",
		"RUNNER_*",
		"GIT_*",
		"LAFORGE_*",
		"_",
		"PWD",
		"OLDPWD",
		"SHLVL",
		"CI"
	];
	return require_action_run_steps.coveredBy([
		...ALWAYS,
		...everywhere,
		...ofCi
	], process.platform === "win32");
}
function stepVariables(request) {
	const { prompt, promptFile } = request;
	return {
		LAFORGE_STEP_ID: request.stepId === null ? "" : String(request.stepId),
		LAFORGE_STEP_UID: request.stepUid,
		LAFORGE_PROJECT_ID: request.projectId,
		LAFORGE_USAGE_FILE: request.usageFile,
		...request.traceparent == null ? {} : { TRACEPARENT: request.traceparent },
		...promptFile === null ? {} : { LAFORGE_PROMPT_FILE: promptFile },
		...prompt === null || whyNoVariable(prompt) !== null ? {} : { LAFORGE_PROMPT: prompt },
		...Object.fromEntries(Object.entries(request.inputs ?? {}).map(([name, value]) => [inputVariable(name), value]))
	};
}
function identityVariables(identity) {
	if (identity === null) return {};
	return {
		GIT_AUTHOR_NAME: identity.name,
		GIT_AUTHOR_EMAIL: identity.email,
		GIT_COMMITTER_NAME: identity.name,
		GIT_COMMITTER_EMAIL: identity.email
	};
}
// src/agent/output-tee.ts
const QUIET_TICKS = 4;
const TICK_MS = 50;
const PIPE_CAPACITY = 1048576;
function nowhere() {
	return new node_stream.Writable({ write: (_chunk, _encoding, done) => done() });
}
function openSink(target) {
	let failure;
	const fail = (error) => {
		failure ??= error;
	};
	target.on("error", fail);
	return {
		write: async (chunk) => {
			if (failure === void 0 && !target.writable) fail(new Error("it was closed"));
			if (failure === void 0 && !target.write(chunk)) await hasRoom(target);
		},
		failure: () => failure,
		release: () => {
			if (failure === void 0) target.off("error", fail);
		}
	};
}
function observingSink(observe) {
	return {
		write: async (chunk) => observe(chunk),
		failure: () => void 0,
		release: () => {}
	};
}
function startPump(source, sinks) {
	let received = 0;
	let writing = false;
	let ended = false;
	const end = pump();
	async function pump() {
		try {
			for await (const chunk of source) {
				const bytes = chunk;
				received += bytes.length;
				writing = true;
				await Promise.all(sinks.map((sink) => sink.write(bytes)));
				writing = false;
			}
		} catch {}
		ended = true;
	}
	return {
		finish: async () => {
			const before = received;
			for (let quiet = 0; quiet < QUIET_TICKS && received - before <= PIPE_CAPACITY; quiet++) {
				const seen = received;
				await Promise.race([end, (0, node_timers_promises.setTimeout)(TICK_MS, void 0, { ref: false })]);
				if (ended) return true;
				if (writing || received !== seen) quiet = -1;
			}
			source.destroy();
			await end;
			return false;
		},
		cut: () => void source.destroy()
	};
}
function hasRoom(target) {
	return new Promise((resolve) => {
		const settle = () => {
			for (const event of [
				"drain",
				"error",
				"close"
			]) target.off(event, settle);
			resolve();
		};
		for (const event of [
			"drain",
			"error",
			"close"
		]) target.on(event, settle);
	});
}
// src/agent/gitleaks-rules.ts
const GITLEAKS_RULES = [
	[
		"1password-secret-key",
		["a3-"],
		"\\bA3-[A-Z0-9]{6}-(?:(?:[A-Z0-9]{11})|(?:[A-Z0-9]{6}-[A-Z0-9]{5}))-[A-Z0-9]{5}-[A-Z0-9]{5}-[A-Z0-9]{5}\\b"
	],
	[
		"1password-service-account-token",
		["ops_"],
		"ops_eyJ[a-zA-Z0-9+/]{250,}={0,3}"
	],
	[
		"adafruit-api-key",
		["adafruit"],
		"(?:adafruit)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-z0-9_-]{32})(?![\\w-])",
		"i"
	],
	[
		"adobe-client-secret",
		["p8e-"],
		"\\b(p8e-[a-z0-9]{32})(?![\\w-])",
		"i"
	],
	[
		"age-secret-key",
		["age-secret-key-1"],
		"AGE-SECRET-KEY-1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58}"
	],
	[
		"airtable-api-key",
		["airtable"],
		"(?:airtable)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-z0-9]{17})(?![\\w-])",
		"i"
	],
	[
		"airtable-personnal-access-token",
		["airtable"],
		"\\b(pat[A-Za-z0-9]{14}\\.[a-f0-9]{64})\\b"
	],
	[
		"algolia-api-key",
		["algolia"],
		"(?:algolia)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-z0-9]{32})(?![\\w-])",
		"i"
	],
	[
		"alibaba-access-key-id",
		["ltai"],
		"\\b(LTAI[a-z0-9]{20})(?![\\w-])",
		"i"
	],
	[
		"alibaba-secret-key",
		["alibaba"],
		"(?:alibaba)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-z0-9]{30})(?![\\w-])",
		"i"
	],
	[
		"anthropic-admin-api-key",
		["sk-ant-admin01"],
		"\\b(sk-ant-admin01-[a-zA-Z0-9_\\-]{93}AA)(?![\\w-])"
	],
	[
		"anthropic-api-key",
		["sk-ant-api03"],
		"\\b(sk-ant-api03-[a-zA-Z0-9_\\-]{93}AA)(?![\\w-])"
	],
	[
		"artifactory-api-key",
		["akcp"],
		"\\bAKCp[A-Za-z0-9]{69}\\b"
	],
	[
		"artifactory-reference-token",
		["cmvmd"],
		"\\bcmVmd[A-Za-z0-9]{59}\\b"
	],
	[
		"asana-client-secret",
		["asana"],
		"(?:asana)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-z0-9]{32})(?![\\w-])",
		"i"
	],
	[
		"atlassian-api-token",
		[
			"atlassian",
			"confluence",
			"jira",
			"atatt3"
		],
		"(?:(?:ATLASSIAN|[Aa]tlassian)|(?:CONFLUENCE|[Cc]onfluence)|(?:JIRA|[Jj]ira))(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-z0-9]{20}[a-f0-9]{4})(?![\\w-])|\\b(ATATT3[A-Za-z0-9_\\-=]{186})(?![\\w-])",
		"i"
	],
	[
		"authress-service-client-access-key",
		[
			"sc_",
			"ext_",
			"scauth_",
			"authress_"
		],
		"\\b((?:sc|ext|scauth|authress)_[a-z0-9]{5,30}\\.[a-z0-9]{4,6}\\.(?:acc)[_-][a-z0-9-]{10,32}\\.[a-z0-9+/_=-]{30,120})(?![\\w-])",
		"i"
	],
	[
		"aws-access-token",
		[
			"a3t",
			"akia",
			"asia",
			"abia",
			"acca"
		],
		"\\b((?:A3T[A-Z0-9]|AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16})\\b"
	],
	[
		"aws-amazon-bedrock-api-key-long-lived",
		["absk"],
		"\\b(ABSK[A-Za-z0-9+/]{109,269}={0,2})(?![\\w-])"
	],
	[
		"aws-amazon-bedrock-api-key-short-lived",
		["bedrock-api-key-"],
		"bedrock-api-key-YmVkcm9jay5hbWF6b25hd3MuY29t"
	],
	[
		"azure-ad-client-secret",
		["q~"],
		"(?:^|[\\\\'\"\\x60\\s>=:(,)])([a-zA-Z0-9_~.]{3}\\dQ~[a-zA-Z0-9_~.-]{31,34})(?:$|[\\\\'\"\\x60\\s<),])"
	],
	[
		"beamer-api-token",
		["beamer"],
		"(?:beamer)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}(b_[a-z0-9=_\\-]{44})(?![\\w-])",
		"i"
	],
	[
		"bitbucket-client-secret",
		["bitbucket"],
		"(?:bitbucket)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-z0-9=_\\-]{64})(?![\\w-])",
		"i"
	],
	[
		"bittrex-access-key",
		["bittrex"],
		"(?:bittrex)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-z0-9]{32})(?![\\w-])",
		"i"
	],
	[
		"bittrex-secret-key",
		["bittrex"],
		"(?:bittrex)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-z0-9]{32})(?![\\w-])",
		"i"
	],
	[
		"cisco-meraki-api-key",
		["meraki"],
		"(?:(?:(?:[Mm]eraki|MERAKI))(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3})(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([0-9a-f]{40})(?![\\w-])",
		"i"
	],
	[
		"clickhouse-cloud-api-secret-key",
		["4b1d"],
		"\\b(4b1d[A-Za-z0-9]{38})\\b"
	],
	[
		"clojars-api-token",
		["clojars_"],
		"CLOJARS_[a-z0-9]{60}",
		"i"
	],
	[
		"cloudflare-api-key",
		["cloudflare"],
		"(?:cloudflare)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-z0-9_-]{40})(?![\\w-])",
		"i"
	],
	[
		"cloudflare-global-api-key",
		["cloudflare"],
		"(?:cloudflare)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-f0-9]{37})(?![\\w-])",
		"i"
	],
	[
		"cloudflare-origin-ca-key",
		["cloudflare", "v1.0-"],
		"\\b(v1\\.0-[a-f0-9]{24}-[a-f0-9]{146})(?![\\w-])"
	],
	[
		"codecov-access-token",
		["codecov"],
		"(?:codecov)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-z0-9]{32})(?![\\w-])",
		"i"
	],
	[
		"cohere-api-token",
		["cohere", "co_api_key"],
		"(?:(?:cohere|CO_API_KEY)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3})(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-zA-Z0-9]{40})(?![\\w-])",
		"i"
	],
	[
		"coinbase-access-token",
		["coinbase"],
		"(?:coinbase)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-z0-9_-]{64})(?![\\w-])",
		"i"
	],
	[
		"confluent-access-token",
		["confluent"],
		"(?:confluent)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-z0-9]{16})(?![\\w-])",
		"i"
	],
	[
		"confluent-secret-key",
		["confluent"],
		"(?:confluent)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-z0-9]{64})(?![\\w-])",
		"i"
	],
	[
		"contentful-delivery-api-token",
		["contentful"],
		"(?:contentful)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-z0-9=_\\-]{43})(?![\\w-])",
		"i"
	],
	[
		"databricks-api-token",
		["dapi"],
		"\\b(dapi[a-f0-9]{32}(?:-\\d)?)(?![\\w-])"
	],
	[
		"datadog-access-token",
		["datadog"],
		"(?:datadog)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-z0-9]{40})(?![\\w-])",
		"i"
	],
	[
		"defined-networking-api-token",
		["dnkey"],
		"(?:dnkey)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}(dnkey-[a-z0-9=_\\-]{26}-[a-z0-9=_\\-]{52})(?![\\w-])",
		"i"
	],
	[
		"digitalocean-access-token",
		["doo_v1_"],
		"\\b(doo_v1_[a-f0-9]{64})(?![\\w-])"
	],
	[
		"digitalocean-pat",
		["dop_v1_"],
		"\\b(dop_v1_[a-f0-9]{64})(?![\\w-])"
	],
	[
		"digitalocean-refresh-token",
		["dor_v1_"],
		"\\b(dor_v1_[a-f0-9]{64})(?![\\w-])",
		"i"
	],
	[
		"discord-api-token",
		["discord"],
		"(?:discord)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-f0-9]{64})(?![\\w-])",
		"i"
	],
	[
		"discord-client-secret",
		["discord"],
		"(?:discord)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-z0-9=_\\-]{32})(?![\\w-])",
		"i"
	],
	[
		"doppler-api-token",
		["dp.pt."],
		"dp\\.pt\\.[a-z0-9]{43}",
		"i"
	],
	[
		"droneci-access-token",
		["droneci"],
		"(?:droneci)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-z0-9]{32})(?![\\w-])",
		"i"
	],
	[
		"dropbox-api-token",
		["dropbox"],
		"(?:dropbox)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-z0-9]{15})(?![\\w-])",
		"i"
	],
	[
		"dropbox-long-lived-api-token",
		["dropbox"],
		"(?:dropbox)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-z0-9]{11}(AAAAAAAAAA)[a-z0-9\\-_=]{43})(?![\\w-])",
		"i"
	],
	[
		"dropbox-short-lived-api-token",
		["dropbox"],
		"(?:dropbox)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}(sl\\.[a-z0-9\\-=_]{135})(?![\\w-])",
		"i"
	],
	[
		"duffel-api-token",
		["duffel_"],
		"duffel_(?:test|live)_[a-z0-9_\\-=]{43}",
		"i"
	],
	[
		"dynatrace-api-token",
		["dt0c01."],
		"dt0c01\\.[a-z0-9]{24}\\.[a-z0-9]{64}",
		"i"
	],
	[
		"easypost-api-token",
		["ezak"],
		"\\bEZAK[a-z0-9]{54}\\b",
		"i"
	],
	[
		"easypost-test-api-token",
		["eztk"],
		"\\bEZTK[a-z0-9]{54}\\b",
		"i"
	],
	[
		"etsy-access-token",
		["etsy"],
		"(?:(?:ETSY|[Ee]tsy))(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-z0-9]{24})(?![\\w-])",
		"i"
	],
	[
		"facebook-access-token",
		["facebook"],
		"\\b(\\d{15,16}(\\||%)[0-9a-z\\-_]{27,40})(?![\\w-])",
		"i"
	],
	[
		"facebook-page-access-token",
		["eaam", "eaac"],
		"\\b(EAA[MC][a-z0-9]{100,})(?![\\w-])",
		"i"
	],
	[
		"facebook-secret",
		["facebook"],
		"(?:facebook)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-f0-9]{32})(?![\\w-])",
		"i"
	],
	[
		"fastly-api-token",
		["fastly"],
		"(?:fastly)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-z0-9=_\\-]{32})(?![\\w-])",
		"i"
	],
	[
		"finicity-api-token",
		["finicity"],
		"(?:finicity)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-f0-9]{32})(?![\\w-])",
		"i"
	],
	[
		"finicity-client-secret",
		["finicity"],
		"(?:finicity)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-z0-9]{20})(?![\\w-])",
		"i"
	],
	[
		"finnhub-access-token",
		["finnhub"],
		"(?:finnhub)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-z0-9]{20})(?![\\w-])",
		"i"
	],
	[
		"flickr-access-token",
		["flickr"],
		"(?:flickr)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-z0-9]{32})(?![\\w-])",
		"i"
	],
	[
		"flutterwave-encryption-key",
		["flwseck_test"],
		"FLWSECK_TEST-[a-h0-9]{12}",
		"i"
	],
	[
		"flutterwave-secret-key",
		["flwseck_test"],
		"FLWSECK_TEST-[a-h0-9]{32}-X",
		"i"
	],
	[
		"flyio-access-token",
		[
			"fo1_",
			"fm1",
			"fm2_"
		],
		"\\b((?:fo1_[\\w-]{43}|fm1[ar]_[a-zA-Z0-9+\\/]{100,}={0,3}|fm2_[a-zA-Z0-9+\\/]{100,}={0,3}))(?![\\w-])"
	],
	[
		"frameio-api-token",
		["fio-u-"],
		"fio-u-[a-z0-9\\-_=]{64}",
		"i"
	],
	[
		"freemius-secret-key",
		["secret_key"],
		"[\"']secret_key[\"']\\s*=>\\s*[\"'](sk_[\\S]{29})[\"']",
		"i"
	],
	[
		"freshbooks-access-token",
		["freshbooks"],
		"(?:freshbooks)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-z0-9]{64})(?![\\w-])",
		"i"
	],
	[
		"gcp-api-key",
		["aiza"],
		"\\b(AIza[\\w-]{35})(?![\\w-])"
	],
	[
		"github-app-token",
		["ghu_", "ghs_"],
		"(?:ghu|ghs)_[0-9a-zA-Z]{36}"
	],
	[
		"github-fine-grained-pat",
		["github_pat_"],
		"github_pat_\\w{82}"
	],
	[
		"github-oauth",
		["gho_"],
		"gho_[0-9a-zA-Z]{36}"
	],
	[
		"github-pat",
		["ghp_"],
		"ghp_[0-9a-zA-Z]{36}"
	],
	[
		"github-refresh-token",
		["ghr_"],
		"ghr_[0-9a-zA-Z]{36}"
	],
	[
		"gitlab-cicd-job-token",
		["glcbt-"],
		"glcbt-[0-9a-zA-Z]{1,5}_[0-9a-zA-Z_-]{20}"
	],
	[
		"gitlab-deploy-token",
		["gldt-"],
		"gldt-[0-9a-zA-Z_\\-]{20}"
	],
	[
		"gitlab-feature-flag-client-token",
		["glffct-"],
		"glffct-[0-9a-zA-Z_\\-]{20}"
	],
	[
		"gitlab-feed-token",
		["glft-"],
		"glft-[0-9a-zA-Z_\\-]{20}"
	],
	[
		"gitlab-incoming-mail-token",
		["glimt-"],
		"glimt-[0-9a-zA-Z_\\-]{25}"
	],
	[
		"gitlab-kubernetes-agent-token",
		["glagent-"],
		"glagent-[0-9a-zA-Z_\\-]{50}"
	],
	[
		"gitlab-oauth-app-secret",
		["gloas-"],
		"gloas-[0-9a-zA-Z_\\-]{64}"
	],
	[
		"gitlab-pat",
		["glpat-"],
		"glpat-[\\w-]{20}"
	],
	[
		"gitlab-pat-routable",
		["glpat-"],
		"\\bglpat-[0-9a-zA-Z_-]{27,300}\\.[0-9a-z]{2}[0-9a-z]{7}\\b"
	],
	[
		"gitlab-ptt",
		["glptt-"],
		"glptt-[0-9a-f]{40}"
	],
	[
		"gitlab-rrt",
		["gr1348941"],
		"GR1348941[\\w-]{20}"
	],
	[
		"gitlab-runner-authentication-token",
		["glrt-"],
		"glrt-[0-9a-zA-Z_\\-]{20}"
	],
	[
		"gitlab-runner-authentication-token-routable",
		["glrt-"],
		"\\bglrt-t\\d_[0-9a-zA-Z_\\-]{27,300}\\.[0-9a-z]{2}[0-9a-z]{7}\\b"
	],
	[
		"gitlab-scim-token",
		["glsoat-"],
		"glsoat-[0-9a-zA-Z_\\-]{20}"
	],
	[
		"gitlab-session-cookie",
		["_gitlab_session="],
		"_gitlab_session=[0-9a-z]{32}"
	],
	[
		"gitter-access-token",
		["gitter"],
		"(?:gitter)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-z0-9_-]{40})(?![\\w-])",
		"i"
	],
	[
		"gocardless-api-token",
		["live_", "gocardless"],
		"(?:gocardless)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}(live_[a-z0-9\\-_=]{40})(?![\\w-])",
		"i"
	],
	[
		"grafana-api-key",
		["eyjrijoi"],
		"\\b(eyJrIjoi[A-Za-z0-9]{70,400}={0,3})(?![\\w-])",
		"i"
	],
	[
		"grafana-cloud-api-token",
		["glc_"],
		"\\b(glc_[A-Za-z0-9+/]{32,400}={0,3})(?![\\w-])",
		"i"
	],
	[
		"grafana-service-account-token",
		["glsa_"],
		"\\b(glsa_[A-Za-z0-9]{32}_[A-Fa-f0-9]{8})(?![\\w-])",
		"i"
	],
	[
		"harness-api-key",
		["pat.", "sat."],
		"(?:pat|sat)\\.[a-zA-Z0-9_-]{22}\\.[a-zA-Z0-9]{24}\\.[a-zA-Z0-9]{20}"
	],
	[
		"hashicorp-tf-api-token",
		["atlasv1"],
		"[a-z0-9]{14}\\.(?:atlasv1)\\.[a-z0-9\\-_=]{60,70}",
		"i"
	],
	[
		"hashicorp-tf-password",
		["administrator_login_password", "password"],
		"(?:administrator_login_password|password)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}(\"[a-z0-9=_\\-]{8,20}\")(?![\\w-])",
		"i"
	],
	[
		"heroku-api-key",
		["heroku"],
		"(?:heroku)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})(?![\\w-])",
		"i"
	],
	[
		"heroku-api-key-v2",
		["hrku-aa"],
		"\\b((HRKU-AA[0-9a-zA-Z_-]{58}))(?![\\w-])"
	],
	[
		"hubspot-api-key",
		["hubspot"],
		"(?:hubspot)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([0-9A-F]{8}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{12})(?![\\w-])",
		"i"
	],
	[
		"huggingface-access-token",
		["hf_"],
		"\\b(hf_(?:[a-z]{34}))(?![\\w-])",
		"i"
	],
	[
		"huggingface-organization-api-token",
		["api_org_"],
		"\\b(api_org_(?:[a-z]{34}))(?![\\w-])",
		"i"
	],
	[
		"infracost-api-token",
		["ico-"],
		"\\b(ico-[a-zA-Z0-9]{32})(?![\\w-])"
	],
	[
		"intercom-api-key",
		["intercom"],
		"(?:intercom)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-z0-9=_\\-]{60})(?![\\w-])",
		"i"
	],
	[
		"intra42-client-secret",
		[
			"intra",
			"s-s4t2ud-",
			"s-s4t2af-"
		],
		"\\b(s-s4t2(?:ud|af)-[abcdef0123456789]{64})(?![\\w-])",
		"i"
	],
	[
		"jfrog-api-key",
		[
			"jfrog",
			"artifactory",
			"bintray",
			"xray"
		],
		"(?:jfrog|artifactory|bintray|xray)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-z0-9]{73})(?![\\w-])",
		"i"
	],
	[
		"jfrog-identity-token",
		[
			"jfrog",
			"artifactory",
			"bintray",
			"xray"
		],
		"(?:jfrog|artifactory|bintray|xray)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-z0-9]{64})(?![\\w-])",
		"i"
	],
	[
		"kraken-access-token",
		["kraken"],
		"(?:kraken)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-z0-9\\/=_\\+\\-]{80,90})(?![\\w-])",
		"i"
	],
	[
		"kucoin-access-token",
		["kucoin"],
		"(?:kucoin)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-f0-9]{24})(?![\\w-])",
		"i"
	],
	[
		"kucoin-secret-key",
		["kucoin"],
		"(?:kucoin)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})(?![\\w-])",
		"i"
	],
	[
		"launchdarkly-access-token",
		["launchdarkly"],
		"(?:launchdarkly)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-z0-9=_\\-]{40})(?![\\w-])",
		"i"
	],
	[
		"linear-api-key",
		["lin_api_"],
		"lin_api_[a-z0-9]{40}",
		"i"
	],
	[
		"linear-client-secret",
		["linear"],
		"(?:linear)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-f0-9]{32})(?![\\w-])",
		"i"
	],
	[
		"linkedin-client-secret",
		[
			"linkedin",
			"linked_in",
			"linked-in"
		],
		"(?:linked[_-]?in)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-z0-9]{16})(?![\\w-])",
		"i"
	],
	[
		"lob-api-key",
		["test_", "live_"],
		"(?:lob)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}((live|test)_[a-f0-9]{35})(?![\\w-])",
		"i"
	],
	[
		"looker-client-secret",
		["looker"],
		"(?:looker)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-z0-9]{24})(?![\\w-])",
		"i"
	],
	[
		"mailchimp-api-key",
		["mailchimp"],
		"(?:MailchimpSDK.initialize|mailchimp)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-f0-9]{32}-us\\d\\d)(?![\\w-])",
		"i"
	],
	[
		"mailgun-private-api-token",
		["mailgun"],
		"(?:mailgun)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}(key-[a-f0-9]{32})(?![\\w-])",
		"i"
	],
	[
		"mailgun-signing-key",
		["mailgun"],
		"(?:mailgun)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-h0-9]{32}-[a-h0-9]{8}-[a-h0-9]{8})(?![\\w-])",
		"i"
	],
	[
		"mapbox-api-token",
		["mapbox"],
		"(?:mapbox)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}(pk\\.[a-z0-9]{60}\\.[a-z0-9]{22})(?![\\w-])",
		"i"
	],
	[
		"mattermost-access-token",
		["mattermost"],
		"(?:mattermost)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-z0-9]{26})(?![\\w-])",
		"i"
	],
	[
		"maxmind-license-key",
		["_mmk"],
		"\\b([A-Za-z0-9]{6}_[A-Za-z0-9]{29}_mmk)(?![\\w-])"
	],
	[
		"messagebird-api-token",
		[
			"messagebird",
			"message-bird",
			"message_bird"
		],
		"(?:message[_-]?bird)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-z0-9]{25})(?![\\w-])",
		"i"
	],
	[
		"netlify-access-token",
		["netlify"],
		"(?:netlify)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-z0-9=_\\-]{40,46})(?![\\w-])",
		"i"
	],
	[
		"new-relic-browser-api-token",
		["nrjs-"],
		"(?:new-relic|newrelic|new_relic)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}(NRJS-[a-f0-9]{19})(?![\\w-])",
		"i"
	],
	[
		"new-relic-insert-key",
		["nrii-"],
		"(?:new-relic|newrelic|new_relic)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}(NRII-[a-z0-9-]{32})(?![\\w-])",
		"i"
	],
	[
		"new-relic-user-api-key",
		["nrak"],
		"(?:new-relic|newrelic|new_relic)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}(NRAK-[a-z0-9]{27})(?![\\w-])",
		"i"
	],
	[
		"notion-api-token",
		["ntn_"],
		"\\b(ntn_[0-9]{11}[A-Za-z0-9]{32}[A-Za-z0-9]{3})(?![\\w-])"
	],
	[
		"npm-access-token",
		["npm_"],
		"\\b(npm_[a-z0-9]{36})(?![\\w-])",
		"i"
	],
	[
		"nytimes-access-token",
		[
			"nytimes",
			"new-york-times",
			"newyorktimes"
		],
		"(?:nytimes|new-york-times,|newyorktimes)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-z0-9=_\\-]{32})(?![\\w-])",
		"i"
	],
	[
		"octopus-deploy-api-key",
		["api-"],
		"\\b(API-[A-Z0-9]{26})(?![\\w-])"
	],
	[
		"okta-access-token",
		["okta"],
		"(?:(?:(?:[Oo]kta|OKTA))(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3})(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}(00[\\w=\\-]{40})(?![\\w-])",
		"i"
	],
	[
		"openai-api-key",
		["t3blbkfj"],
		"\\b(sk-(?:proj|svcacct|admin)-(?:[A-Za-z0-9_-]{74}|[A-Za-z0-9_-]{58})T3BlbkFJ(?:[A-Za-z0-9_-]{74}|[A-Za-z0-9_-]{58})\\b|sk-[a-zA-Z0-9]{20}T3BlbkFJ[a-zA-Z0-9]{20})(?![\\w-])"
	],
	[
		"openshift-user-token",
		["sha256~"],
		"\\b(sha256~[\\w-]{43})(?:[^\\w-]|$)"
	],
	[
		"perplexity-api-key",
		["pplx-"],
		"\\b(pplx-[a-zA-Z0-9]{48})(?:[\\x60'\"\\s;]|\\\\[nr]|$|\\b)"
	],
	[
		"plaid-api-token",
		["plaid"],
		"(?:plaid)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}(access-(?:sandbox|development|production)-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})(?![\\w-])",
		"i"
	],
	[
		"plaid-secret-key",
		["plaid"],
		"(?:plaid)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-z0-9]{30})(?![\\w-])",
		"i"
	],
	[
		"planetscale-api-token",
		["pscale_tkn_"],
		"\\b(pscale_tkn_[\\w=\\.-]{32,64})(?![\\w-])",
		"i"
	],
	[
		"planetscale-oauth-token",
		["pscale_oauth_"],
		"\\b(pscale_oauth_[\\w=\\.-]{32,64})(?![\\w-])"
	],
	[
		"planetscale-password",
		["pscale_pw_"],
		"\\b(pscale_pw_[\\w=\\.-]{32,64})(?![\\w-])",
		"i"
	],
	[
		"postman-api-token",
		["pmak-"],
		"\\b(PMAK-[a-f0-9]{24}\\-[a-f0-9]{34})(?![\\w-])",
		"i"
	],
	[
		"prefect-api-token",
		["pnu_"],
		"\\b(pnu_[a-zA-Z0-9]{36})(?![\\w-])"
	],
	[
		"privateai-api-token",
		[
			"privateai",
			"private_ai",
			"private-ai"
		],
		"(?:(?:private[_-]?ai)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3})(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-z0-9]{32})(?![\\w-])",
		"i"
	],
	[
		"pulumi-api-token",
		["pul-"],
		"\\b(pul-[a-f0-9]{40})(?![\\w-])"
	],
	[
		"pypi-upload-token",
		["pypi-ageichlwas5vcmc"],
		"pypi-AgEIcHlwaS5vcmc[\\w-]{50,1000}"
	],
	[
		"rapidapi-access-token",
		["rapidapi"],
		"(?:rapidapi)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-z0-9_-]{50})(?![\\w-])",
		"i"
	],
	[
		"readme-api-token",
		["rdme_"],
		"\\b(rdme_[a-z0-9]{70})(?![\\w-])"
	],
	[
		"rubygems-api-token",
		["rubygems_"],
		"\\b(rubygems_[a-f0-9]{48})(?![\\w-])"
	],
	[
		"scalingo-api-token",
		["tk-us-"],
		"\\b(tk-us-[\\w-]{48})(?![\\w-])"
	],
	[
		"sendbird-access-token",
		["sendbird"],
		"(?:sendbird)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-f0-9]{40})(?![\\w-])",
		"i"
	],
	[
		"sendgrid-api-token",
		["sg."],
		"\\b(SG\\.[a-z0-9=_\\-\\.]{66})(?![\\w-])",
		"i"
	],
	[
		"sendinblue-api-token",
		["xkeysib-"],
		"\\b(xkeysib-[a-f0-9]{64}\\-[a-z0-9]{16})(?![\\w-])",
		"i"
	],
	[
		"sentry-access-token",
		["sentry"],
		"(?:sentry)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-f0-9]{64})(?![\\w-])",
		"i"
	],
	[
		"sentry-org-token",
		["sntrys_eyjpyxqio"],
		"\\bsntrys_eyJpYXQiO[a-zA-Z0-9+/]{10,200}(?:LCJyZWdpb25fdXJs|InJlZ2lvbl91cmwi|cmVnaW9uX3VybCI6)[a-zA-Z0-9+/]{10,200}={0,2}_[a-zA-Z0-9+/]{43}(?:[^a-zA-Z0-9+/]|$)"
	],
	[
		"sentry-user-token",
		["sntryu_"],
		"\\b(sntryu_[a-f0-9]{64})(?![\\w-])"
	],
	[
		"settlemint-application-access-token",
		["sm_aat"],
		"\\b(sm_aat_[a-zA-Z0-9]{16})(?![\\w-])"
	],
	[
		"settlemint-personal-access-token",
		["sm_pat"],
		"\\b(sm_pat_[a-zA-Z0-9]{16})(?![\\w-])"
	],
	[
		"settlemint-service-access-token",
		["sm_sat"],
		"\\b(sm_sat_[a-zA-Z0-9]{16})(?![\\w-])"
	],
	[
		"shippo-api-token",
		["shippo_"],
		"\\b(shippo_(?:live|test)_[a-fA-F0-9]{40})(?![\\w-])"
	],
	[
		"shopify-access-token",
		["shpat_"],
		"shpat_[a-fA-F0-9]{32}"
	],
	[
		"shopify-custom-access-token",
		["shpca_"],
		"shpca_[a-fA-F0-9]{32}"
	],
	[
		"shopify-private-app-access-token",
		["shppa_"],
		"shppa_[a-fA-F0-9]{32}"
	],
	[
		"shopify-shared-secret",
		["shpss_"],
		"shpss_[a-fA-F0-9]{32}"
	],
	[
		"sidekiq-secret",
		["bundle_enterprise__contribsys__com", "bundle_gems__contribsys__com"],
		"(?:BUNDLE_ENTERPRISE__CONTRIBSYS__COM|BUNDLE_GEMS__CONTRIBSYS__COM)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-f0-9]{8}:[a-f0-9]{8})(?![\\w-])",
		"i"
	],
	[
		"sidekiq-sensitive-url",
		["gems.contribsys.com", "enterprise.contribsys.com"],
		"\\bhttps?://([a-f0-9]{8}:[a-f0-9]{8})@(?:gems.contribsys.com|enterprise.contribsys.com)(?:[\\/|\\#|\\?|:]|$)",
		"i"
	],
	[
		"slack-app-token",
		["xapp"],
		"xapp-\\d-[A-Z0-9]+-\\d+-[a-z0-9]+",
		"i"
	],
	[
		"slack-bot-token",
		["xoxb"],
		"xoxb-[0-9]{10,13}-[0-9]{10,13}[a-zA-Z0-9-]*"
	],
	[
		"slack-config-access-token",
		["xoxe.xoxb-", "xoxe.xoxp-"],
		"xoxe.xox[bp]-\\d-[A-Z0-9]{163,166}",
		"i"
	],
	[
		"slack-config-refresh-token",
		["xoxe-"],
		"xoxe-\\d-[A-Z0-9]{146}",
		"i"
	],
	[
		"slack-legacy-bot-token",
		["xoxb"],
		"xoxb-[0-9]{8,14}-[a-zA-Z0-9]{18,26}"
	],
	[
		"slack-legacy-token",
		["xoxo", "xoxs"],
		"xox[os]-\\d+-\\d+-\\d+-[a-fA-F\\d]+"
	],
	[
		"slack-legacy-workspace-token",
		["xoxa", "xoxr"],
		"xox[ar]-(?:\\d-)?[0-9a-zA-Z]{8,48}"
	],
	[
		"slack-user-token",
		["xoxp-", "xoxe-"],
		"xox[pe](?:-[0-9]{10,13}){3}-[a-zA-Z0-9-]{28,34}"
	],
	[
		"slack-webhook-url",
		["hooks.slack.com"],
		"(?:https?://)?hooks.slack.com/(?:services|workflows|triggers)/[A-Za-z0-9+/]{43,56}"
	],
	[
		"snyk-api-token",
		["snyk"],
		"(?:snyk[_.-]?(?:(?:api|oauth)[_.-]?)?(?:key|token))(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})(?![\\w-])",
		"i"
	],
	[
		"sonar-api-token",
		["sonar"],
		"(?:sonar[_.-]?(?:login|token))(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}((?:squ_|sqp_|sqa_)?[a-z0-9=_\\-]{40})(?![\\w-])",
		"i"
	],
	[
		"square-access-token",
		["sq0atp-", "eaaa"],
		"\\b((?:EAAA|sq0atp-)[\\w-]{22,60})(?![\\w-])"
	],
	[
		"squarespace-access-token",
		["squarespace"],
		"(?:squarespace)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})(?![\\w-])",
		"i"
	],
	[
		"stripe-access-token",
		[
			"sk_test",
			"sk_live",
			"sk_prod",
			"rk_test",
			"rk_live",
			"rk_prod"
		],
		"\\b((?:sk|rk)_(?:test|live|prod)_[a-zA-Z0-9]{10,99})(?![\\w-])"
	],
	[
		"sumologic-access-token",
		["sumo"],
		"(?:(?:[Ss]umo|SUMO))(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-z0-9]{64})(?![\\w-])",
		"i"
	],
	[
		"telegram-bot-api-token",
		["telegr"],
		"(?:telegr)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([0-9]{5,16}:(?:A)[a-z0-9_\\-]{34})(?![\\w-])",
		"i"
	],
	[
		"travisci-access-token",
		["travis"],
		"(?:travis)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-z0-9]{22})(?![\\w-])",
		"i"
	],
	[
		"twilio-api-key",
		["sk"],
		"SK[0-9a-fA-F]{32}"
	],
	[
		"twitch-api-token",
		["twitch"],
		"(?:twitch)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-z0-9]{30})(?![\\w-])",
		"i"
	],
	[
		"twitter-access-secret",
		["twitter"],
		"(?:twitter)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-z0-9]{45})(?![\\w-])",
		"i"
	],
	[
		"twitter-access-token",
		["twitter"],
		"(?:twitter)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([0-9]{15,25}-[a-zA-Z0-9]{20,40})(?![\\w-])",
		"i"
	],
	[
		"twitter-api-key",
		["twitter"],
		"(?:twitter)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-z0-9]{25})(?![\\w-])",
		"i"
	],
	[
		"twitter-api-secret",
		["twitter"],
		"(?:twitter)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-z0-9]{50})(?![\\w-])",
		"i"
	],
	[
		"twitter-bearer-token",
		["twitter"],
		"(?:twitter)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}(A{22}[a-zA-Z0-9%]{80,100})(?![\\w-])",
		"i"
	],
	[
		"typeform-api-token",
		["tfp_"],
		"(?:typeform)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}(tfp_[a-z0-9\\-_\\.=]{59})(?![\\w-])",
		"i"
	],
	[
		"vault-batch-token",
		["hvb."],
		"\\b(hvb\\.[\\w-]{138,300})(?![\\w-])"
	],
	[
		"vault-service-token",
		["hvs.", "s."],
		"\\b((?:hvs\\.[\\w-]{90,120}|s\\.(?:[a-z0-9]{24})))(?![\\w-])",
		"i"
	],
	[
		"yandex-access-token",
		["yandex"],
		"(?:yandex)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}(t1\\.[A-Z0-9a-z_-]+[=]{0,2}\\.[A-Z0-9a-z_-]{86}[=]{0,2})(?![\\w-])",
		"i"
	],
	[
		"yandex-api-key",
		["yandex"],
		"(?:yandex)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}(AQVN[A-Za-z0-9_\\-]{35,38})(?![\\w-])",
		"i"
	],
	[
		"yandex-aws-access-token",
		["yandex"],
		"(?:yandex)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}(YC[a-zA-Z0-9_\\-]{38})(?![\\w-])",
		"i"
	],
	[
		"zendesk-secret-key",
		["zendesk"],
		"(?:zendesk)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-z0-9]{40})(?![\\w-])",
		"i"
	]
];
// src/agent/secret-shapes.ts
const words$1 = (text) => text.trim().split(/\s+/);
const TOKEN_BEGINNINGS = words$1(String.raw`
  gh[a-z]_ github_pat_ gl[a-z]{2,8}- ATCTT3xF ATATT3xF ATBB npm_ pypi- dckr_[a-z]{3}_
  sk-ant- gsk_ xai- hf_ r8_ nvapi- pplx- csk- tgp_v1_ lsv2_[a-z]{2}_ pcsk_ tvly-
  [srp]k_(?:live|test|prod)_ whsec_ SG\. key-(?=[0-9a-f]{32}) sq0[a-z]{3}- xkeysib- shp[a-z]{2}_
  hv[sbr]\. do[opr]_v1_ ya29\. GOCSPX- 1//0 AIza AQ\.Ab AGE-SECRET-KEY-(?:PQ-)?1 sbp_ sb_secret_
  xox[a-z](?:\.xox[a-z])?- xapp- figd_ lin_(?:api|oauth)_ ntn_ secret_(?=[A-Za-z0-9]{40}) PMAK-
  CCIPAT_ bkua_ glsa_ glc_ d(?:api|ose|kea)(?=[0-9a-f]{32}) NRAK- ops_eyJ rubygems_ vcp_ fo1_ fm[12]_ sg(?:amp|p)_
  pat-[a-z]{2}[0-9]-(?=[0-9a-f]{8}-) pk-(?:lf|helicone)-(?=[0-9a-f]{8}-) wandb_v1_ tskey-[a-z]{2,10}- snyk_[a-z]{3}\.[0-9a-f]{8}\.
  sntry[aiu]_ dp\.(?:audit|ct|pt|sa|scim|st)\.(?:[a-z0-9_-]{2,35}\.)?(?=[A-Za-z0-9]{40}) ls__(?=[0-9a-f]{32}) vercel_blob_rw_
  sq[apu]_(?=[0-9a-f]{40}) pat[A-Za-z0-9]{14}\.(?=[0-9a-f]{64})
`);
const SHORT_BEGINNINGS = words$1(`
  fw_ sk_ e2b_ dtn_ crsr_ jina_ rnd_ napi_ esecret_ flp_ phx_ nf[bcopu]_ vc[aikr]_ cf[au]t_ bb_live_ re_[A-Za-z0-9]{8}_ fc- as-
`);
const TOKENS = [
	[["-----begin"], /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----(?:[\s\S]*?-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----|[\s\S]*)/g],
	[["eyj"], /(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}(?:\.[A-Za-z0-9_-]*){1,3}/g],
	[[
		"_",
		"-",
		".",
		"atctt3xf",
		"atatt3xf",
		"atbb",
		"1//0",
		"aiza",
		"dapi",
		"dose",
		"dkea"
	], new RegExp(`(?<![A-Za-z0-9])(?:${TOKEN_BEGINNINGS.join("|")})[A-Za-z0-9_][A-Za-z0-9_-]{9,}(?:[.=~/+-][A-Za-z0-9_-]+)*=*`, "g")],
	[["_", "-"], new RegExp(`(?<![A-Za-z0-9_-])(?:${SHORT_BEGINNINGS.join("|")})(?=[A-Za-z]*[0-9])(?:[A-Za-z0-9]{20,}|[A-Za-z0-9_]{36,})(?![A-Za-z0-9_-])`, "g")],
	[["pa-"], /(?<![A-Za-z0-9_-])pa-(?=[^A-Z\s]{0,42}[A-Z])(?=[^0-9\s]{0,42}[0-9])[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])/g],
	[["sntrys_"], /(?<![A-Za-z0-9])sntrys_[A-Za-z0-9+/]{10,}={0,2}_[A-Za-z0-9+/]{20,}/g],
	[["azdo"], /(?<![A-Za-z0-9])[A-Za-z0-9]{76}AZDO[A-Za-z0-9]{4}(?![A-Za-z0-9])/g],
	[["sk-"], /(?<![A-Za-z0-9_-])sk-(?=[A-Za-z_-]*[0-9])[A-Za-z0-9_-]{16,}/g],
	[[
		"akia",
		"asia",
		"abia",
		"acca",
		"a3t"
	], /(?<![A-Za-z0-9])A(?:KIA|SIA|BIA|CCA|3T[A-Z0-9])[0-9A-Z]{16}(?![0-9A-Z])/g],
	[[":aa"], /(?<![0-9])[0-9]{8,10}:AA[A-Za-z0-9_-]{30,40}(?![A-Za-z0-9_-])/g],
	[["."], /(?<![A-Za-z0-9_.-])[MNO][A-Za-z0-9_-]{22,27}\.[A-Za-z0-9_-]{6}\.[A-Za-z0-9_-]{27,40}(?![A-Za-z0-9_-])/g]
];
const NO_SECRET = String.raw`(?!\\{0,3}["']?(?:\$|%[A-Za-z_]+%)|(?:basic|bearer|token)[ \t])`;
const QUOTED = String.raw`\\{0,3}"[^"]*"|\\{0,3}'[^']*'|\\{0,3}["'][^\s"']*`;
const WORD = String.raw`[^\s"',;&)<]`;
const SHA$1 = "(?:[0-9a-f]{40}|[0-9a-f]{64})(?![0-9a-z])";
const NAME_ENDINGS = words$1("token secret passw(?:or)?d passphrase api_?key access_?key private_?key");
const WHOLE_NAMES = words$1(`
  bearer secrets authorization cred(?:ential)?s credential cookies? pwd _auth pat dsn
  (?:account|app|auth|client|deploy|encryption|functions?|hmac|host|jwt|license|master|secret|service|session)_?key
  (?:shared_?access|signing|ssh|storage|subscription|webhook)_?(?:key|signature) access_?key_?secret
  (?:sas|x_amz)_?(?:token|signature) (?<=[A-Za-z0-9][_-]|--)pass
`);
const FOR = `(?:[_-](?:db|database|my?sql|pg|postgres(?:ql)?|redis|mongo(?:db)?|ldap|smtp|mail|s?ftp|ssh|admin|root|app|prod(?:uction)?|staging|dev|test|ci|[0-9]{1,2}))?`;
const inText = (names) => names.join("|").replaceAll("_?", "[_-]?");
const LABEL = `(?:(?:${inText(NAME_ENDINGS)})|(?<![A-Za-z0-9])(?:${inText(WHOLE_NAMES)}))${FOR}`;
const LABELS = words$1("token secret pass key bearer auth credential cookie pwd pat dsn signature");
const SECRET_NAME = new RegExp(`(?:(?:${NAME_ENDINGS.join("|")})|(?:^|_)(?:${WHOLE_NAMES.join("|")}|pass))${FOR}$`);
const LABELLED = [
	[["://"], /([a-z][a-z0-9+.-]{0,20}:\/\/)(?!\$)[^\s/:@"'$]{6,200}(?=:(?:x-oauth-basic|x)?@)/gi],
	[["://"], /([a-z][a-z0-9+.-]{0,20}:\/\/[^\s/:@"']{0,200}:)(?![$*]|x-oauth-basic@)[^\s/"']+(?=@)/gi],
	[["://"], /(https?:\/\/)(?![a-z][a-z-]{0,7}@|\$)[^\s/:@"'$?#]{3,200}(?=@)/gi],
	[["@"], /(?<![\w/@:.-])((?!mailto:)[A-Za-z][\w.-]{0,60}:)(?=[^\s:@/"']{0,100}[0-9])(?!\$)[^\s:@/"']{6,100}(?=@[\w-]+\.[a-z])/gi],
	[["hooks.slack"], /(hooks\.slack(?:-gov)?\.com\/(?:services|workflows|triggers)\/)[A-Za-z0-9+/_-]{8,}/gi],
	[["discord"], /(discord(?:app)?\.com\/api\/(?:v[0-9]+\/)?webhooks\/)[0-9]+\/[A-Za-z0-9_-]+/gi],
	[["webhook.office"], /(webhook\.office\.com\/webhookb2\/)[^\s"'<>)]+/gi],
	[["?", "&"], /([?&](?:sig|signature|code|key|auth|[a-z_-]{0,30}token|x-(?:amz|goog)-(?:signature|credential))=)(?!\$)[^\s"'&<>)#]{8,}/gi],
	[["sig="], /((?<![A-Za-z0-9_-])sig=)[A-Za-z0-9%/+]{43,140}(?:%3d|=)/gi],
	[["authorization"], new RegExp(String.raw`(\bauthorization\\?["']?[ \t]*[:=][ \t]*\\?["']?(?:(?:basic|bearer|token|apikey|bot)[ \t]+)?)${NO_SECRET}(?:(?:digest|negotiate|hawk|aws4[\w-]*)[ \t][^"'\r\n]*|[^\s"',;]+)`, "gi")],
	[["cookie:"], /(\b(?:set-)?cookie:[ \t]*)(?!\$)[^"'\r\n]+/gi],
	[["bearer"], /(\bbearer[ \t]+)[A-Za-z0-9._~+/=-]{8,}/gi],
	[["basic"], /(\bbasic[ \t]+)(?=[A-Za-z/+]{0,200}[0-9=])[A-Za-z0-9+/]{8,}=*/gi],
	[LABELS, new RegExp(`(${LABEL}=)${NO_SECRET}(?!(?<=pwd=)/)(?:${QUOTED}|${WORD}+)`, "gi")],
	[["_key="], new RegExp(`(\\b(?!(?:PUBLIC|CACHE|PRIMARY|SORT)_)[A-Z][A-Z0-9_]{0,60}_KEY=)${NO_SECRET}(?!["']?${SHA$1})(?=["']?[A-Za-z/+_-]{0,200}[0-9])(?:${QUOTED}|${WORD}{8,})`, "g")],
	[LABELS, new RegExp(String.raw`((?<![A-Za-z0-9-])--?[A-Za-z0-9-]{0,40}${LABEL}[ \t]+)${NO_SECRET}(?:${QUOTED}|(?!-)${WORD}+)`, "gi")],
	[LABELS, new RegExp(String.raw`(${LABEL}\\{0,3}["']?[ \t]*(?::|=>)[ \t]*)${NO_SECRET}(?:${QUOTED}|(?!${SHA$1})(?=[^\s0-9]{0,200}[0-9])${WORD}{6,})`, "gi")],
	[["auth"], /(["']auth["'][ \t]*:[ \t]*)"[A-Za-z0-9+/=]{8,}"/gi],
	[LABELS, new RegExp(String.raw`(<(?:[\w:.-]{0,40}?(?:${inText(NAME_ENDINGS)}))>)(?!\$)[^<\s]+`, "gi")],
	[["-u"], /((?<![\w-])(?:-u|-U|--user|--proxy-user)[ \t=]*["']?[^\s"':$/]{1,100}:)(?![0-9$/])[^\s"':/]+(?=["'\s]|$)/g],
	[["-u"], /((?<![\w-])(?:-u|-U|--user|--proxy-user)[ \t=]*["']?[^\s"':$/]{1,100}:)(?=[0-9]+[A-Za-z_!?#%^&*+=-])[^\s"':/]+/g],
	[["mysql", "mariadb"], /(\b(?:mysql|mariadb)[\w-]{0,20}[ \t](?:[^\n;|&]{0,200}?[ \t])?-p)(?!\$|["']\$)(?:"[^"]*"|'[^']*'|[^\s"']+)/g],
	[[
		"docker",
		"podman",
		"helm",
		"nerdctl",
		"skopeo",
		"oras"
	], /(\b(?:docker|podman|helm|nerdctl|skopeo|oras)[ \t](?:[^\n;|&]{0,100}?[ \t])?login[ \t](?:[^\n;|&]{0,200}?[ \t])?-p[ \t]+)(?!["']?\$)(?:"[^"]*"|'[^']*'|[^\s"']+)/g],
	[["sshpass", "redis-cli"], /(\b(?:sshpass[ \t]+-p|redis-cli[ \t](?:[^\n;|&]{0,200}?[ \t])?-a)[ \t]*)(?!["']?\$)(?:"[^"]*"|'[^']*'|[^\s"']+)/g],
	[["machine"], /(\bmachine\s{1,20}\S{1,200}\s{1,20}login\s{1,20}\S{1,200}\s{1,20}password\s{1,20})(?!\$)\S+/gi],
	[["pass"], /(\bpass(?:in|out)?[ \t]+["']?pass:)(?!\$)[^\s"']+/gi],
	[["password", "identified"], /(\b(?:password|identified[ \t]+by)[ \t]+)(?!["']\$)(?:'[^']+'|"[^"]+")/gi]
];
// src/agent/redact.ts
var redact_exports = require_rolldown_runtime.__exportAll({
	recordPrompt: () => recordPrompt,
	redactConfig: () => redactConfig,
	redactText: () => redactText,
	redactValue: () => redactValue,
	secretsOf: () => secretsOf,
	spellingsOf: () => spellingsOf
});
const REDACTED = "***";
const SHORTEST_SECRET = 6;
const SHA = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/i;
const SECRET_VARIABLE = /TOKEN|SECRET|PASSW(?:OR)?D|PASSPHRASE|CREDENTIAL|API_?KEY|(?:^|_)(?:PASS|CREDS|PAT|DSN|WEBHOOK(?:_URL)?)$|_PWD(?:_|$)|^PWD_|(?<!CACHE|PUBLIC|PRIMARY|SORT)_KEY(?:_?[0-9]{1,2})?$/i;
const SHORTEST_VARIABLE = 8;
const patterns = new Map();
function redactText(text, secrets) {
	let result = text;
	const known = secrets.filter((secret) => secret.length >= SHORTEST_SECRET);
	for (const secret of known.toSorted((a, b) => b.length - a.length)) result = result.replaceAll(secret, REDACTED);
	const words = result.toLowerCase();
	const hasOne = (keywords) => keywords.some((keyword) => words.includes(keyword));
	for (const [keywords, token] of TOKENS) if (hasOne(keywords)) result = result.replaceAll(token, REDACTED);
	for (const [id, keywords, source, flags = ""] of GITLEAKS_RULES) {
		if (!hasOne(keywords)) continue;
		const pattern = patterns.get(id) ?? new RegExp(source, `g${flags}`);
		patterns.set(id, pattern);
		result = result.replaceAll(pattern, redactMatch);
	}
	for (const [keywords, labelled] of LABELLED) if (hasOne(keywords)) result = result.replaceAll(labelled, `$1${REDACTED}`);
	return result;
}
function redactMatch(match, ...rest) {
	const secret = rest.slice(0, rest.findIndex((argument) => typeof argument === "number")).find((group) => typeof group === "string" && group !== "") ?? match;
	if (typeof secret !== "string" || SHA.test(secret) || !/[0-9]/.test(secret)) return match;
	return match.replaceAll(secret, REDACTED);
}
function secretsOf(env) {
	return Object.entries(env).flatMap(([name, value = ""]) => SECRET_VARIABLE.test(name) && value.length >= SHORTEST_VARIABLE && !/^[.~]?\//.test(value) ? [value] : []);
}
function redactConfig(config, secrets) {
	const clean = (text) => text === null ? null : redactText(text, secrets);
	return {
		...config,
		name: clean(config.name),
		command: clean(config.command),
		model: clean(config.model),
		system_prompt: clean(config.system_prompt),
		tools: config.tools.map((tool) => redactText(tool, secrets)),
		metadata: redactObject(config.metadata, secrets)
	};
}
function redactValue(value, secrets) {
	if (typeof value === "string") return redactText(value, secrets);
	if (Array.isArray(value)) return value.map((item) => redactValue(item, secrets));
	return typeof value === "object" && value !== null ? redactObject(value, secrets) : value;
}
function redactObject(value, secrets) {
	return Object.fromEntries(Object.entries(value).map(([key, item]) => [redactText(key, secrets), isSecretKey(key) ? blot(item) : redactValue(item, secrets)]));
}
function isSecretKey(key) {
	const words = key.replace(/([a-z0-9])([A-Z])|([A-Z])(?=[A-Z][a-z])/g, "$1$3_$2").replace(/[^A-Za-z0-9]+/g, "_");
	return SECRET_NAME.test(words.toLowerCase());
}
function blot(value) {
	if (Array.isArray(value)) return value.map(blot);
	if (typeof value === "object" && value !== null) return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, blot(item)]));
	return typeof value === "string" && value !== "" || typeof value === "number" ? REDACTED : value;
}
const MOST_READ = 16 * require_action_help_run_steps.MOST_PROMPT_BYTES;
function recordPrompt(prompt, { secrets, keepsText }) {
	const text = keepsText ? redactText(prompt.slice(0, MOST_READ), secrets) : null;
	return {
		text,
		sha256: (0, node_crypto.createHash)("sha256").update(prompt).digest("hex"),
		bytes: Buffer.byteLength(prompt),
		...text !== null && text !== prompt && { altered: true }
	};
}
function spellingsOf(prompt) {
	return [
		prompt,
		prompt.replaceAll(/["\\]/g, "\\$&"),
		prompt.replaceAll("'", "'\\''")
	];
}
// src/agent/log-file.ts
const KEPT_BYTES = 67108864;
const CHUNK_BYTES = 1048576;
function openLog(path, keptBytes = KEPT_BYTES) {
	let fd;
	try {
		fd = (0, node_fs.openSync)(path, "wx", 384);
	} catch (error) {
		const note = `The agent's log file could not be written: ${require_action_post_help_run_steps.describeError(error)}.`;
		return {
			sink: observingSink(() => {}),
			close: async () => [note]
		};
	}
	const copy = openCopy(path, keptBytes);
	let written = 0;
	let failure;
	return {
		sink: {
			write: async (chunk) => {
				written += chunk.length;
				copy?.add(chunk);
				failure ??= failureOf$1(() => writeAll(fd, chunk));
			},
			failure: () => failure,
			release: () => {}
		},
		close: async () => {
			const closing = failureOf$1(() => (0, node_fs.closeSync)(fd));
			failure ??= closing;
			try {
				if (failure !== void 0) return [`The agent's log file could not be written: ${require_action_post_help_run_steps.sayRefusedPath(failure)}`];
				return copy === null ? [] : copy.restore(written);
			} finally {
				copy?.close();
			}
		}
	};
}
function writeAll(file, chunk) {
	for (let at = 0; at < chunk.length;) at += (0, node_fs.writeSync)(file, chunk, at);
}
function failureOf$1(act) {
	try {
		act();
		return;
	} catch (error) {
		return error instanceof Error ? error : new Error(String(error));
	}
}
function openCopy(path, limit) {
	const name = `${path}.copy-${(0, node_crypto.randomUUID)()}`;
	let copy;
	try {
		copy = (0, node_fs.openSync)(name, "wx+", 384);
		(0, node_fs.unlinkSync)(name);
	} catch {
		return null;
	}
	let kept = 0;
	let isWhole = true;
	return {
		add: (chunk) => {
			if (!isWhole || kept >= limit) return;
			try {
				kept += (0, node_fs.writeSync)(copy, chunk.subarray(0, limit - kept));
			} catch {
				isWhole = false;
			}
		},
		restore: (written) => {
			if (!isWhole) return [];
			try {
				const change = changeOf(path, written, copy, kept);
				if (change === null) return [];
				putBack(path, copy, kept);
				return [`The agent's log file was ${change} while the agent ran, and ${kept === written ? "was put back" : `its first ${kept} bytes were put back`}.`];
			} catch (error) {
				return [`The agent's log file was changed while the agent ran: ${require_action_post_help_run_steps.describeError(error)}`];
			}
		},
		close: () => (0, node_fs.closeSync)(copy)
	};
}
function changeOf(path, written, copy, kept) {
	const stats = (0, node_fs.lstatSync)(path, { throwIfNoEntry: false });
	if (stats === void 0) return "deleted";
	if (!stats.isFile() || stats.size !== written) return "changed";
	const file = (0, node_fs.openSync)(path, "r");
	try {
		const [one, other] = [Buffer.alloc(CHUNK_BYTES), Buffer.alloc(CHUNK_BYTES)];
		for (let at = 0; at < kept; at += CHUNK_BYTES) if (!readAt(file, one, at, kept).equals(readAt(copy, other, at, kept))) return "changed";
		return (0, node_fs.fstatSync)(file).ino === stats.ino ? null : "changed";
	} finally {
		(0, node_fs.closeSync)(file);
	}
}
function putBack(path, copy, kept) {
	(0, node_fs.mkdirSync)((0, node_path.dirname)(path), { recursive: true });
	(0, node_fs.rmSync)(path, {
		recursive: true,
		force: true
	});
	const name = `${path}.new-${(0, node_crypto.randomUUID)()}`;
	const file = (0, node_fs.openSync)(name, "wx", 384);
	try {
		const buffer = Buffer.alloc(CHUNK_BYTES);
		for (let at = 0; at < kept; at += CHUNK_BYTES) (0, node_fs.writeSync)(file, readAt(copy, buffer, at, kept));
	} finally {
		(0, node_fs.closeSync)(file);
	}
	(0, node_fs.renameSync)(name, path);
}
function readAt(file, buffer, at, end) {
	return buffer.subarray(0, (0, node_fs.readSync)(file, buffer, 0, Math.min(buffer.length, end - at), at));
}
// src/agent/start-process.ts
var start_process_exports = require_rolldown_runtime.__exportAll({
	makeNamedPipes: () => makeNamedPipes,
	signalExitCode: () => signalExitCode,
	startProcess: () => startProcess
});
async function startProcess(request, named) {
	const [program, ...args] = request.argv;
	if (program === void 0 || program === "") throw require_action_post_help_run_steps.badInput("No command is given. Name the program that is the agent.");
	const pipes = await openOutputPipes(named);
	const [out, err] = pipes?.fds ?? ["pipe", "pipe"];
	try {
		const child = (0, node_child_process.spawn)(program, args, {
			cwd: request.cwd,
			env: { ...request.env },
			detached: process.platform !== "win32",
			windowsHide: true,
			stdio: [
				request.stdin === "inherit" ? "inherit" : "ignore",
				out,
				err
			]
		});
		const exited = new Promise((resolve) => child.once("exit", (code, signal) => resolve({
			code,
			signal
		})));
		await new Promise((resolve, reject) => child.once("spawn", resolve).once("error", reject));
		pipes?.release();
		const { stdout, stderr } = pipes ?? child;
		if (child.pid === void 0 || stdout === null || stderr === null) throw new Error("it was given no process id");
		return {
			pid: child.pid,
			stdout,
			stderr,
			exited
		};
	} catch (error) {
		pipes?.abandon();
		throw explainStart(program, request.cwd, error);
	}
}
function signalExitCode(signal) {
	return 128 + node_os.constants.signals[signal];
}
function explainStart(program, cwd, error) {
	const code = require_action_post_help_run_steps.errnoCode(error);
	const name = require_action_post_help_run_steps.quote(program);
	if (!require_action_post_help_run_steps.isFolder(cwd)) return require_action_post_help_run_steps.badInput(`Cannot run ${name} in ${require_action_post_help_run_steps.quote(cwd)}: there is no such folder.`, { cause: error });
	if (code === "ENOENT") return require_action_post_help_run_steps.badInput(`Cannot run ${name}: there is no such program. ${adviceOnName(program)}.`, { cause: error });
	if (code === "EACCES" && program.includes("/") && require_action_post_help_run_steps.isFolder((0, node_path.resolve)(cwd, program))) return require_action_post_help_run_steps.badInput(`Cannot run ${name}: it is a folder. Name a program.`, { cause: error });
	if (code === "EACCES") return require_action_post_help_run_steps.badInput(`Cannot run ${name}: it may not be executed. Make it executable with chmod +x, or name the program that reads it.`, { cause: error });
	if (code === "E2BIG") return require_action_post_help_run_steps.badInput(`Cannot run ${name}: its arguments are too long. Pass large texts in a file.`, { cause: error });
	const reason = reasonOf(error);
	return new require_action_post_help_run_steps.InputError("bad-environment", `Cannot run ${name}: ${reason}.`, { cause: error });
}
function reasonOf(error) {
	const errno = error instanceof Error && "errno" in error ? error.errno : void 0;
	return (typeof errno === "number" ? (0, node_util.getSystemErrorMap)().get(errno) : void 0)?.[1] ?? require_action_post_help_run_steps.describeError(error);
}
const SHELL_WORDS = new Set([
	".",
	"alias",
	"cd",
	"eval",
	"exec",
	"export",
	"set",
	"source",
	"ulimit",
	"unset"
]);
function adviceOnName(program) {
	if (/\s/.test(program)) return "If it is a whole command, write its words without the quotes, or give it to sh -c '\u2026'";
	if (SHELL_WORDS.has(program)) return `It is a command of the shell: write sh -c '${program} \u2026'`;
	return "Check its name, and that it is installed and on PATH";
}
const NAMES$1 = ["stdout", "stderr"];
function makeNamedPipes(parent) {
	if (process.platform === "win32") return null;
	try {
		const folder = (0, node_fs.mkdtempSync)((0, node_path.join)(parent, "pipes-"));
		const paths = NAMES$1.map((name) => (0, node_path.join)(folder, name));
		const child = (0, node_child_process.spawn)("mkfifo", [
			"-m",
			"600",
			...paths
		], {
			env: { PATH: process.env.PATH },
			stdio: "ignore"
		});
		return {
			folder,
			made: new Promise((resolve) => child.once("exit", resolve).once("error", resolve))
		};
	} catch {
		return null;
	}
}
async function openOutputPipes(named) {
	if (named === null) return null;
	const open = [];
	const closeAll = () => {
		for (const fd of open.splice(0)) (0, node_fs.closeSync)(fd);
	};
	try {
		await named.made;
		const openEnd = (name, flags) => {
			const fd = (0, node_fs.openSync)((0, node_path.join)(named.folder, name), flags);
			open.push(fd);
			return fd;
		};
		const [out, err] = NAMES$1.map((name) => openEnd(name, node_fs.constants.O_RDONLY | node_fs.constants.O_NONBLOCK));
		const [outWriter, errWriter] = NAMES$1.map((name) => openEnd(name, node_fs.constants.O_WRONLY));
		if (out === void 0 || err === void 0 || outWriter === void 0 || errWriter === void 0) return null;
		const [stdout, stderr] = [readerOf$1(out), readerOf$1(err)];
		open.splice(0, 2);
		return {
			stdout,
			stderr,
			fds: [outWriter, errWriter],
			release: closeAll,
			abandon: () => {
				closeAll();
				stdout.destroy();
				stderr.destroy();
			}
		};
	} catch {
		closeAll();
		return null;
	} finally {
		(0, node_fs.rmSync)(named.folder, {
			recursive: true,
			force: true
		});
	}
}
function readerOf$1(fd) {
	return new node_net.Socket({
		fd,
		readable: true,
		writable: false
	});
}
// src/agent/run-agent.ts
const GRACES = {
	timeoutMs: 5e3,
	interruptMs: 4e3,
	terminateMs: 2e3,
	leftoverMs: 1e3
};
const TIMEOUT_EXIT_CODE = 124;
const LONGEST_TIMER_MS = 2 ** 31 - 1;
const OUTPUT_AFTER_CANCEL_MS = 1e3;
function createAgentRunner(deps) {
	let ahead = deps.folder === void 0 ? null : makeNamedPipes(deps.folder);
	const takePipes = ({ logFile }) => {
		const pipes = ahead ?? makeNamedPipes((0, node_path.dirname)(logFile));
		ahead = null;
		return pipes;
	};
	return { run: (request) => runAgent$1(deps, request, takePipes) };
}
async function runAgent$1(deps, request, takePipes) {
	const startedAt = deps.clock.now();
	if (request.signal.aborted) return describeNotStarted(startedAt);
	const log = openLog(request.logFile);
	const mark = require_action_run_steps.markPids();
	const agent = await startProcess(request, takePipes(request)).catch(async (error) => {
		await log.close();
		throw error;
	});
	request.onStarted?.(agent.pid);
	const shown = [openSink(deps.sinks.stdout), openSink(deps.sinks.stderr)];
	const { observe } = request;
	const pumps = [agent.stdout, agent.stderr].map((source, i) => {
		const observed = observe === void 0 ? [] : [observingSink((chunk) => observe(chunk, i === 0 ? "stdout" : "stderr"))];
		return startPump(source, [
			...shown.slice(i, i + 1),
			log.sink,
			...observed
		]);
	});
	let exit;
	let endedAt = startedAt;
	const exited = agent.exited.then((how) => {
		exit = how;
		endedAt = deps.clock.now();
	});
	const uid = request.env[require_action_run_steps.STEP_UID_VARIABLE];
	const ownGroup = require_action_run_steps.processGroup(agent.pid, () => exit !== void 0);
	const group = uid === void 0 ? ownGroup : require_action_run_steps.joinGroups(ownGroup, require_action_run_steps.processesOfStep(uid, require_action_run_steps.readProcess(process.pid)?.started, mark));
	const ending = await firstOf(exited, request);
	const notes = await endAgent(ending, group, {
		...GRACES,
		...deps.graces
	});
	if (exit === void 0) await Promise.race([exited, (0, node_timers_promises.setTimeout)(require_action_run_steps.KILL.graceMs, void 0, { ref: false })]);
	if (exit === void 0) endedAt = deps.clock.now();
	notes.push(...await finishOutput(pumps, request.signal));
	notes.push(...await closeSinks(shown, log));
	return {
		ending,
		exitCode: ending === "timed_out" ? TIMEOUT_EXIT_CODE : exit?.code ?? signalExitCode(exit?.signal ?? "SIGKILL"),
		startTime: startedAt.toISOString(),
		endTime: endedAt.toISOString(),
		durationMs: Math.max(0, endedAt.getTime() - startedAt.getTime()),
		notes
	};
}
function firstOf(exited, request) {
	return new Promise((resolve) => {
		const over = new AbortController();
		const settle = (ending) => {
			over.abort();
			clearTimeout(timer);
			request.signal.removeEventListener("abort", cancel);
			resolve(ending);
		};
		const cancel = () => settle("cancelled");
		const timer = request.timeoutMs === null ? void 0 : setTimeout(() => settle("timed_out"), Math.min(request.timeoutMs, LONGEST_TIMER_MS));
		request.signal.addEventListener("abort", cancel);
		if (request.signal.aborted) cancel();
		exited.then(() => settle("exited"));
		request.isOverBudget?.(over.signal).then((isOver) => {
			if (isOver) settle("over_budget");
		});
	});
}
async function endAgent(ending, group, graces) {
	if (ending === "exited") return endLeftovers(group, graces);
	const rungs = ending === "timed_out" || ending === "over_budget" ? [{
		signal: "SIGTERM",
		graceMs: graces.timeoutMs
	}, require_action_run_steps.KILL] : [
		{
			signal: "SIGINT",
			graceMs: graces.interruptMs
		},
		{
			signal: "SIGTERM",
			graceMs: graces.terminateMs
		},
		require_action_run_steps.KILL
	];
	return await require_action_run_steps.endGroup(group, rungs) ? [] : [require_action_run_steps.describeSurvivors(group)];
}
async function endLeftovers(group, { leftoverMs }) {
	if (await require_action_run_steps.endGroup(group, [{
		signal: null,
		graceMs: leftoverMs
	}])) return [];
	const left = group.members();
	return [await require_action_run_steps.endGroup(group, [{
		signal: "SIGTERM",
		graceMs: leftoverMs
	}, require_action_run_steps.KILL]) ? require_action_run_steps.describeEnded(left) : require_action_run_steps.describeSurvivors(group)];
}
async function finishOutput(pumps, signal) {
	const over = new AbortController();
	const outOfTime = cancelled(signal, over.signal).then(() => (0, node_timers_promises.setTimeout)(OUTPUT_AFTER_CANCEL_MS, void 0, { signal: over.signal })).then(() => void 0).catch(() => void 0);
	const finishedAll = await Promise.race([Promise.all(pumps.map((pump) => pump.finish())), outOfTime]);
	over.abort();
	for (const pump of pumps) pump.cut();
	if (finishedAll?.every((whole) => whole)) return [];
	return [finishedAll === void 0 ? "The end of the agent's output may be missing: the run was cancelled while it was still being written." : "A process that the agent hid from us kept its output open. What it prints from now on is not shown."];
}
function cancelled(signal, over) {
	return new Promise((resolve) => {
		if (signal.aborted) resolve();
		signal.addEventListener("abort", () => resolve(), {
			once: true,
			signal: over
		});
	});
}
async function closeSinks(shown, log) {
	const notes = await log.close();
	const notShown = shown.map((sink) => sink.failure()).find((failure) => failure !== void 0);
	for (const sink of shown) sink.release();
	return [...notes, ...notShown === void 0 ? [] : [`The agent's output could not be shown to its end: ${notShown.message}.`]];
}
function describeNotStarted(at) {
	return {
		ending: "cancelled",
		exitCode: signalExitCode("SIGINT"),
		startTime: at.toISOString(),
		endTime: at.toISOString(),
		durationMs: 0,
		notes: ["The run was cancelled before the agent was started."]
	};
}
// src/agent/run-check.ts
function createCheck({ runner, clock, script, launch, secrets, signal }) {
	const command = redactText(script, secrets);
	return async (step, settledId) => {
		const startedAt = clock.now();
		const tail = collectLastLines(secrets);
		try {
			const request = await launch(step, settledId);
			const end = await runner.run({
				...request,
				observe: tail.observe,
				signal
			});
			return {
				ending: end.ending,
				notes: end.notes.map(rewordForCheck),
				result: resultOf(command, end, tail.lines())
			};
		} catch (error) {
			const durationMs = Math.max(0, clock.now().getTime() - startedAt.getTime());
			return {
				ending: "exited",
				notes: [`The check could not be started: ${require_action_post_help_run_steps.describeError(error)}`],
				result: resultOf(command, {
					exitCode: 127,
					durationMs
				}, [])
			};
		}
	};
}
function resultOf(command, { exitCode, durationMs }, lines) {
	return {
		command,
		exit_code: exitCode,
		duration_ms: durationMs,
		last_lines: lines
	};
}
function rewordForCheck(note) {
	return note.replaceAll(/\b([Tt]he) agent\b/g, "$1 check");
}
const MOST_LINES = 20;
const MOST_CHARACTERS = 4e3;
const LINE_LENGTH = 400;
const BYTES_KEPT = 65536;
function collectLastLines(secrets) {
	let kept = [];
	let size = 0;
	let isCut = false;
	return {
		observe: (chunk) => {
			kept.push(chunk);
			size += chunk.length;
			if (size <= 2 * BYTES_KEPT) return;
			kept = [Buffer.concat(kept).subarray(-65536)];
			size = BYTES_KEPT;
			isCut = true;
		},
		lines: () => {
			const text = toPlainLines(Buffer.concat(kept).toString("utf8"));
			const lineEnd = text.indexOf("\n");
			return chooseLines(redactText(isCut ? text.slice(lineEnd < 0 ? text.length / 2 : lineEnd + 1) : text, secrets));
		}
	};
}
function chooseLines(text) {
	const chosen = [];
	let left = MOST_CHARACTERS;
	for (const line of text.split("\n").toReversed()) {
		const shown = require_action_help_run_steps.cutText(line.trimEnd().split("\r").at(-1) ?? "", LINE_LENGTH);
		if (shown === "") continue;
		left -= shown.length;
		if (chosen.length === MOST_LINES || left < 0) break;
		chosen.push(shown);
	}
	return chosen.toReversed();
}
function toPlainLines(text) {
	return require_action_help_run_steps.stripEscapes(text).replaceAll(/(?![\n\r\t])\p{Cc}/gu, "").replaceAll("	", "  ");
}
// src/agent/script.ts
const asIs = (script) => script;
const failFast = (script) => `$ErrorActionPreference = 'stop'\n${script}\nif ((Test-Path -LiteralPath variable:\\LASTEXITCODE)) { exit $LASTEXITCODE }`;
const POWERSHELL = {
	args: ["-command", ". '{0}'"],
	extension: ".ps1",
	wrap: failFast
};
const BUILT_IN = new Map([
	["bash", {
		args: [
			"--noprofile",
			"--norc",
			"-e",
			"-o",
			"pipefail",
			"{0}"
		],
		extension: ".sh",
		wrap: asIs
	}],
	["sh", {
		args: ["-e", "{0}"],
		extension: ".sh",
		wrap: asIs
	}],
	["pwsh", POWERSHELL],
	["python", {
		args: ["{0}"],
		extension: ".py",
		wrap: asIs
	}],
	["powershell", {
		...POWERSHELL,
		windowsOnly: true
	}],
	["cmd", {
		args: [
			"/D",
			"/E:ON",
			"/V:OFF",
			"/S",
			"/C",
			"CALL",
			"{0}"
		],
		extension: ".cmd",
		wrap: (script) => `@echo off\n${script}`,
		windowsOnly: true
	}]
]);
const PLACE$1 = "{0}";
function parseShell(text, what, platform = process.platform) {
	const [program, ...args] = splitArguments(text);
	const builtIn = program === void 0 ? void 0 : BUILT_IN.get(program);
	const advice = `Use one of: ${[...BUILT_IN].filter(([, { windowsOnly }]) => !windowsOnly || platform === "win32").map(([name]) => name).join(", ")}, or a template with {0} for the script, such as "perl {0}".`;
	if (builtIn?.windowsOnly && platform !== "win32") throw require_action_post_help_run_steps.badInput(`${what} is ${require_action_post_help_run_steps.quote(text)}, which exists on Windows only. ${advice}`);
	if (program === void 0 || builtIn === void 0 && args.length === 0) throw require_action_post_help_run_steps.badInput(`${what} is ${require_action_post_help_run_steps.quote(text)}, which is not a known shell. ${advice}`);
	if (args.length === 0 && builtIn !== void 0) return {
		name: text,
		program,
		...builtIn
	};
	if (!args.some((arg) => arg.includes(PLACE$1))) throw require_action_post_help_run_steps.badInput(`${what} is ${require_action_post_help_run_steps.quote(text)}, where {0} is missing. ${advice}`);
	return {
		name: text,
		program,
		args,
		extension: builtIn?.extension ?? "",
		wrap: builtIn?.wrap ?? asIs
	};
}
function writeScript(shell, script, folder, platform = process.platform) {
	const file = (0, node_path.join)(folder, `${(0, node_crypto.randomUUID)()}${shell.extension}`);
	const wrapped = shell.wrap(script);
	const text = platform === "win32" ? wrapped.replaceAll("\r\n", "\n").replaceAll("\n", "\r\n") : wrapped;
	(0, node_fs.mkdirSync)(folder, {
		recursive: true,
		mode: 448
	});
	(0, node_fs.writeFileSync)(file, text, {
		flag: "wx",
		mode: 384
	});
	const path = shell.wrap === failFast ? file.replaceAll("'", "''") : file;
	return [shell.program, ...shell.args.map((arg) => placeFile(arg, path))];
}
function placeFile(arg, path) {
	return arg.replace(/\{\{|\}\}|\{0\}/g, (found) => found === PLACE$1 ? path : found.charAt(0));
}
function splitArguments(text) {
	const args = [];
	let current;
	let quoted = false;
	for (const [part] of text.matchAll(/\\*""?|\\+|[^\\"]/g)) if (part.endsWith("\"")) {
		const backslashes = part.lastIndexOf("\\") + 1;
		const two = part.endsWith("\"\"");
		current = (current ?? "") + "\\".repeat(Math.floor(backslashes / 2));
		if (backslashes % 2 === 1 || two && quoted) current += "\"";
		if (backslashes % 2 === 1 ? two : !two) quoted = !quoted;
	} else if ((part === " " || part === "	") && !quoted) {
		if (current !== void 0) args.push(current);
		current = void 0;
	} else current = (current ?? "") + part;
	if (current !== void 0) args.push(current);
	return args;
}
// src/github/run-event.ts
const LONGEST_TEXT = 1e3;
function parseEvent(json, repository) {
	const event = json === null ? null : require_action_help_run_steps.parseJson(json);
	const run = require_action_help_run_steps.dig(event, "workflow_run");
	const own = {
		id: readNumber(event, "repository", "id"),
		name: repository?.toLowerCase() ?? null
	};
	const readPullRequest = (value) => pullRequestOf(value, own);
	const listed = require_action_help_run_steps.dig(run, "pull_requests");
	const pullRequests = (Array.isArray(listed) ? listed : []).map(readPullRequest);
	const isComment = require_action_help_run_steps.isObject(require_action_help_run_steps.dig(event, "issue", "pull_request"));
	return {
		defaultBranch: readText$1(event, "repository", "default_branch"),
		repositoryId: readNumber(event, "repository", "id")?.toString() ?? null,
		pullRequest: readPullRequest(require_action_help_run_steps.dig(event, "pull_request")),
		commentedOn: isComment ? readNumber(event, "issue", "number") : null,
		commentId: isComment ? readNumber(event, "comment", "id") : null,
		mergeGroupRef: readText$1(event, "merge_group", "head_ref"),
		before: {
			actor: readText$1(run, "actor", "login"),
			headRepository: nameOf(require_action_help_run_steps.dig(run, "head_repository"), own),
			pullRequests: pullRequests.every((one) => one !== null) ? pullRequests : []
		}
	};
}
function parseComment(json) {
	const event = json === null ? null : require_action_help_run_steps.parseJson(json);
	const { commentedOn: pullRequest, commentId: id } = parseEvent(json, null);
	const body = require_action_help_run_steps.dig(event, "comment", "body");
	if (pullRequest === null || id === null || typeof body !== "string") return null;
	const author = readText$1(event, "comment", "user", "login") ?? "";
	return {
		id,
		pullRequest,
		author,
		isBot: require_action_help_run_steps.dig(event, "comment", "user", "type") === "Bot" || author.endsWith("[bot]"),
		isNew: require_action_help_run_steps.dig(event, "action") === "created",
		body: body.slice(0, LONGEST_TEXT)
	};
}
function parseEndedRun(json, repository) {
	const event = json === null ? null : require_action_help_run_steps.parseJson(json);
	const run = require_action_help_run_steps.dig(event, "workflow_run");
	const branch = readText$1(run, "head_branch");
	const sha = readSha(run, "head_sha");
	const { headRepository } = parseEvent(json, repository).before;
	if (branch === null || sha === null || headRepository === null) return null;
	return {
		branch,
		sha,
		headRepository,
		hasFailed: require_action_help_run_steps.dig(run, "conclusion") === "failure"
	};
}
function nameOf(value, own) {
	return (own.id !== null && readNumber(value, "id") === own.id ? own.name : null) ?? readText$1(value, "full_name")?.toLowerCase() ?? null;
}
function pullRequestOf(value, own) {
	const number = readNumber(value, "number");
	if (number === null) return null;
	return {
		number,
		head_ref: readText$1(value, "head", "ref"),
		head_sha: readSha(value, "head", "sha"),
		head_repository: nameOf(require_action_help_run_steps.dig(value, "head", "repo"), own),
		base_ref: readText$1(value, "base", "ref"),
		merge_sha: readSha(value, "merge_commit_sha")
	};
}
function readText$1(value, ...path) {
	const text = require_action_help_run_steps.dig(value, ...path);
	return typeof text === "string" && text !== "" && text.length <= LONGEST_TEXT ? text : null;
}
function readSha(value, ...path) {
	const sha = readText$1(value, ...path);
	return sha !== null && require_action_post_help_run_steps.isSha(sha) ? sha : null;
}
function readNumber(value, ...path) {
	const number = require_action_help_run_steps.dig(value, ...path);
	return typeof number === "number" && Number.isSafeInteger(number) && number > 0 ? number : null;
}
function readEvent(path) {
	if (path === void 0 || path === "") return null;
	return require_action_post_help_run_steps.readRegularFile(path)?.toString("utf8") ?? null;
}
// src/usage/command-words.ts
const MOST_TEXT = 65536;
const MOST_SCRIPTS = 20;
const MOST_COMMANDS = 5e3;
const LOOPS = new Set([
	"for",
	"while",
	"until",
	"xargs",
	"parallel",
	"function",
	"watch",
	"seq"
]);
const GOES = new Set(["cd", "pushd"]);
const COPIES = new Set([
	"cat",
	"cp",
	"echo",
	"grep",
	"jq",
	"ln",
	"mv",
	"printf",
	"tee"
]);
async function readCommand(command, cwd, env = {}) {
	const commands = [];
	const settings = Object.create(null);
	let scripts = 0;
	let hasLoops = false;
	let isMoving = false;
	let isPlain = true;
	const readText = async (text) => {
		const script = require_action_run_steps.withoutHereDocuments(text.slice(0, MOST_TEXT));
		isPlain &&= text.length <= MOST_TEXT;
		hasLoops ||= /\(\)\s*\{/.test(script);
		for (const line of require_action_run_steps.splitCommands(script)) await readProgram(line);
	};
	const readProgram = async (line, depth = 0) => {
		if (commands.length > MOST_COMMANDS || depth > 20) return;
		const start = line.findIndex((word) => !require_action_run_steps.isSetting(word));
		const [first, ...args] = start === -1 ? [] : line.slice(start);
		const set = start === -1 ? line : line.slice(0, start);
		for (const word of set) takeSetting(word);
		if (first === void 0) return;
		const name = require_action_run_steps.programName(first);
		hasLoops ||= LOOPS.has(name);
		isMoving ||= GOES.has(name);
		isPlain &&= require_action_run_steps.PLAIN.has(name) && commands.length < MOST_COMMANDS;
		if (require_action_run_steps.SETTERS.has(name)) for (const word of args.filter(require_action_run_steps.isSetting)) takeSetting(word);
		commands.push({
			names: require_action_run_steps.namesOf(first),
			args,
			isIdle: isIdle(name),
			isPlain: require_action_run_steps.PLAIN.has(name)
		});
		const { texts, program } = require_action_run_steps.startedBy([first, ...args]);
		for (const inner of texts) await readText(inner);
		isMoving ||= program !== null && !require_action_run_steps.SHELLS.has(name) && (args.includes("-C") || args.includes("--chdir"));
		if (require_action_run_steps.SHELLS.has(name)) return program === null ? void 0 : readScript((0, node_path.resolve)(cwd, program[0] ?? ""));
		if (program !== null) return readProgram(program, depth + 1);
		if (require_action_run_steps.PACKAGE_MANAGERS.has(name)) return readPackageScript(require_action_run_steps.withoutOptions(args, []));
		if (name === "make") return readScript((0, node_path.join)(cwd, "Makefile"));
		if (first.includes("/")) return readScript((0, node_path.resolve)(cwd, first));
	};
	const takeSetting = (word) => {
		const at = word.indexOf("=");
		const value = expand(word.slice(at + 1), {
			...env,
			...settings
		});
		if (value !== void 0) settings[word.slice(0, at)] = value;
	};
	const readPackageScript = async ([first, ...rest]) => {
		const name = first === "run" || first === "run-script" ? rest[0] : first;
		const text = require_action_post_help_run_steps.readRegularFile((0, node_path.join)(cwd, "package.json"), MOST_TEXT)?.toString() ?? "";
		const script = require_action_help_run_steps.asObject(require_action_help_run_steps.parseObject(text)?.scripts)?.[name ?? ""];
		if (typeof script === "string" && ++scripts <= MOST_SCRIPTS) await readText(script);
	};
	const readScript = async (path) => {
		if (++scripts > MOST_SCRIPTS) return;
		const text = require_action_post_help_run_steps.readRegularFile(path, MOST_TEXT)?.toString();
		if (text === void 0 || text.includes("\0") || /^#!(?!.*sh\b)/.test(text)) return;
		await readText(text);
	};
	if (typeof command === "string") await readText(command);
	else await readProgram(command);
	return {
		commands,
		hasLoops,
		isPlain,
		isMoving,
		settings
	};
}
function isIdle(name) {
	return require_action_run_steps.isStarter(name) || require_action_run_steps.SETTERS.has(name) || require_action_run_steps.PLAIN.has(name) && !COPIES.has(name);
}
function expand(word, env) {
	let isKnown = true;
	const value = word.replace(/^~(?=\/|$)/, "$HOME").replace(/\$(?:\{(\w+)\}|(\w+))/g, (_all, inBraces, bare) => {
		const known = env[inBraces ?? bare ?? ""];
		isKnown &&= known !== void 0;
		return known ?? "";
	});
	return isKnown && !/[$`]/.test(value) ? value : void 0;
}
const FOLDER_OPTIONS = [
	"-C",
	"-w",
	"--cd",
	"--cwd",
	"--dir",
	"--directory",
	"--worktree"
];
function startsOf(agent, commands) {
	return commands.filter(({ names }) => namesOneOf(names, agent.names)).map(({ args }) => readFlags(args, agent));
}
function namesOneOf(words, names) {
	return words.some((word) => names.includes(word.replace(/(?<=[^/])@[^@/]*$/, "")));
}
function hasOption(starts, ...names) {
	return starts.some(({ options }) => names.some((name) => options.has(name)));
}
function optionValue(starts, ...names) {
	return optionValues(starts, ...names).at(-1);
}
function optionValues(starts, ...names) {
	return starts.flatMap(({ options }) => names.flatMap((name) => options.get(name) ?? [])).filter((value) => value !== "" && !/[$`]/.test(value));
}
function isResuming(starts, { resuming = [] }) {
	return hasOption(starts, ...resuming) || starts.some(({ words }) => words.slice(0, 2).some((w) => resuming.includes(w)));
}
function namesFolder(starts) {
	return hasOption(starts, ...FOLDER_OPTIONS);
}
function readFlags(args, { withValue = [] }) {
	const options = new Map();
	const words = [];
	const add = (name, value) => options.set(name, [...options.get(name) ?? [], value]);
	for (let i = 0; i < args.length; i++) {
		const arg = args[i] ?? "";
		if (arg === "--") {
			words.push(...args.slice(i + 1));
			break;
		}
		const [, long, longText] = /^(--[^=]+)(?:=(.*))?$/s.exec(arg) ?? [];
		if (long !== void 0) add(long, longText ?? (withValue.includes(long) ? args[++i] ?? "" : ""));
		else if (!/^-[^-]/.test(arg)) words.push(arg);
		else for (let at = 1; at < arg.length; at++) {
			const [name, rest] = [`-${arg[at]}`, arg.slice(at + 1)];
			if (withValue.includes(name)) add(name, rest === "" ? args[++i] ?? "" : rest.replace(/^=/, ""));
			else if (rest.startsWith("=")) add(name, rest.slice(1));
			else {
				add(name, "");
				continue;
			}
			break;
		}
	}
	return {
		options,
		words
	};
}
// src/usage/agents.ts
const OPENCODE = {
	withValue: "-m --model -s --session --agent --format --title --prompt --attach -f",
	resuming: "-c --continue -s --session",
	prompt: {
		options: "--prompt",
		behind: "run"
	}
};
const GEMINI_OPTIONS = `-m --model -p --prompt -i -o --output-format -e --extensions -r --resume --approval-mode
  --include-directories --allowed-tools`;
const GEMINI_PROMPT = {
	options: "-p --prompt -i --prompt-interactive",
	behind: ""
};
const PRINT = {
	options: "-p --print",
	behind: ""
};
const AGENTS = [
	agent("claude-code", async () => (await Promise.resolve().then(() => require("./claude-code.js"))).claudeCode, {
		names: "claude @anthropic-ai/claude-code claude-code",
		asked: "claude -p --permission-mode acceptEdits{model} -- \"$LAFORGE_PROMPT\"",
		withValue: `--model --fallback-model --append-system-prompt --system-prompt --output-format --agents --input-format
      --max-turns --max-budget-usd --settings --mcp-config --permission-mode --add-dir --allowedTools --allowed-tools
      --disallowedTools --disallowed-tools --tools --session-id --json-schema --effort --agent --betas
      --permission-prompt-tool -n`,
		resuming: "-c -r --continue --resume --fork-session --from-pr",
		prompt: PRINT
	}),
	agent("codex", async () => (await Promise.resolve().then(() => require("./codex.js"))).codex, {
		names: "codex @openai/codex",
		asked: "codex exec -s workspace-write{model} -- \"$LAFORGE_PROMPT\"",
		withValue: `-m --model -c --config -p --profile -s --sandbox -a --ask-for-approval -C --cd -i --image -o
      --output-last-message --output-schema --color --add-dir --local-provider --enable --disable`,
		resuming: "resume fork",
		prompt: { behind: "exec e" }
	}),
	agent("gemini-cli", async () => (await Promise.resolve().then(() => require("./gemini-cli.js"))).geminiCli, {
		names: "gemini @google/gemini-cli",
		asked: "GEMINI_CLI_TRUST_WORKSPACE=true gemini --approval-mode auto_edit{model} --prompt=\"$LAFORGE_PROMPT\"",
		withValue: `${GEMINI_OPTIONS} --allowed-mcp-server-names`,
		resuming: "-r --resume",
		prompt: GEMINI_PROMPT
	}),
	agent("qwen-code", async () => (await Promise.resolve().then(() => require("./qwen-code.js"))).qwenCode, {
		names: "qwen @qwen-code/qwen-code",
		asked: "qwen --approval-mode auto-edit{model} --prompt=\"$LAFORGE_PROMPT\"",
		withValue: `${GEMINI_OPTIONS} --auth-type --max-session-turns`,
		resuming: "-c -r --continue --resume",
		prompt: GEMINI_PROMPT
	}),
	agent("opencode", async () => (await Promise.resolve().then(() => require("./opencode.js"))).opencode, {
		...OPENCODE,
		names: "opencode opencode-ai",
		asked: "opencode run{model} -- \"$LAFORGE_PROMPT\""
	}),
	agent("copilot-cli", async () => (await Promise.resolve().then(() => require("./copilot-cli.js"))).copilotCli, {
		names: "copilot @github/copilot",
		asked: "copilot --allow-tool=write{model} --prompt=\"$LAFORGE_PROMPT\"",
		withValue: "-p --prompt --model --agent --add-dir --log-dir --allow-tool --deny-tool",
		resuming: "--continue --resume",
		prompt: { options: "-p --prompt -i --interactive" }
	}),
	agent("cline", async () => (await Promise.resolve().then(() => require("./cline.js"))).cline, {
		names: "cline",
		withValue: "-m --model -P --provider -T --taskId -c --cwd --config -t --timeout",
		resuming: "-T --taskId --continue --resume",
		prompt: { behind: "task t new n" }
	}),
	agent("continue", async () => (await Promise.resolve().then(() => require("./continue.js"))).continueCli, {
		names: "cn @continuedev/cli",
		withValue: "--config --model --agent --rule --mcp --allow --ask --exclude --format",
		resuming: "--resume --fork",
		prompt: PRINT
	}),
	agent("pi", async () => (await Promise.resolve().then(() => require("./pi.js"))).pi, {
		names: "pi @earendil-works/pi-coding-agent @mariozechner/pi-coding-agent",
		withValue: "--mode --provider --model --session --session-dir --tools --thinking --models",
		resuming: "-c --continue -r --resume --session --fork",
		prompt: PRINT
	}),
	agent("kilo", async () => (await Promise.resolve().then(() => require("./opencode.js"))).kilo, {
		...OPENCODE,
		names: "kilo kilocode @kilocode/cli"
	}),
	agent("kimi", async () => (await Promise.resolve().then(() => require("./kimi.js"))).kimi, {
		names: "kimi kimi-code @moonshot-ai/kimi-code",
		withValue: "-p --print -m --model -S --session -r --resume --output-format --add-dir",
		resuming: "-c --continue -r --resume -S --session",
		prompt: {
			options: "-p --prompt --print",
			behind: ""
		}
	}),
	agent("cursor", async () => (await Promise.resolve().then(() => require("./results-alone.js"))).cursor, {
		names: "cursor-agent",
		withValue: "--output-format --model -m --api-key -a --resume -H --header --mode",
		resuming: "--resume --continue",
		prompt: {
			options: "-p --print",
			behind: "agent"
		}
	}),
	agent("goose", async () => (await Promise.resolve().then(() => require("./goose.js"))).goose, {
		names: "goose",
		withValue: `-t --text -i --instructions --recipe -n --name --session-id --path --output-format --provider --model
      --max-turns --params --system --with-builtin`,
		resuming: "-r --resume",
		prompt: { options: "-t --text" }
	}),
	agent("amp", async () => (await Promise.resolve().then(() => require("./amp.js"))).amp, {
		names: "amp @sourcegraph/amp @ampcode/cli",
		withValue: "-x --execute -m --mode",
		prompt: { options: "-x --execute" }
	}),
	agent("antigravity", async () => (await Promise.resolve().then(() => require("./results-alone.js"))).antigravity, {
		names: "agy antigravity-cli",
		withValue: "-p --print --prompt --model --output-format --json-schema --add-dir --print-timeout --conversation --log-file",
		resuming: "-c --continue --conversation",
		prompt: { options: "-p --print --prompt" }
	}),
	agent("aider", async () => (await Promise.resolve().then(() => require("./aider.js"))).aider, {
		names: "aider aider-chat",
		withValue: "--analytics-log --model -m --message -f --message-file --file --read",
		prompt: { options: "-m --message --msg" }
	})
];
function agent(name, load, { asked, ...row }) {
	const { names, withValue, resuming = "", prompt } = row;
	const { options = "", behind } = prompt;
	const place = {
		options: words(options),
		...behind === void 0 ? {} : { behind: words(behind) }
	};
	return {
		name,
		load,
		...asked !== void 0 && { asked },
		command: {
			names: words(names),
			withValue: words(withValue),
			resuming: words(resuming),
			prompt: place
		}
	};
}
function words(text) {
	return text.split(/\s+/).filter((word) => word !== "");
}
async function findPromptArgument(command, cwd) {
	const { commands } = await readCommand(command, cwd);
	const prompts = new Set(AGENTS.flatMap((agent) => commands.filter(({ names }) => namesOneOf(names, agent.command.names)).flatMap((simple) => promptOf(agent.command, simple) ?? [])));
	const [prompt] = prompts;
	if (prompts.size !== 1 || prompt === void 0 || prompt.trim() === "") return null;
	return typeof command !== "string" && command.includes(prompt) || !/[$`]/.test(prompt) ? prompt : null;
}
function promptOf(agent, simple) {
	const { options = [], behind } = agent.prompt;
	const ofOption = valueOfOption(options, simple.args);
	if (ofOption !== void 0 || behind === void 0) return ofOption;
	const words = startsOf(agent, [simple]).flatMap((start) => start.words);
	const first = words.findIndex((word) => !behind.includes(word));
	const [word, ...others] = first === -1 ? [] : words.slice(first);
	if (word === void 0 || word === "-" || others.length > 0) return void 0;
	return first > 0 || simple.args.some((arg) => options.includes(arg)) || /\s/.test(word) ? word : void 0;
}
function valueOfOption(options, args) {
	const end = args.indexOf("--");
	const before = end === -1 ? args : args.slice(0, end);
	return before.flatMap((arg, index) => {
		const next = before[index + 1];
		if (options.includes(arg)) return next === void 0 || next.startsWith("-") ? [] : [next];
		const option = options.find((name) => name.startsWith("--") && arg.startsWith(`${name}=`));
		return option === void 0 ? [] : [arg.slice(option.length + 1)];
	}).at(-1);
}
// src/agent/instruction-files.ts
const NAMES = [
	...[
		"AGENTS.md",
		"AGENTS.override.md",
		"CLAUDE.md",
		"CLAUDE.local.md",
		"GEMINI.md",
		"QWEN.md",
		"CONVENTIONS.md"
	],
	...[
		".mcp.json",
		"opencode.json",
		".cursorrules",
		".goosehints",
		".aider.conf.yml"
	],
	...[
		".claude",
		".codex",
		".gemini",
		".qwen",
		".opencode",
		".cursor",
		".clinerules"
	],
	...[".github/copilot-instructions.md", ".github/instructions"]
];
const NOT_SETTINGS = new Set([
	"worktrees",
	"sessions",
	"logs",
	"node_modules",
	".git"
]);
const MOST_FILES = 500;
const MOST_BYTES$1 = 4194304;
function digestInstructions(root, directory) {
	const room = {
		files: MOST_FILES,
		bytes: MOST_BYTES$1
	};
	return foldersDownTo(root, directory).flatMap((folder) => NAMES.flatMap((name) => {
		const digest = digestPath((0, node_path.join)(folder, name), room);
		return digest === null ? [] : [{
			path: (0, node_path.relative)(root, (0, node_path.join)(folder, name)).split(node_path.sep).join("/"),
			sha256: digest
		}];
	}));
}
function foldersDownTo(root, directory) {
	const way = (0, node_path.relative)(root, directory).split(node_path.sep);
	if (way[0] === "" || way[0] === "..") return [root];
	return [root, ...way.map((_, index) => (0, node_path.join)(root, ...way.slice(0, index + 1)))];
}
function digestPath(path, room) {
	try {
		const stat = (0, node_fs.lstatSync)(path, { throwIfNoEntry: false });
		if (stat === void 0 || --room.files < 0) return null;
		if (stat.isSymbolicLink()) return sha256(`link ${(0, node_fs.readlinkSync)(path)}`);
		if (stat.isFile()) return digestFile(path, room);
		return stat.isDirectory() ? digestFolder(path, room) : null;
	} catch {
		return null;
	}
}
function digestFolder(path, room) {
	const names = (0, node_fs.readdirSync)(path).filter((name) => !NOT_SETTINGS.has(name));
	const lines = [];
	for (const name of names.sort()) {
		const digest = digestPath((0, node_path.join)(path, name), room);
		if (digest === null) return null;
		lines.push(`${digest} ${name}\0`);
	}
	return lines.length === 0 ? null : sha256(lines.join(""));
}
function digestFile(path, room) {
	return require_action_post_help_run_steps.withPlainFile(path, (file, size) => {
		room.bytes -= size;
		return room.bytes < 0 ? null : sha256((0, node_fs.readFileSync)(file));
	});
}
function sha256(content) {
	return (0, node_crypto.hash)("sha256", content, "hex");
}
// src/usage/prices/model-price.ts
const RATES = [
	"fast",
	"priority",
	"flex",
	"batch",
	"us"
];
function costOf(share, price) {
	const { input, cacheRead, cacheWrite, hourWrite, output, rate, turns } = share;
	const calls = share.calls ?? turns;
	const factor = rate == null ? 1 : factorOf(price, rate);
	const counts = [
		input,
		cacheRead ?? 0,
		cacheWrite ?? 0,
		hourWrite ?? 0,
		output
	];
	if (factor === void 0 || !counts.every(Number.isSafeInteger)) return null;
	const [fresh = 0, read = 0, written = 0, kept = 0, made = 0] = counts.map((count) => count ?? 0);
	const prompt = fresh + read + written;
	const above = price.above ?? [];
	const longer = above.filter(({ prompt_tokens }) => prompt / (calls || 1) > prompt_tokens).at(-1);
	const prices = fill(longer ?? price, factor);
	const hour = Math.min(kept, written);
	const sum = fresh * prices.input + read * prices.cache_read + (written - hour) * prices.cache_write + hour * prices.cache_write_1h + made * prices.output;
	const isAverage = calls !== 0 && calls !== 1 && above.some(({ prompt_tokens }) => prompt > prompt_tokens);
	return {
		usd: sum / 1e6,
		isAverage,
		prices,
		above: longer?.prompt_tokens ?? null
	};
}
function validPrice(prices, at) {
	return (Array.isArray(prices) ? prices : [prices]).findLast(({ since }) => since === void 0 || Date.parse(since) <= at.getTime());
}
function factorOf(price, rate) {
	return rate.split("+").map((name) => RATES.find((one) => one === name)).map((one) => one && price[one]).reduce((all, factor) => all === void 0 || factor === void 0 ? void 0 : all * factor, 1);
}
function fill({ input, output, cache_read, cache_write, cache_write_1h }, factor) {
	const write = cache_write ?? input;
	return {
		input: input * factor,
		cache_read: (cache_read ?? input) * factor,
		cache_write: write * factor,
		cache_write_1h: (cache_write_1h ?? write) * factor,
		output: output * factor
	};
}
// src/usage/prices/own-prices.ts
const MAX_BYTES = 1048576;
const HOW = "Give each model its input and output in USD per million tokens, such as kimi-k2.5: {input: 0.6, output: 3}";
const FILES = ["prices.yml", "prices.yaml"];
const PRICES = [
	"input",
	"output",
	"cache_read",
	"cache_write",
	"cache_write_1h"
];
const KEYS = [
	...PRICES,
	...RATES,
	"above",
	"since"
];
const LOWEST_USD = 5e-4;
async function readOwnPrices({ text, folder, home, what }) {
	if (text === null) {
		const path = FILES.map((name) => (0, node_path.join)(home, name)).find(node_fs.existsSync);
		return path === void 0 ? {} : await parsePrices(readText(path, require_action_post_help_run_steps.quote(path)), path);
	}
	if (!require_action_post_help_run_steps.looksLikePath(text)) return await parsePrices(text, what);
	const name = require_action_post_help_run_steps.quote(text.trim());
	return await parsePrices(readText((0, node_path.resolve)(folder, text.trim()), `${what} is ${name}, which`), `${what} (${name})`);
}
async function parsePrices(text, where) {
	const { parse } = await Promise.resolve().then(() => require_rolldown_runtime.__toESM(require("./dist4.js").default, 1));
	let document;
	try {
		document = parse(text, { maxAliasCount: 0 });
	} catch (error) {
		throw require_action_post_help_run_steps.badInput(`${where} is neither JSON nor YAML. ${HOW}.`, { cause: error });
	}
	const models = require_action_help_run_steps.asObject(document ?? {});
	if (models === void 0) throw require_action_post_help_run_steps.badInput(`${where} is no list of models. ${HOW}.`);
	const prices = Object.entries(models).map(([model, value]) => {
		const rows = Array.isArray(value) ? require_action_help_run_steps.asArray(value) : [value];
		return [model.toLowerCase(), rows.map((row) => toPrice(row, `${where}: ${require_action_post_help_run_steps.quote(model)}`))];
	});
	return Object.fromEntries(prices);
}
function toPrice(value, where) {
	const row = readRow(value, KEYS, where);
	const { since } = row;
	const day = since instanceof Date ? since.toISOString() : since;
	if (day !== void 0 && (typeof day !== "string" || Number.isNaN(Date.parse(day)))) throw refusal(`${where} has a "since" that is no day`);
	const above = require_action_help_run_steps.asArray(row.above).map((value) => {
		const tier = readRow(value, [...PRICES, "prompt_tokens"], where);
		if (typeof tier.prompt_tokens !== "number") throw refusal(`${where} has an "above" without "prompt_tokens"`);
		return {
			prompt_tokens: tier.prompt_tokens,
			...readPrices$1(tier, where)
		};
	});
	return {
		...readPrices$1(row, where),
		...pick(row, RATES, where),
		...above.length === 0 ? {} : { above: above.sort((a, b) => a.prompt_tokens - b.prompt_tokens) },
		...day === void 0 ? {} : { since: day }
	};
}
function readRow(value, keys, where) {
	const row = require_action_help_run_steps.asObject(value);
	const other = Object.keys(row ?? {}).find((key) => !keys.includes(key));
	if (other !== void 0) throw refusal(`${where} has ${require_action_post_help_run_steps.quote(other)}, which is none of ${keys.join(", ")}`);
	if (row?.input === void 0 || row.output === void 0) throw refusal(`${where} lacks its input or output`);
	return row;
}
function readPrices$1(row, where) {
	const { input = 0, output = 0, ...others } = pick(row, PRICES, where);
	const low = [input, output].find((price) => price > 0 && price < LOWEST_USD);
	if (low !== void 0) throw refusal(`${where} has the price ${low}, which looks like that of one token: write ${Number((low * 1e6).toPrecision(6))}`);
	return {
		input,
		output,
		...others
	};
}
function pick(row, keys, where) {
	const given = keys.flatMap((key) => {
		const value = row[key];
		if (value === void 0) return [];
		if (typeof value === "number" && Number.isFinite(value) && value >= 0) return [[key, value]];
		throw refusal(`${where} has ${JSON.stringify(value)} as its ${key}, which is no number from 0`);
	});
	return Object.fromEntries(given);
}
function refusal(problem) {
	return require_action_post_help_run_steps.badInput(`${problem}. ${HOW}.`);
}
function readText(path, which) {
	const content = require_action_post_help_run_steps.readRegularFile(path, MAX_BYTES);
	if (content !== null) return content.toString("utf8");
	throw refusal(`${which} is no file of at most 1 MB that can be read`);
}
// src/domain/commit-message.ts
const PLACEHOLDERS = [
	"step-id",
	"step-uid",
	"agent",
	"branch",
	"prompt"
];
const PLACE = /\{\{[a-z-]+\}\}|\{([a-z-]+)\}/g;
const SUBJECT_LENGTH = 72;
function checkCommitTemplate(template, what) {
	for (const match of template.matchAll(PLACE)) if (match[1] !== void 0 && !PLACEHOLDERS.some((name) => name === match[1])) throw require_action_post_help_run_steps.badInput(`${what} has ${require_action_post_help_run_steps.quote(match[0])}, which stands for nothing. Use ${PLACEHOLDERS.map((name) => `{${name}}`).join(", ")}.`);
	return template;
}
function commitMessage(template, facts) {
	const values = {
		"step-id": facts.stepId === null ? facts.stepUid : String(facts.stepId),
		"step-uid": facts.stepUid,
		agent: facts.agent ?? "agent",
		branch: facts.branch ?? "",
		prompt: firstLine(facts.prompt ?? "")
	};
	const text = template === null ? defaultSubject(facts) : template.replace(PLACE, (whole, name) => name === void 0 ? whole.slice(1, -1) : name in values ? values[name] : whole);
	const trailers = [`Laforge-Step-Uid: ${facts.stepUid}`, ...facts.stepId === null ? [] : [`Laforge-Step: ${facts.stepId}`]];
	const body = text.replaceAll("\0", "").trim() || defaultSubject(facts);
	const lastParagraph = body.includes("\n\n") ? body.split("\n\n").at(-1) ?? "" : "";
	return `${body}${lastParagraph !== "" && lastParagraph.split("\n").every((line) => /^[A-Za-z0-9-]+: /.test(line)) ? "\n" : "\n\n"}${trailers.join("\n")}\n`;
}
function parseIdentity(text, what) {
	const match = /^([^<>\r\n\0]*[^<>\s\0])\s*<([^<>\s\0]+)>$/.exec(text.trim());
	if (match?.[1] === void 0 || match[2] === void 0) throw require_action_post_help_run_steps.badInput(`${what} is ${require_action_post_help_run_steps.quote(text)}, which is no author. Write it as "Name <mail@example.com>".`);
	return {
		name: match[1].trim(),
		email: match[2]
	};
}
function defaultSubject(facts) {
	const prompt = firstLine(facts.prompt ?? "");
	if (prompt !== "") return prompt;
	return `Work of ${facts.agent ?? "the agent"}${facts.stepId === null ? "" : ` in step ${facts.stepId}`}`;
}
function firstLine(text) {
	const chars = [...(text.split(/[\r\n]/).find((candidate) => candidate.trim() !== "") ?? "").trim()];
	return chars.length > SUBJECT_LENGTH ? `${chars.slice(0, 71).join("")}\u2026` : chars.join("");
}
// src/domain/ports/agent.ts
const ON_FAILURE = ["rollback", "keep"];
// src/usage/follow-run.ts
const TELEMETRY = ["none", "auto"];
const MOST_MS = 6e4;
const MOST_MS_CANCELLED = 1e3;
const NOTHING$2 = {
	costUsd: null,
	tokens: null
};
const LOOK_MS = 1e3;
const REST = 10;
function followUsage(reader, usageFile, { before, prices, redact, isLate = false, telemetry = "none", onCalls } = {}) {
	const callWitness = async (place) => {
		const { startWitness } = await Promise.resolve().then(() => require("./witness.js"));
		return await startWitness({
			...place,
			folder: (0, node_path.dirname)(usageFile)
		});
	};
	let followed;
	const begin = async ({ env, cwd, logFile }, command) => {
		const watch = await reader.begin({
			command,
			home: env.HOME ?? (0, node_os.homedir)(),
			cwd,
			env,
			before,
			prices,
			redact,
			callWitness: telemetry === "none" || isLate ? void 0 : callWitness
		});
		followed = {
			watch,
			logFile,
			startTime: Date.now()
		};
		return watch;
	};
	return {
		isRead: reader.reads,
		watch: async (launch, command) => {
			const { observe, variables } = await begin(launch, command);
			return {
				...launch,
				env: {
					...launch.env,
					...variables
				},
				observe
			};
		},
		replay: async (place, command) => {
			const { observe } = await begin(place, command);
			await showLog(place.logFile, observe);
		},
		until: async (enough, ended) => {
			while (followed !== void 0 && !ended.aborted) {
				const { watch, logFile, startTime } = followed;
				const began = performance.now();
				const spent = await watch.read({
					usageFile,
					logFile,
					exitCode: null,
					isRunning: true,
					startTime,
					endTime: Date.now()
				}).then(({ usage }) => require_action_run_steps.usageToSpent(usage)).catch(() => NOTHING$2);
				if (!ended.aborted && enough(spent)) return spent;
				const rest = REST * (performance.now() - began);
				await (0, node_timers_promises.setTimeout)(rest, void 0, { signal: ended }).catch(() => {});
				await waitForNews(watch, LOOK_MS - rest, ended);
			}
			return null;
		},
		read: async ({ ending, exitCode, startTime, endTime }) => {
			if (followed === void 0) return {
				usage: require_action_help_run_steps.UNKNOWN_USAGE,
				config: {}
			};
			const { watch, logFile } = followed;
			const times = {
				startTime: Date.parse(startTime),
				endTime: endTime === null ? Date.now() : Date.parse(endTime)
			};
			const limitMs = ending === "cancelled" && !isLate ? MOST_MS_CANCELLED : MOST_MS;
			const unread = {
				usage: {
					...require_action_help_run_steps.UNKNOWN_USAGE,
					reason: "its records could not be read in time"
				},
				config: {}
			};
			const reading = watch.read({
				usageFile,
				logFile,
				exitCode,
				...times
			});
			const { timedCalls = [], ...report } = await require_action_run_steps.settleWithin(reading, limitMs, () => unread);
			onCalls?.(timedCalls);
			return report;
		}
	};
}
async function waitForNews(watch, mostMs, ended) {
	const over = new AbortController();
	const signal = AbortSignal.any([over.signal, ended]);
	const timer = (0, node_timers_promises.setTimeout)(Math.max(0, mostMs), void 0, { signal });
	await Promise.race(watch.news === void 0 ? [timer] : [watch.news(signal), timer]).catch(() => {});
	over.abort();
}
async function showLog(logFile, observe) {
	const end = performance.now() + MOST_MS;
	try {
		for await (const chunk of (0, node_fs.createReadStream)(logFile)) {
			observe(chunk, "stdout");
			if (performance.now() > end) return;
		}
	} catch {}
}
// src/usage/registry.ts
const READERS = [
	readerOf("auto", {
		agents: AGENTS,
		isChosen: false,
		withLines: true
	}),
	{
		name: "none",
		reads: false,
		begin: async () => WATCHES_NOTHING
	},
	{
		name: "usage-file",
		reads: true,
		begin: async (place) => withUsageFile(place, WATCHES_NOTHING)
	},
	readerOf("laforge-lines", {
		agents: [],
		isChosen: false,
		withLines: true
	}),
	...AGENTS.map((agent) => readerOf(agent.name, {
		agents: [agent],
		isChosen: true,
		withLines: false
	}))
];
function readerOf(name, wanted) {
	return {
		name,
		reads: true,
		begin: async (place) => withUsageFile(place, await watchRun(wanted, place))
	};
}
function chooseUsageReader(agent, what) {
	const chosen = READERS.find((reader) => reader.name === agent);
	if (chosen === void 0) {
		const names = READERS.map((reader) => reader.name).join(", ");
		throw require_action_post_help_run_steps.badInput(`${what} is ${require_action_post_help_run_steps.quote(agent)}. Use one of: ${names}.`);
	}
	return chosen;
}
function withUsageFile(place, watch) {
	return {
		...watch,
		read: async (run) => {
			const { usage: written, notes: ofFile } = await readWritten(run, place);
			const { usage, notes: ofLines, ...rest } = await watch.read(run);
			const notes = [...ofFile ?? [], ...ofLines ?? []];
			if (written.state === "unknown") return {
				usage,
				...rest,
				notes
			};
			return {
				usage: usage.verdict == null ? written : {
					...written,
					verdict: usage.verdict
				},
				...rest,
				notes
			};
		}
	};
}
async function readWritten(run, { prices = {}, redact = (text) => text }) {
	if (!(0, node_fs.existsSync)(run.usageFile)) return { usage: require_action_help_run_steps.UNKNOWN_USAGE };
	const [{ readUsageFile, unknownKeySentences }, { toTokenUsage }, { doubtOfKilled, withDoubt }] = [
		await Promise.resolve().then(() => require("./told-records.js")),
		await Promise.resolve().then(() => require("./token-usage.js")),
		await Promise.resolve().then(() => require("./call-findings.js")).then((n) => n.call_findings_exports)
	];
	const { findings, unknownKeys } = await readUsageFile(run.usageFile);
	const notes = unknownKeySentences(unknownKeys, redact);
	if (findings === null) return {
		usage: require_action_help_run_steps.UNKNOWN_USAGE,
		notes
	};
	return {
		usage: await toTokenUsage([{
			agent: null,
			findings: withDoubt(findings, doubtOfKilled(run))
		}], run, prices),
		notes
	};
}
const WATCHES_NOTHING = {
	observe: () => {},
	read: async () => ({
		usage: require_action_help_run_steps.UNKNOWN_USAGE,
		config: {}
	})
};
async function watchRun(wanted, place) {
	const command = await readCommand(place.command, place.cwd, place.env);
	const isNamed = ({ command: { names } }) => command.commands.some((one) => namesOneOf(one.names, names));
	const begin = async () => {
		try {
			const { watchAgents } = await Promise.resolve().then(() => require("./watch-agents.js"));
			return await watchAgents(wanted, place, command);
		} catch {
			return WATCHES_NOTHING;
		}
	};
	return wanted.isChosen || wanted.agents.some(isNamed) ? await begin() : watchWhenNeeded(begin, command.isPlain);
}
function watchWhenNeeded(begin, isPlain) {
	let watch;
	let beginning;
	const waiting = [];
	const beginOnce = () => {
		beginning ??= begin().then((begun) => {
			for (const [chunk, stream] of waiting.splice(0)) begun.observe(chunk, stream);
			watch = begun;
			return begun;
		});
		return beginning;
	};
	const current = async () => isPlain && beginning === void 0 ? WATCHES_NOTHING : await beginOnce();
	return {
		observe: (chunk, stream) => {
			if (watch !== void 0) return watch.observe(chunk, stream);
			waiting.push([chunk, stream]);
			beginOnce();
		},
		read: async (run) => (await current()).read(run)
	};
}
// src/app/step-options.ts
function nameInTemplate({ name }, option) {
	return `${option} of the template ${require_action_post_help_run_steps.quote(name)}`;
}
const CHECK_TIMEOUT_MS = 18e5;
function readStepOptions(given) {
	const { text, nameOf } = given;
	const read = (name, parse) => {
		const value = text(name);
		return value === null ? null : parse(value, nameOf(name));
	};
	const word = (name, words, usual) => read(name, (value, what) => require_action_run_steps.parseWord(value, words, what)) ?? usual;
	const flag = (name, usual) => read(name, require_action_run_steps.parseFlag) ?? usual;
	const file = (name) => read(name, (value, what) => ({
		text: value,
		folder: given.folder,
		what
	}));
	const options = require_action_run_steps.readAll({
		command: given.command,
		directory: () => given.directory,
		branch: () => read("branch", require_action_run_steps.parseBranch),
		usageReader: () => chooseUsageReader(text("agent") ?? "auto", nameOf("agent")),
		telemetry: () => word("telemetry", TELEMETRY, "auto"),
		prices: () => file("prices"),
		agentConfig: () => file("agent-config"),
		prompt: () => text("prompt"),
		recordsPrompt: () => flag("record-prompt", true),
		timeoutMs: () => read("timeout-minutes", require_action_run_steps.parseMinutes),
		limits: () => require_action_run_steps.toLimits(require_action_run_steps.readAll({
			max_cost_usd: () => read("max-cost-usd", require_action_run_steps.parseUsd),
			max_tokens: () => read("max-tokens", require_action_run_steps.parseTokens),
			budgets: () => read("budget", require_action_run_steps.parseBudgets) ?? [],
			budget_unknown: () => word("budget-unknown", ["warn", "stop"], "warn")
		})),
		labels: () => read("labels", require_action_run_steps.parseLabels),
		check: () => {
			const { script, ...rest } = require_action_run_steps.readAll({
				script: () => read("check", checkScript),
				timeoutMs: () => read("check-timeout-minutes", require_action_run_steps.parseMinutes) ?? 18e5,
				onFailure: () => word("on-failure", ON_FAILURE, "rollback"),
				before: () => flag("check-before", false)
			});
			if (script === null && rest.before) throw require_action_post_help_run_steps.badInput(`${nameOf("check-before")} is "true", and there is no check. Add a check, or leave it out.`);
			return script === null ? null : {
				script,
				shell: given.shell(),
				...rest
			};
		},
		commit: () => word("commit", ["auto", "none"], "auto"),
		commitMessage: () => read("commit-message", checkCommitTemplate),
		commitAuthor: () => read("commit-author", parseIdentity),
		signing: () => {
			const signing = word("commit-signing", [
				"none",
				"ssh",
				"api"
			], "none");
			const key = readSigningKey(signing, file("ssh-signing-key"), nameOf);
			if (signing !== "api") return key;
			if (given.hasCommitHost === true && text("push") !== "none") return { kind: "host" };
			const [why, advice] = given.hasCommitHost === true ? ["the host makes such commits in the repository, where nothing may be pushed", "Leave push out, or use ssh"] : ["only the action has the token of a job", "Use ssh"];
			throw require_action_post_help_run_steps.badInput(`${nameOf("commit-signing")} is "api", and ${why}. ${advice}.`);
		},
		push: () => word("push", ["auto", "none"], given.defaultPush),
		envAllow: () => read("env-allow", (value, what) => checkEnvAllow(require_action_run_steps.splitNames(value), what)),
		continueOnAgentError: () => flag("continue-on-agent-error", false),
		requireRecord: () => flag("require-record", false),
		template: () => given.template ?? null,
		nameInTemplate: () => (name) => {
			const named = given.template == null ? null : nameInTemplate(given.template, name);
			return named === nameOf(name) ? named : null;
		}
	});
	checkPrompt(options, nameOf("prompt"));
	return options;
}
function checkPrompt({ prompt, command }, what) {
	const why = prompt === null ? null : whyNoVariable(prompt);
	const words = [wordsOf(command)].flat().join("\n");
	if (why === null || !words.includes("LAFORGE_PROMPT") || words.includes("LAFORGE_PROMPT_FILE")) return;
	throw require_action_post_help_run_steps.badInput(`${what} ${why}, so LAFORGE_PROMPT, which the command uses, would be empty. Let the command read it from the file, as in: my-agent < "\$LAFORGE_PROMPT_FILE".`);
}
function readSigningKey(signing, key, nameOf) {
	if (signing !== "ssh") {
		if (key === null) return null;
		const message = `${key.what} is given, and ${nameOf("commit-signing")} is not "ssh". Use ssh, or leave the key out.`;
		throw require_action_post_help_run_steps.badInput(message);
	}
	if (key === null) {
		const message = `${nameOf("commit-signing")} is "ssh" without a key. Give ${nameOf("ssh-signing-key")} a private key, or its file.`;
		throw require_action_post_help_run_steps.badInput(message);
	}
	if (key.text.includes("PRIVATE KEY-----")) return {
		kind: "text",
		text: key.text
	};
	const path = (0, node_path.resolve)(key.folder, key.text);
	if (require_action_post_help_run_steps.readStart(path, 1) !== null) return {
		kind: "file",
		path
	};
	throw require_action_post_help_run_steps.badInput(`${key.what} is neither a private key nor a file that can be read. Give one of them.`);
}
function checkScript(script, what) {
	if (script.trim() !== "") return script;
	throw require_action_post_help_run_steps.badInput(`${what} is empty. Give it a shell script such as "npm test", or leave it out.`);
}
function defaultShell(what) {
	return parseShell(process.platform === "win32" ? "cmd" : "sh", what);
}
function wordsOf(command) {
	return command.kind === "script" ? command.text : command.argv;
}
// src/app/describe-step.ts
async function describeStep(options, env, tokens = []) {
	const { command, directory, recordsPrompt } = options;
	const asked = options.prompt ?? await findPromptArgument(wordsOf(command), directory);
	const hidden = asked === null || recordsPrompt ? [] : spellingsOf(asked);
	const secrets = [
		...tokens.filter((token) => token !== null),
		...secretsOf(env),
		...hidden
	];
	return {
		agentConfig: await describeAgent(options, redactText(toLine(command, hidden), secrets), secrets),
		prompt: asked === null ? null : recordPrompt(asked, {
			secrets,
			keepsText: recordsPrompt
		}),
		template: describeTemplate(options, secrets),
		secrets,
		prices: await readPrices(options, env)
	};
}
function describeTemplate({ template, recordsPrompt }, secrets) {
	if (template === null) return null;
	const { name, blob, inputs } = template;
	const toRecord = (value) => recordsPrompt ? redactText(value, secrets) : null;
	return {
		name,
		blob,
		inputs: Object.fromEntries(Object.entries(inputs).map(([key, value]) => [key, toRecord(value)]))
	};
}
function readPrices({ prices }, env) {
	return readOwnPrices({
		...prices ?? {
			text: null,
			folder: "",
			what: ""
		},
		home: require_action_run_steps.laforgeHome(env)
	});
}
async function describeAgent({ agentConfig }, command, secrets) {
	if (agentConfig === null) return {
		...require_action_help_run_steps.EMPTY_AGENT_CONFIG,
		command
	};
	const { readAgentConfig } = await Promise.resolve().then(() => require("./agent-config.js"));
	const given = await readAgentConfig({
		...agentConfig,
		secrets
	});
	return {
		...given,
		command: given.command ?? command
	};
}
function toLine(command, hidden) {
	if (command.kind === "script") return command.text;
	const { argv } = command;
	return require_action_run_steps.quoteForShell(hidden.length === 0 ? argv : argv.map((word) => redactText(word, hidden)));
}
function scriptDigest(command) {
	return (0, node_crypto.hash)("sha256", JSON.stringify(wordsOf(command)), "hex");
}
async function describeSetup(repository, { command, directory, envAllow, check }, env, secrets) {
	const [isGiven, isCommon] = [givenVariables(envAllow, env), commonVariables(env)];
	const { sha } = await repository.head();
	return {
		script_sha256: scriptDigest(command),
		shell: command.kind === "script" ? command.shell.name : null,
		directory: (0, node_path.relative)(repository.root, directory).split(node_path.sep).join("/") || ".",
		instructions: digestInstructions(repository.root, directory),
		platform: `${process.platform} ${process.arch}`,
		image: env.ImageOS ?? null,
		image_version: env.ImageVersion ?? null,
		env: Object.keys(env).filter((name) => env[name] !== void 0 && isGiven(name) && !isCommon(name)).sort(),
		submodules: sha === null ? [] : await repository.submodulesOf(sha).catch(() => []),
		...check === null ? {} : { check: redactText(check.script, secrets) }
	};
}
// src/telemetry/settings.ts
const PROTOCOLS = ["http/protobuf", "http/json"];
const NONE$1 = {
	settings: null,
	problem: null
};
function readTelemetrySettings(given, env) {
	const { nameOf } = given;
	const base = given.endpoint === null ? null : parseUrl(given.endpoint);
	if (given.endpoint !== null && base === null) {
		const what = `${nameOf("otlp-endpoint")} is ${require_action_post_help_run_steps.quote(given.endpoint)}`;
		throw require_action_post_help_run_steps.badInput(`${what}. Use an address such as https://otel.example.com:4318.`);
	}
	const protocol = given.protocol === null ? null : require_action_run_steps.parseWord(given.protocol, PROTOCOLS, nameOf("otlp-protocol"));
	const headers = given.headers === null ? null : parsePairs(given.headers);
	if (given.headers !== null && headers === null) throw require_action_post_help_run_steps.badInput(`${nameOf("otlp-headers")} has no name=value. Write name=value,name2=value2.`);
	if (env.OTEL_SDK_DISABLED?.trim().toLowerCase() === "true") return NONE$1;
	const variables = base === null ? env : {};
	const read = (signal) => {
		if (env[`OTEL_${signal}_EXPORTER`]?.trim() === "none") return null;
		const variable = (name) => variables[`OTEL_EXPORTER_OTLP_${signal}_${name}`] || variables[`OTEL_EXPORTER_OTLP_${name}`] || null;
		const own = variables[`OTEL_EXPORTER_OTLP_${signal}_ENDPOINT`] || null;
		const all = base === null ? env.OTEL_EXPORTER_OTLP_ENDPOINT || null : null;
		if (base === null && own === null && all === null) return null;
		const shared = base ?? (all === null ? null : parseUrl(all));
		const url = own === null ? shared && below(shared, `v1/${signal.toLowerCase()}`) : parseUrl(own);
		if (url === null) return `the endpoint ${require_action_post_help_run_steps.quote(own ?? all ?? "")} is not an http or https address`;
		const spoken = protocol ?? variable("PROTOCOL") ?? "http/protobuf";
		const known = PROTOCOLS.find((one) => one === spoken);
		if (known === void 0) return `OTEL_EXPORTER_OTLP_PROTOCOL is ${require_action_post_help_run_steps.quote(spoken)}. Use ${PROTOCOLS.join(" or ")}`;
		return {
			url,
			headers: headers ?? parsePairs(variable("HEADERS") ?? "") ?? {},
			protocol: known,
			isZipped: variable("COMPRESSION") === "gzip",
			certificate: variable("CERTIFICATE")
		};
	};
	const [traces, metrics] = [read("TRACES"), read("METRICS")];
	const problem = [traces, metrics].find((one) => typeof one === "string");
	if (typeof problem === "string") return {
		settings: null,
		problem: `No telemetry is sent: ${problem}.`
	};
	if (typeof traces === "string" || typeof metrics === "string" || traces === null && metrics === null) return NONE$1;
	const values = [traces, metrics].flatMap((one) => Object.values(one?.headers ?? {}));
	return {
		settings: {
			traces,
			metrics,
			temporality: env.OTEL_EXPORTER_OTLP_METRICS_TEMPORALITY_PREFERENCE?.toLowerCase() === "cumulative" ? "cumulative" : "delta",
			serviceName: env.OTEL_SERVICE_NAME || null,
			resource: parsePairs(env.OTEL_RESOURCE_ATTRIBUTES ?? "") ?? {},
			secrets: [...new Set(values.flatMap((value) => value.split(" ")))].filter(isSecret)
		},
		problem: null
	};
}
function readTelemetryVariables(env) {
	return readTelemetrySettings({
		endpoint: null,
		headers: null,
		protocol: null,
		nameOf: (name) => name
	}, env);
}
function parseUrl(text) {
	const url = URL.parse(text.trim());
	return url !== null && /^https?:$/.test(url.protocol) && url.hostname !== "" ? url : null;
}
function below(url, path) {
	const found = new URL(url);
	found.pathname = `${url.pathname.replace(/\/$/, "")}/${path}`;
	return found;
}
function parsePairs(text) {
	const pairs = text.split(/[,\n]/).map((pair) => pair.trim()).filter((pair) => pair !== "").map((pair) => /^([^=\s]+)\s*=\s*(.*)$/.exec(pair));
	const found = [];
	for (const [, name, value] of pairs.map((pair) => pair ?? [])) {
		if (name === void 0 || value === void 0) return null;
		found.push([decode(name), decode(value)]);
	}
	return Object.fromEntries(found);
}
function decode(text) {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}
function isSecret(value) {
	return value.length >= 8 && /\d/.test(value);
}
function readWebhook(url, secret) {
	if (url === null && secret === null) return null;
	if (url === null) throw require_action_post_help_run_steps.badInput("Input \"webhook-secret\" is given without \"webhook-url\". Give both, or neither.");
	const found = parseUrl(url);
	if (found !== null) return {
		url: found,
		secret
	};
	throw require_action_post_help_run_steps.badInput("Input \"webhook-url\" is not an address. Use one that begins with https://.");
}
// src/app/go-to-branch.ts
async function goToBranch(repository, branch, push, log) {
	const head = await repository.head();
	if (await repository.switchTo(branch) === "existing") return null;
	const from = head.sha === null ? "" : `, at ${require_action_post_help_run_steps.shortSha(head.sha)}${head.branch === null ? "" : ` of ${head.branch}`}`;
	const pushed = push === "none" ? "" : ", and the push of work makes it at the remote";
	const near = require_action_help_run_steps.nearNames(branch, [...await namesHere(repository)].filter((name) => name !== branch));
	const meant = near.length === 0 ? "" : ` Did you mean ${near.map(require_action_post_help_run_steps.quote).join(" or ")}?`;
	const sentence = `The branch ${require_action_post_help_run_steps.quote(branch)} is new: it begins here${from}${pushed}.${meant}`;
	if (near.length === 0) log.notice(sentence);
	else log.warn(sentence);
	return head;
}
async function namesHere(repository) {
	const own = [...(await repository.localRefs(require_action_run_steps.HEADS)).keys()].map((ref) => ref.slice(require_action_run_steps.HEADS.length));
	const followed = [...(await repository.localRefs(REMOTES)).keys()].map((ref) => ref.slice(REMOTES.length));
	return new Set([...own, ...followed.map((name) => name.slice(name.indexOf("/") + 1))]);
}
const REMOTES = "refs/remotes/";
// src/domain/workplace.ts
const PULL_REQUEST_BRANCH = "pull-request";
const ANYBODYS = /^(?:issue.*|discussion.*|pull_request_(?:target|comment)|workflow_run|watch|fork|gollum|wiki|check_(?:run|suite)|status)$/;
const REVIEWS = /^pull_request_(?:review.*|approved|rejected)$/;
const FORK_EVENTS = /^pull_request(?!_target$|_comment$)/;
function needsWriteCheck(context) {
	const { event } = context.run;
	return isAnybodys(event) || event !== null && REVIEWS.test(event) && !isForkRun(context);
}
function isAnybodys(event) {
	return event !== null && ANYBODYS.test(event);
}
function isForkRun(context) {
	const { event, pull_request: pullRequest } = context.run;
	if (event === null || pullRequest === null || !FORK_EVENTS.test(event)) return false;
	return !isHeadIn(pullRequest, context.repository);
}
function needsPullRequestHead(context) {
	return context.run.pull_request !== null && context.run.pull_request.head_ref === null;
}
function headBranch(pullRequest, repository) {
	const { head_ref: headRef, head_repository: headRepository } = pullRequest;
	if (headRef === null || isHeadIn(pullRequest, repository)) return headRef;
	return `${headRepository?.split("/")[0] ?? "unknown"}:${headRef}`;
}
function withPullRequest(context, found) {
	const pullRequest = {
		number: found.number,
		head_ref: found.headRef,
		head_sha: found.headSha,
		head_repository: found.headRepository,
		base_ref: found.baseRef,
		merge_sha: context.run.pull_request?.merge_sha ?? null
	};
	return {
		...context,
		run: {
			...context.run,
			pull_request: pullRequest
		}
	};
}
function decideWorkplace(request) {
	const { head, requestedBranch, push } = request;
	if (requestedBranch === PULL_REQUEST_BRANCH) return pullRequestHead(request);
	if (requestedBranch !== null) return go(requestedBranch, requestedBranch);
	const stay = go(null, head.branch ?? detachedBranch(request));
	if (push === "none") return stay;
	refuseWrongBranch(request);
	const warning = head.branch === null ? detachedWarning(request) : null;
	return warning === null ? stay : {
		...stay,
		warnings: [warning]
	};
}
function pullRequestHead(request) {
	const { pull_request: pullRequest, event } = request.context.run;
	if (pullRequest === null) throw require_action_run_steps.notStarted.ofNoPullRequest(event);
	const { number, head_ref: headRef, head_repository: repository } = pullRequest;
	if (headRef === null) throw require_action_run_steps.notStarted.headUnknown(number);
	if (!isOwnHead(request, pullRequest)) throw require_action_run_steps.notStarted.headInFork(number, repository);
	return go(headRef, headRef);
}
function refuseWrongBranch(request) {
	const { context, head } = request;
	const { pull_request: pullRequest, event } = context.run;
	const { branch } = head;
	const isOwn = pullRequest !== null && isOwnHead(request, pullRequest);
	const choices = {
		branch,
		pullRequest: pullRequest !== null && (pullRequest.head_ref === null || isOwn)
	};
	if (branch === null) {
		if (isAnybodys(event) && head.sha !== null && head.sha === context.sha && head.sha !== pullRequest?.head_sha) throw require_action_run_steps.notStarted.defaultBranch(event, choices);
		return;
	}
	if (pullRequest !== null && !(isOwn && pullRequest.head_ref === branch)) {
		const name = pullRequest.head_ref === null ? null : headName(request, pullRequest);
		throw require_action_run_steps.notStarted.otherThanHead(pullRequest.number, name, choices);
	}
	const isDefault = branch === (context.defaultBranch ?? context.refName);
	if (isAnybodys(event) && isDefault) throw require_action_run_steps.notStarted.defaultBranch(event, choices);
}
function detachedBranch(request) {
	const { pull_request: pullRequest } = request.context.run;
	return pullRequest === null || pullRequest.head_ref === null ? null : headName(request, pullRequest);
}
function headName({ context, remoteRepository }, pullRequest) {
	return headBranch(pullRequest, remoteRepository ?? context.repository) ?? "";
}
function detachedWarning(request) {
	const { context } = request;
	const { pull_request: pullRequest, event } = context.run;
	if (isForkRun(context)) return null;
	if (pullRequest === null || pullRequest.head_ref === null) return "HEAD is detached and stands for no branch, so the work will be pinned, not pushed. Check out a branch, or write \"branch: NAME\".";
	if (!isOwnHead(request, pullRequest)) return `The head of pull request #${pullRequest.number} is in a fork, so the work will be pinned, not pushed.`;
	const what = /^refs\/pull\/\d+\/merge$/.test(context.ref ?? "") ? `the merge of pull request #${pullRequest.number}` : "detached";
	const ref = event === "pull_request" || event === "pull_request_target" ? `"with: ref: \${{ github.head_ref }}" at actions/checkout` : `"branch: ${PULL_REQUEST_BRANCH}"`;
	return `HEAD is ${what}, so the work will be pinned, not pushed to ${require_action_post_help_run_steps.quote(pullRequest.head_ref)}. To have it pushed, write ${ref}.`;
}
function isOwnHead({ context, remoteRepository }, pullRequest) {
	return isHeadIn(pullRequest, remoteRepository ?? context.repository);
}
function isHeadIn(pullRequest, repository) {
	return repository !== null && pullRequest.head_repository?.toLowerCase() === repository.toLowerCase();
}
function go(switchTo, branchToRecord) {
	return {
		switchTo,
		branchToRecord,
		warnings: []
	};
}
// src/github/run-context.ts
function readRunContext(env, eventJson) {
	const isInJob = env.GITHUB_ACTIONS?.trim() === "true" || Boolean(env.GITHUB_RUN_ID?.trim());
	const get = (name) => isInJob && env[name]?.trim() || null;
	const event = parseEvent(isInJob ? eventJson : null, readRepository(get("GITHUB_REPOSITORY")));
	const names = {
		server: get("GITHUB_SERVER_URL")?.replace(/\/+$/, "") ?? null,
		repository: readRepository(get("GITHUB_REPOSITORY")),
		ref: get("GITHUB_REF"),
		sha: get("GITHUB_SHA"),
		runId: get("ACT") === "true" ? null : get("GITHUB_RUN_ID")
	};
	const actor = get("GITHUB_ACTOR");
	const id = get("GITHUB_REPOSITORY_ID") ?? event.repositoryId;
	const repositoryId = id !== null && /^[1-9]\d{0,18}$/.test(id) ? id : null;
	const attempt = Number(get("GITHUB_RUN_ATTEMPT") ?? NaN);
	return {
		run: {
			ci: isInJob ? forgeOf(env).toLowerCase() : "local",
			workflow: get("GITHUB_WORKFLOW"),
			run_id: names.runId,
			attempt: Number.isSafeInteger(attempt) && attempt > 0 ? attempt : null,
			job: get("GITHUB_JOB"),
			job_backend_id: readJobBackendId(get("ACTIONS_RUNTIME_TOKEN")),
			actor,
			event: get("GITHUB_EVENT_NAME"),
			url: runUrl(names),
			pull_request: readPullRequest(event, names),
			...event.commentId === null ? {} : { comment_id: event.commentId },
			...repositoryId === null ? {} : { repository_id: repositoryId }
		},
		serverUrl: names.server,
		apiUrl: get("GITHUB_API_URL")?.replace(/\/+$/, "") ?? null,
		repository: names.repository,
		ref: names.ref,
		refName: get("GITHUB_REF_NAME"),
		sha: names.sha,
		defaultBranch: event.defaultBranch,
		triggeringActor: get("GITHUB_TRIGGERING_ACTOR") ?? actor,
		initiator: event.before.actor ?? actor
	};
}
function readJobBackendId(token) {
	const payload = token?.split(".")[1];
	if (payload === void 0 || !/^[A-Za-z0-9_-]+$/.test(payload)) return null;
	const scopes = require_action_help_run_steps.dig(require_action_help_run_steps.parseJson(Buffer.from(payload, "base64url").toString("utf8")), "scp");
	if (typeof scopes !== "string") return null;
	const scope = scopes.split(" ").find((each) => each.startsWith("Actions.Results:"));
	return /^Actions\.Results:[\w-]{1,100}:([\w-]{1,100})$/.exec(scope ?? "")?.[1] ?? null;
}
function readRepository(text) {
	return text !== null && /^[^/\s]+\/[^/\s]+$/.test(text) ? text : null;
}
function readPullRequest({ pullRequest, commentedOn, mergeGroupRef, before }, names) {
	if (pullRequest !== null) return names.ref === `refs/pull/${pullRequest.number}/merge` ? {
		...pullRequest,
		merge_sha: names.sha
	} : pullRequest;
	if (commentedOn !== null) return numberOnly(commentedOn);
	const [only, ...others] = before.pullRequests;
	if (only !== void 0 && others.length === 0) return {
		...only,
		head_repository: before.headRepository,
		merge_sha: null
	};
	const queued = /\/pr-([1-9]\d{0,9})-[0-9a-f]+$/.exec(mergeGroupRef ?? "");
	return queued === null ? null : numberOnly(Number(queued[1]));
}
function numberOnly(pullRequestNumber) {
	return {
		number: pullRequestNumber,
		head_ref: null,
		head_sha: null,
		head_repository: null,
		base_ref: null,
		merge_sha: null
	};
}
function runUrl({ server, repository: name, runId }) {
	return server === null || name === null || runId === null ? null : `${server}/${name}/actions/runs/${runId}`;
}
// src/agent/run-folder.ts
async function createRunFolder(parent, prompt) {
	const folder = runFolderAt((0, node_fs.mkdtempSync)((0, node_path.join)(parent, "laforge-")), prompt !== null);
	if (prompt !== null && folder.promptFile !== null) (0, node_fs.writeFileSync)(folder.promptFile, prompt, {
		flag: "wx",
		mode: 384
	});
	return folder;
}
function runFolderAt(path, hasPrompt) {
	return {
		path,
		logFile: (0, node_path.join)(path, "agent.log"),
		checkLogFile: (0, node_path.join)(path, "check.log"),
		usageFile: (0, node_path.join)(path, "usage.json"),
		promptFile: hasPrompt ? (0, node_path.join)(path, "prompt.txt") : null
	};
}
// src/telemetry/trace-context.ts
const TRACEPARENT = /^(?!ff)[0-9a-f]{2}-((?!0{32})[0-9a-f]{32})-((?!0{16})[0-9a-f]{16})-([0-9a-f]{2})(?:-.*)?$/;
function parseTraceparent(text) {
	const [, traceId, spanId, flags] = TRACEPARENT.exec(text ?? "") ?? [];
	if (traceId === void 0 || spanId === void 0 || flags === void 0) return null;
	return {
		trace_id: traceId,
		parent_span_id: spanId,
		flags
	};
}
function toTraceparent({ traceId, spanId }, flags) {
	return `00-${traceId}-${spanId}-${flags}`;
}
function githubTrace({ run_id: id, attempt }, checkRunId) {
	if (id === null || attempt === null || !/^[1-9]\d*$/.test(id)) return null;
	const isKnown = checkRunId !== null && /^[1-9]\d*$/.test(checkRunId);
	return {
		trace_id: (0, node_crypto.hash)("sha256", `${id}${attempt}t`).slice(0, 32),
		parent_span_id: (0, node_crypto.hash)("sha256", isKnown ? `${checkRunId}-j` : `${id}${attempt}s`).slice(16, 32)
	};
}
function findTrace(run, env, checkRunId) {
	const given = parseTraceparent(env.TRACEPARENT);
	if (given !== null) return {
		trace_id: given.trace_id,
		parent_span_id: given.parent_span_id
	};
	return run.ci === "github" ? githubTrace(run, checkRunId) : null;
}
function traceOf({ run, uid }) {
	return run?.trace ?? {
		trace_id: uid.replaceAll("-", ""),
		parent_span_id: null
	};
}
function spanOf(record, part) {
	return {
		traceId: traceOf(record).trace_id,
		spanId: (0, node_crypto.hash)("sha256", `${record.uid} ${part}`).slice(0, 16)
	};
}
// src/usecases/warn-on-failure.ts
async function warnOnFailure(warn, effect) {
	try {
		return await effect();
	} catch (error) {
		warn(require_action_post_help_run_steps.describeError(error));
		return;
	}
}
function sayOnce(warn) {
	const said = [];
	return (message) => {
		if (said.some((earlier) => saysToo(earlier, message))) return;
		said.push(message);
		warn(message);
	};
}
function saysToo(earlier, message) {
	const at = earlier.indexOf(message);
	if (at < 0) return false;
	const [before, after] = [earlier.charAt(at - 1), earlier.charAt(at + message.length)];
	return (before === "" || /[\s(]/.test(before)) && (after === "" || /[\s).,;:]/.test(after));
}
// src/app/step-telemetry.ts
function beginTelemetry({ settings, problem }, facts) {
	const { uid, env, checkRunId, log } = facts;
	if (problem !== null) log.notice(problem);
	const phases = [];
	const seen = {
		phases,
		calls: []
	};
	const isTraced = settings !== null && settings.traces !== null;
	const run = isTraced ? {
		...facts.run,
		trace: findTrace(facts.run, env, checkRunId) ?? traceOf({
			run: null,
			uid
		})
	} : facts.run;
	const parent = (part) => toTraceparent(spanOf({
		run,
		uid
	}, part), flagsOf(env));
	return {
		run,
		traceparents: isTraced ? {
			agent: parent("agent"),
			check: parent("check")
		} : null,
		seen,
		onPhase: (phase) => phases.push(phase),
		onCalls: (calls) => {
			seen.calls = calls;
		},
		send: async (ended) => {
			if (settings !== null) await sendStepTelemetry(settings, {
				...ended,
				seen,
				env,
				warn: log.warn
			});
		}
	};
}
function withTrace(run, { env, checkRunId }) {
	const trace = findTrace(run, env, checkRunId);
	return trace === null ? run : {
		...run,
		trace
	};
}
async function sendRollbackTelemetry(settings, rollback, covered, warn) {
	await warnOnFailure(warn, async () => {
		const { sendRollback } = await Promise.resolve().then(() => require("./send.js"));
		for (const problem of await sendRollback(settings, rollback, covered)) warn(problem);
	});
}
async function sendStepTelemetry(settings, { env, warn, ...ended }) {
	await warnOnFailure(warn, async () => {
		const { sendStep } = await Promise.resolve().then(() => require("./send.js"));
		const isSampled = (Number.parseInt(flagsOf(env), 16) & 1) === 1;
		for (const problem of await sendStep(settings, {
			...ended,
			isSampled
		})) warn(problem);
	});
}
function flagsOf(env) {
	return parseTraceparent(env.TRACEPARENT)?.flags ?? "01";
}
// src/usecases/step/check-budgets.ts
const NO_HISTORY = "this run has no history to count in";
const LEAST_MS = 1e3;
async function checkBudgets(history, question) {
	const { step, isUsageRead, hasHistory, isSeen, words, limitMs } = question;
	const { limits } = step;
	const deadline = Date.now() + limitMs;
	const own = require_action_run_steps.ownCeilings(limits);
	let check = {
		refusal: null,
		ceilings: own,
		notes: [],
		remarks: []
	};
	if (limits === null) return check;
	const doubt = (what, why) => {
		const refusal = limits.budget_unknown === "stop" ? cannotHold(what, why, words) : null;
		check = {
			...check,
			notes: [...check.notes, mayNotHold(what, why)],
			refusal: check.refusal ?? refusal
		};
	};
	if (!isUsageRead) for (const { unit } of own) doubt(limitName(unit, words), NOTHING_READS);
	const shared = hasHistory ? await countShared(history, step, limits.budgets, deadline) : NO_HISTORY;
	const factsOf = async (budget, scope) => {
		if (!hasHistory) return NO_HISTORY;
		if (scope.kind === "own") return await gatherFacts(history, {
			budget,
			scope: scope.filter,
			step,
			deadline
		});
		return typeof shared === "string" ? shared : shared.get(budget) ?? NO_HISTORY;
	};
	for (const budget of limits.budgets) {
		const scope = require_action_run_steps.budgetScope(budget, step);
		if (scope === null) {
			const remark = `The budget of ${require_action_run_steps.formatBudget(budget)} does not count here: this run has no ${require_action_run_steps.PER[budget.per].replace(/ per .*/, "")}.`;
			check = {
				...check,
				remarks: [...check.remarks, remark]
			};
			continue;
		}
		const name = `the budget of ${require_action_run_steps.formatBudget(budget)}`;
		const facts = await factsOf(budget, scope);
		if (typeof facts === "string") {
			doubt(name, facts);
			continue;
		}
		const left = require_action_run_steps.leftOf(facts);
		if (left <= 0) return {
			...check,
			refusal: usedUp(facts, words)
		};
		check = {
			...check,
			ceilings: [...check.ceilings, {
				amount: left,
				unit: budget.unit,
				budget
			}]
		};
		if (!isUsageRead) doubt(name, NOTHING_READS);
		if (!isSeen) doubt(name, "this step could not be put on record in time, for others to count it");
		const why = uncertainty(facts, words);
		if (why !== null && require_action_run_steps.isUncertain(facts)) doubt(name, why);
		else if (why !== null) check = {
			...check,
			notes: [...check.notes, mayNotHold(name, why)]
		};
	}
	return check;
}
async function countShared({ condition, shared }, step, budgets, deadline) {
	const asked = budgets.filter((budget) => require_action_run_steps.isShared(budget) && require_action_run_steps.budgetScope(budget, step) !== null);
	if (asked.length === 0) return new Map();
	if (condition.kind === "unreadable" || shared === void 0) return "the history could not be read";
	return await withinDeadline(deadline, async () => {
		const facts = new Map();
		for (const budget of asked) {
			const counted = await shared.countFor(step, budget);
			if (counted !== null) facts.set(budget, counted);
		}
		return facts;
	});
}
async function withinDeadline(deadline, ask) {
	const limitMs = Math.max(LEAST_MS, deadline - Date.now());
	try {
		return await require_action_run_steps.settleWithin(ask(), limitMs, () => "the history could not be read in time");
	} catch (error) {
		return `the history could not be read (${require_action_post_help_run_steps.describeError(error).replace(/\.$/, "")})`;
	}
}
async function gatherFacts(history, asked) {
	const { budget, scope, step, deadline } = asked;
	const { condition } = history;
	if (condition.kind === "unreadable") return "the history could not be read";
	if (condition.kind === "expired" && !(condition.lastSavedAt !== null && condition.lastSavedAt < (scope.startedSince ?? ""))) return "the history has expired";
	return await withinDeadline(deadline, async () => {
		const usage = await history.sumUsage(scope);
		const running = await history.listSteps({
			...scope,
			status: "running"
		});
		const unread = (await history.listLeftOut()).filter((record) => require_action_run_steps.mayCount(record, scope));
		const names = [];
		for (const { uid, name } of unread) if (!await isOnRecord(history, uid)) names.push(name);
		return require_action_run_steps.budgetFacts(budget, usage, running, step, names);
	});
}
async function isOnRecord(history, uid) {
	if (uid === null) return false;
	const lookup = await history.getStep({
		kind: "uid",
		prefix: uid
	}).catch(() => null);
	return lookup?.kind === "found" && lookup.value.status !== "running";
}
const LOOKS = 5;
function watchCeilings(ceilings, usage, words) {
	if (ceilings.length === 0) return {
		request: {},
		explain: (result) => result
	};
	let reason = null;
	let looks = 0;
	let isTold = false;
	const isEnough = (spent) => {
		looks += 1;
		isTold ||= spent.costUsd !== null || spent.tokens !== null;
		return require_action_run_steps.findPassed(ceilings, spent) !== void 0;
	};
	return {
		request: { isOverBudget: async (ended) => {
			const spent = await usage.until(isEnough, ended);
			const ceiling = spent === null ? void 0 : require_action_run_steps.findPassed(ceilings, spent);
			if (spent === null || ceiling === void 0) return false;
			reason = passed(ceiling, spent, words);
			return true;
		} },
		explain: (result) => {
			const overBudget = result.ending === "over_budget" ? reason : null;
			const ended = overBudget === null ? [] : [`The agent was ended: ${overBudget}.`];
			const untold = !isTold && looks >= LOOKS ? [neverTold(words)] : [];
			return {
				...result,
				overBudget,
				notes: [
					...ended,
					...untold,
					...result.notes
				]
			};
		}
	};
}
const NOTHING_READS = "nothing reads what this agent uses";
const MOST_NAMED$1 = 3;
const MENDED = "laforge verify says why, and laforge merge of an earlier copy mends what was damaged";
function usedUp(facts, words) {
	const { budget, used, steps, reserved, running, unbounded } = facts;
	const amounts = [`${require_action_run_steps.formatAmount(used, budget.unit)} used by ${count(steps, "step")}`, ...reserved > 0 ? [`${require_action_run_steps.formatAmount(reserved, budget.unit)} reserved by ${count(running - unbounded, "running step")}`] : []];
	const next = /(?:^|_)(day|month)$/.exec(budget.per)?.[1];
	const wait = next === void 0 ? "" : `, or wait for the next ${next} (UTC)`;
	return `nothing is left of the budget of ${require_action_run_steps.formatBudget(budget)} (${amounts.join(", ")}); raise it in ${words.option("budget")}${wait}`;
}
function uncertainty(facts, words) {
	const { budget, steps, unknown, partial, unreadable, unbounded } = facts;
	const limit = limitName(budget.unit, words);
	const parts = [
		...unknown > 0 ? [`what ${unknown} of ${count(steps, "step")} used is not known`] : [],
		...partial > 0 ? [`what ${count(partial, "step")} used is known in part only`] : [],
		...unreadable.length > 0 ? [`${require_action_help_run_steps.nameFirst(unreadable, MOST_NAMED$1, String)} cannot be read (${MENDED})`] : [],
		...unbounded > 0 ? [`${count(unbounded, "running step")} ${unbounded > 1 ? "have" : "has"} no ${limit}`] : []
	];
	return parts.length === 0 ? null : parts.join(", and ");
}
function mayNotHold(what, why) {
	return `${what.replace(/^the /, "The ")} may be exceeded unnoticed: ${why}.`;
}
function cannotHold(what, why, words) {
	return `${what} cannot hold, since ${why}; ${words.set("budget-unknown", "warn")} runs the agent all the same`;
}
function passed(ceiling, spent, words) {
	const { budget, amount, unit } = ceiling;
	const had = require_action_run_steps.formatAmount(require_action_run_steps.amountOf(spent, unit) ?? 0, unit);
	return budget === null ? `it had used ${had}, and ${limitName(unit, words)} allows ${require_action_run_steps.formatAmount(amount, unit)}` : `it had used ${had}, and ${require_action_run_steps.formatAmount(amount, unit)} were left of ${require_action_run_steps.formatBudget(budget)}`;
}
function budgetSentences(step, ended, words) {
	const { usage, status, ceilings, said } = ended;
	const spent = require_action_run_steps.usageToSpent(usage);
	return ["usd", "tokens"].flatMap((unit) => {
		const had = require_action_run_steps.amountOf(spent, unit);
		if (had === null) return said.some((note) => note.includes(NOTHING_READS)) ? [] : notKnown(step, unit, words);
		if (status === "over_budget") return [];
		return ceilings.filter((ceiling) => ceiling.unit === unit && had > ceiling.amount).map((ceiling) => passedUnseen(ceiling, had, words));
	});
}
function passedUnseen({ budget, amount, unit }, had, words) {
	const [used, allowed] = [require_action_run_steps.formatAmount(had, unit), require_action_run_steps.formatAmount(amount, unit)];
	return `The agent used ${used}, and ${budget === null ? `${limitName(unit, words)} allows ${allowed}` : `${allowed} were left of the budget of ${require_action_run_steps.formatBudget(budget)}`}: that was seen only when it had ended.`;
}
function notKnown(step, unit, words) {
	const isOwn = require_action_run_steps.ownCeilings(step.limits).some((ceiling) => ceiling.unit === unit);
	const budgets = (step.limits?.budgets ?? []).filter((budget) => budget.unit === unit && require_action_run_steps.budgetScope(budget, step) !== null);
	const parts = [...isOwn ? [`${limitName(unit, words)} could not hold`] : [], ...budgets.map((budget) => `the budget of ${require_action_run_steps.formatBudget(budget)} cannot count it`)];
	const what = unit === "usd" ? "cost" : "used of tokens";
	return parts.length === 0 ? [] : [`What the agent ${what} is not known, so ${parts.join(", and ")}.`];
}
function neverTold(words) {
	return `Nothing reported usage while the agent ran, so ${limitName("usd", words)} and ${limitName("tokens", words)} could be checked only at its end.`;
}
function othersUnseen(store) {
	return `Steps that run elsewhere at the same time may not be seen in the store ${store}: together they may pass a budget.`;
}
function limitName(unit, words) {
	return words.called(unit === "usd" ? "max-cost-usd" : "max-tokens");
}
function count(number, noun) {
	return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
// src/domain/delivery.ts
function decideDelivery(facts) {
	const { before, after, branch, tip } = facts;
	if (after === null || after === before) return { kind: "unchanged" };
	if (branch === null || facts.offBranch !== null) return {
		kind: "pin",
		reason: facts.offBranch ?? "HEAD is detached and belongs to no branch"
	};
	if (tip === after && !(hasFailedCheck(facts) && facts.onFailure === "rollback")) return { kind: "pushed-already" };
	if (hasFailedCheck(facts)) return {
		kind: "pin",
		reason: "its check failed"
	};
	if (!mayReachBranch(facts.status, facts.continueOnAgentError)) return {
		kind: "pin",
		reason: `the step did not succeed (${facts.status})`
	};
	if (tip === null && facts.tipAtStart === "unknown") return {
		kind: "pin",
		reason: `${branch} is not at the remote, which could not be asked when the step began`
	};
	if (tip === null && facts.tipAtStart !== null) return {
		kind: "pin",
		reason: `${branch} is gone from the remote`
	};
	if (tip !== null && tip !== before && !facts.made.has(tip)) {
		const { movedBack } = facts;
		return {
			kind: "pin",
			reason: movedBack ?? `${branch} has moved at the remote to ${tip.slice(0, 8)}, which is not this step's work`
		};
	}
	if (tip !== null && facts.descends !== "yes") return {
		kind: "pin",
		reason: `the work does not build on ${branch} as it is at the remote: its history was rewritten`
	};
	return {
		kind: "push",
		branch,
		lease: tip
	};
}
const AGENT_ERRORS = [
	"failed",
	"timed_out",
	"over_budget"
];
function mayReachBranch(status, continueOnAgentError) {
	return status === "succeeded" || continueOnAgentError && AGENT_ERRORS.includes(status);
}
function hasFailedCheck({ status }) {
	return status === "check_failed";
}
function branchOfRecord(facts) {
	const { startBranch, startedDetached, endBranch } = facts;
	if (endBranch !== null && endBranch === startBranch && !startedDetached) return {
		branch: endBranch,
		offBranch: null
	};
	if (endBranch !== null && facts.endBranchIsNew) return {
		branch: endBranch,
		offBranch: null
	};
	if (endBranch !== null) return {
		branch: startBranch,
		offBranch: `the agent ended on ${endBranch}, a branch that was there before it`
	};
	return {
		branch: startBranch,
		offBranch: startedDetached ? "a detached HEAD was checked out, so there is no branch to push to" : `the agent left HEAD detached, not on ${startBranch}`
	};
}
// src/usecases/step/measure-work.ts
async function measureWork(deps, ended, left) {
	const { warn } = deps;
	const { started } = ended;
	const { push, isShared, replays } = ended.request;
	const { start } = ended.progress;
	const { head: end, kept } = left;
	const place = branchOfRecord({
		startBranch: started.branch,
		startedDetached: start.head.branch === null,
		endBranch: end.branch,
		endBranchIsNew: end.branch !== null && end.branch !== start.head.branch && await isNewToRemote(deps, start, end.branch, push)
	});
	const work = {
		...place,
		after: end.sha,
		kept,
		missed: left.missed
	};
	const last = kept ?? end.sha;
	const uncommitted = left.uncommitted === 0 ? {} : { files_uncommitted: left.uncommitted };
	if (last === null || last === start.head.sha) {
		const changes = left.missed === null ? {
			...require_action_help_run_steps.NO_CHANGES,
			...uncommitted
		} : null;
		return {
			...work,
			mustStay: null,
			made: new Set(),
			notes: [],
			changes
		};
	}
	const told = await warnOnFailure(warn, () => tell(deps, ended, {
		left,
		last,
		isShared: isShared?.() === true
	}));
	if (told === void 0) {
		const offBranch = place.offBranch ?? "its history cannot be read";
		return {
			...work,
			offBranch,
			mustStay: null,
			made: new Set(),
			notes: [],
			changes: null
		};
	}
	const changes = {
		...await changesOf(deps, start.head.sha, last, told),
		...uncommitted
	};
	const made = new Set([...told.own, ...told.foreign].map(({ sha }) => sha));
	const dropped = await warnOnFailure(warn, () => sayDropped(deps, start, end)) ?? [];
	const detached = push === "none" && replays == null && told.own.length > 0 ? await warnOnFailure(warn, () => sayDetached(deps, start, end)) ?? [] : [];
	const notes = [...dropped, ...detached];
	const begun = kept === null ? [] : await warnOnFailure(warn, () => findBegun(deps, start)) ?? [];
	const mustStay = push === "auto" ? await whyItMustStay(deps, start, [...told.foreign, ...begun]) : null;
	return {
		...work,
		mustStay,
		made,
		notes,
		changes
	};
}
async function tell({ repository }, { agent, isUnseen, progress }, { left, last, isShared }) {
	const { start } = progress;
	const until = isUnseen && agent.endTime !== null ? new Date(agent.endTime) : null;
	const { commits } = await repository.commits(start.head.sha, last);
	const origins = await findOrigins(repository, start, commits, {
		kept: left.kept,
		until
	});
	return require_action_run_steps.tellCommits(commits, {
		...origins,
		isShared
	});
}
async function sayDropped({ repository }, start, end) {
	const { sha, branch } = start.head;
	if (sha === null || end.sha === null || branch === null || end.branch !== branch) return [];
	if (await repository.isAncestor(sha, end.sha) !== "no" || start.heads?.get(branch) === sha) return [];
	if ([...(await repository.localRefs("refs/")).values()].includes(sha)) return [];
	const lost = await repository.commit(sha);
	if (lost === null) return [];
	const keep = require_action_run_steps.quoteForShell([
		"git",
		"branch",
		"before-the-step",
		sha
	]);
	return [`${branch} no longer leads to ${require_action_post_help_run_steps.nameCommit(sha, lost.subject)}, where it was before the step: the agent took it off or rewrote it. To keep it: ${keep}`];
}
async function sayDetached({ repository }, start, end) {
	if (start.head.branch === null || end.sha === null || end.branch !== null) return [];
	if ([...(await repository.localRefs("refs/heads/")).values()].includes(end.sha)) return [];
	return [`The agent left HEAD detached, so no branch has its work. Keep it: git branch <name> ${require_action_post_help_run_steps.shortSha(end.sha)}`];
}
async function findBegun({ repository }, start) {
	const foreign = [];
	for (const name of ["MERGE_HEAD", "CHERRY_PICK_HEAD"]) {
		const sha = await repository.resolve(name);
		if (sha === null) continue;
		const { commits } = await repository.commits(start.head.sha, sha);
		const origins = await findOrigins(repository, start, commits, {
			kept: null,
			until: null
		});
		foreign.push(...require_action_run_steps.tellCommits(commits, {
			...origins,
			isShared: false
		}).foreign);
	}
	return foreign;
}
async function whyItMustStay({ repository, warn }, start, foreign) {
	const known = foreign.filter(({ reason }) => reason === "known");
	const shas = known.map(({ sha }) => sha);
	const unpublished = await warnOnFailure(warn, () => findUnpublished(repository, start, shas)) ?? [];
	const first = known.find(({ sha }) => unpublished.includes(sha));
	if (first === void 0) return null;
	const more = unpublished.length > 1 ? ` and ${unpublished.length - 1} more` : "";
	return `it builds on ${require_action_post_help_run_steps.nameCommit(first.sha, first.subject)}${more}, which was here before the step and is not at the remote`;
}
async function changesOf({ repository, warn }, from, to, { own, foreign }) {
	const stat = await warnOnFailure(warn, () => repository.diffStat(from, to).catch(async (error) => {
		if (from !== null && await repository.commit(from) === null) return void 0;
		throw error;
	}));
	return {
		own_commits: own.slice(0, 100).map(({ sha, subject }) => ({
			sha,
			subject
		})),
		own_commit_count: own.length,
		...foreign.length > 0 && {
			foreign_commits: foreign.slice(0, 100),
			foreign_commit_count: foreign.length
		},
		files_changed: stat?.filesChanged ?? null,
		insertions: stat?.insertions ?? null,
		deletions: stat?.deletions ?? null
	};
}
async function isNewToRemote({ repository }, start, branch, push) {
	if (push === "auto") return start.heads?.has(branch) === false;
	return ![...(await repository.localRefs("refs/remotes/")).keys()].some((ref) => require_action_run_steps.trackedBranch(ref).branch === branch);
}
const NONE = new Set();
async function findOrigins(repository, start, commits, { kept, until }) {
	const { clone } = start;
	const shas = commits.map(({ sha }) => sha);
	const traces = repository.commitTraces(clone, until);
	const tipsBefore = [...clone.tips, ...start.heads?.values() ?? []];
	const known = new Set([...tipsBefore, ...clone.beyondHead]);
	const isPlain = (sha) => sha === kept || traces.made.has(sha) && !traces.madeElsewhere.has(sha);
	if (shas.every((sha) => isPlain(sha) && !known.has(sha))) return {
		...traces,
		kept,
		known,
		fetched: NONE,
		atRemote: NONE
	};
	const tracked = [...(await repository.localRefs("refs/remotes/")).values()];
	const fetched = [...traces.fetched, ...tracked.filter((sha) => !traces.pushed.has(sha) && !known.has(sha))];
	const before = await repository.reachedFrom("local", tipsBefore, shas);
	return {
		...traces,
		kept,
		known: new Set([...known, ...before]),
		fetched: await repository.reachedFrom("local", fetched, shas),
		hasFetched: traces.hasFetched || fetched.length > 0,
		atRemote: await askRemote(repository, start, shas)
	};
}
async function findUnpublished({ remote, localRefs, reachedFrom }, { heads }, known) {
	if (remote === null || known.length === 0) return [];
	const isMissing = (published) => known.filter((sha) => !published.has(sha));
	const tracked = [...(await localRefs("refs/remotes/")).values(), ...heads?.values() ?? []];
	if (isMissing(await reachedFrom("local", tracked, known)).length === 0) return [];
	const refs = [...await remote.refs(["refs/*"])].filter(([ref]) => !ref.startsWith("refs/laforge/"));
	return isMissing(await reachedFrom("local", [...tracked, ...refs.map(([, sha]) => sha)], known));
}
async function askRemote({ remote, reachedFrom }, { heads }, shas) {
	if (remote === null) return NONE;
	try {
		const refs = [...await remote.refs(["refs/*"])];
		const asked = new Set(shas);
		const moved = refs.filter(([ref, sha]) => !ref.startsWith("refs/laforge/") && (asked.has(sha) || ref.startsWith("refs/heads/") && heads?.get(ref.slice(11)) !== sha));
		return moved.length === 0 ? NONE : await reachedFrom("remote", [...new Set(moved.map(([, sha]) => sha))], shas);
	} catch (error) {
		if (error instanceof require_action_post_help_run_steps.GitError && error.code === "remote-unreachable") return null;
		throw error;
	}
}
// src/usecases/step/check-remote.ts
const NOTHING$1 = {
	heads: new Map(),
	refs: new Map(),
	unreached: null
};
async function checkRemote(deps, head, request) {
	const { repository, host, words } = deps;
	const { slug, uid, push, workTreeLasts } = request;
	const { remote } = repository;
	if (remote === null || push === "none") return NOTHING$1;
	const within = (answer) => require_action_run_steps.waitWithin(answer, host.startTime.leftMs("remote"), "An answer of the remote");
	let refs;
	try {
		refs = await within(remote.refs([`${require_action_run_steps.HEADS}*`, ...require_action_run_steps.pinPatterns(slug)]));
	} catch (error) {
		if (!isDown(error)) throw error;
		return {
			heads: null,
			refs: new Map(),
			unreached: require_action_post_help_run_steps.describeError(error)
		};
	}
	const heads = require_action_run_steps.headsOf(refs);
	if (head.sha === null) return {
		heads,
		refs,
		unreached: null
	};
	const { branch } = head;
	const tip = (branch === null ? null : heads.get(branch)) ?? null;
	if (branch !== null && tip !== null && tip !== head.sha) throw await movedOn(deps, refs, slug, {
		branch,
		tip,
		head: head.sha
	});
	if (tip === null && workTreeLasts) await refuseUnpublished(deps, heads, head.sha, branch);
	const ref = branch === null ? require_action_run_steps.pinRefOf("step", slug, uid) : require_action_run_steps.branchRef(branch);
	try {
		if (host.mayPush !== null && await within(host.mayPush()) === false) throw require_action_run_steps.notStarted.mayNotPush(`There is no permission to push to ${branch ?? ref}, as the host says of the token. Give the job "permissions: contents: write", or give push-token a personal access token that may.`, words);
		const probe = await within(remote.probe([{
			ref,
			to: head.sha,
			expected: tip
		}]));
		if (probe.kind === "refused" && probe.code === "no-permission") throw require_action_run_steps.notStarted.mayNotPush(probe.explanation, words);
		if (probe.kind === "refused" && probe.code === "ambiguous") throw require_action_run_steps.notStarted.pushRefused(probe.explanation);
	} catch (error) {
		if (!isDown(error)) throw error;
	}
	return {
		heads,
		refs,
		unreached: null
	};
}
async function refuseUnpublished({ repository, words }, heads, head, branch) {
	if ([...heads.values()].includes(head) || await repository.isShallow()) return;
	if ((await findUnpublished(repository, { heads }, [head])).length === 0) return;
	const { subject } = await repository.commit(head) ?? { subject: "" };
	throw require_action_run_steps.notStarted.unpublished(branch, head, subject, words);
}
function isDown(error) {
	return error instanceof require_action_post_help_run_steps.StoreError || error instanceof require_action_post_help_run_steps.GitError && error.code === "remote-unreachable";
}
const PINS_READ = 20;
const COMMITS_READ = 50;
async function movedOn({ repository, words }, refs, slug, moved) {
	const { tip, head } = moved;
	const [kept] = [...refs].find(([ref, sha]) => sha === head && require_action_run_steps.readPinRef(ref, slug)?.kind === "step") ?? [];
	if (kept !== void 0) return require_action_run_steps.notStarted.sincePinned(moved, kept, words);
	const isOnIt = await repository.isAncestor(head, tip) === "yes";
	const displaced = isOnIt ? null : await findDisplaced(repository, refs, slug, moved);
	if (displaced === null) return require_action_run_steps.notStarted.sinceCheckout(moved, isOnIt, words);
	return displaced.sha === head ? require_action_run_steps.notStarted.rolledBack(moved, displaced.pin, words) : require_action_run_steps.notStarted.builtOnRolledBack(moved, displaced, words);
}
async function findDisplaced(repository, refs, slug, { tip, head }) {
	const pins = [...refs].filter(([ref]) => require_action_run_steps.readPinRef(ref, slug)?.kind === "rollback").sort(([a], [b]) => a < b ? 1 : -1);
	try {
		for (const [ref, pin] of pins.slice(0, PINS_READ)) {
			if (!await require_action_run_steps.fetchCommits(repository, [pin], 2)) continue;
			const kept = await require_action_run_steps.pinnedCommit(repository, pin);
			if (kept === void 0) continue;
			if (await repository.isAncestor(head, kept) === "yes") return {
				pin: ref,
				sha: head
			};
			const { commits } = await repository.commits(tip, head);
			for (const { sha } of commits.slice(0, COMMITS_READ)) {
				if (await repository.isAncestor(sha, kept) !== "yes") continue;
				if (await repository.isAncestor(sha, tip) === "no") return {
					pin: ref,
					sha
				};
				break;
			}
		}
	} catch (error) {
		if (!(error instanceof require_action_post_help_run_steps.GitError)) throw error;
	}
	return null;
}
// src/usecases/step/say-gone.ts
const IN_LASTING_CLONE = [
	sayWork,
	sayRefs,
	sayStashes
];
const IN_ANY_CLONE = [sayRemotes, sayTags];
async function sayGone({ repository, warn }, { request, progress: { start } }, { end, isPinned }) {
	const ends = {
		start,
		end,
		exclude: request.privatePaths
	};
	const inLasting = isPinned ? IN_LASTING_CLONE : [...IN_LASTING_CLONE, sayLeftBehind];
	const looks = request.workTreeLasts && end !== null ? [...inLasting, ...IN_ANY_CLONE] : IN_ANY_CLONE;
	const sentences = [];
	for (const look of looks) sentences.push(...await warnOnFailure(warn, () => look(repository, ends)) ?? []);
	return sentences;
}
async function watchWork({ repository, warn }, { request, progress: { start } }) {
	if (!request.workTreeLasts) return async () => [];
	const ends = {
		start,
		end: null,
		exclude: request.privatePaths
	};
	const find = async () => await warnOnFailure(warn, () => findWork(repository, ends)) ?? [];
	const before = new Set((await find()).map(({ path }) => path));
	return async () => {
		const found = (await find()).filter(({ path }) => !before.has(path));
		return await warnOnFailure(warn, () => tellWork(repository, ends, found, "check")) ?? [];
	};
}
const MOST_TOLD = 10;
const MOST_ONE_BY_ONE = 4;
const MOST_NAMED = 40;
async function sayRefs(repository, { start: { localRefs: before = new Map(), head }, end }) {
	const now = new Map([...await repository.localRefs(require_action_run_steps.HEADS), ...await repository.localRefs(require_action_run_steps.TAGS)]);
	const own = head.branch !== null && head.branch === end?.branch ? require_action_run_steps.branchRef(head.branch) : null;
	const changed = [...before].filter(([ref, sha]) => ref !== own && now.get(ref) !== sha);
	const unreached = await repository.findUnreached([...new Set(changed.map(([, sha]) => sha))]);
	const sentences = [];
	const lost = changed.filter(([, sha]) => unreached.has(sha)).toSorted(([a], [b]) => a < b ? -1 : 1);
	const isRemoved = ([, sha]) => unreached.get(sha) === "removed";
	const removed = lost.filter(isRemoved);
	if (removed.length > 0) sentences.push(`The agent moved or deleted refs and removed from the repository what they led to, so no command brings it back: ${require_action_help_run_steps.nameFirst(removed, MOST_NAMED, ([ref, sha]) => `${require_action_post_help_run_steps.quote(ref)} (${require_action_post_help_run_steps.shortSha(sha)})`)}.`);
	const kept = lost.filter((it) => !isRemoved(it)).map(([ref, sha]) => lostRef({
		ref,
		sha,
		isMoved: now.has(ref),
		isCheckedOut: ref === require_action_run_steps.branchRef(end?.branch ?? "")
	}));
	for (const alike of Map.groupBy(kept, ({ did, kind }) => `${did} ${kind}`).values()) {
		const [first] = alike;
		if (first !== void 0 && alike.length > MOST_ONE_BY_ONE) {
			const names = require_action_help_run_steps.nameFirst(alike, MOST_NAMED, ({ name, sha }) => `${require_action_post_help_run_steps.quote(name)} (${require_action_post_help_run_steps.shortSha(sha)})`);
			sentences.push(`The agent ${first.did} ${alike.length} ${PLURALS[first.kind]}, and no other ref leads to where they were: ${names}. To have one back, such as the first: ${first.back}`);
			continue;
		}
		for (const { did, kind, name, sha, back } of alike) {
			const commit = unreached.get(sha) === "commit" ? await repository.commit(sha) : null;
			const what = require_action_post_help_run_steps.nameCommit(sha, commit?.subject);
			sentences.push(`The agent ${did} the ${kind} ${require_action_post_help_run_steps.quote(name)}, and no other ref leads to ${what}, where it was. To have it back: ${back}`);
		}
	}
	return sentences;
}
const PLURALS = {
	tag: "tags",
	branch: "branches"
};
function lostRef(ref) {
	const { sha, isMoved } = ref;
	const [kind, prefix] = ref.ref.startsWith("refs/tags/") ? ["tag", require_action_run_steps.TAGS] : ["branch", require_action_run_steps.HEADS];
	const name = ref.ref.slice(prefix.length);
	const options = [...kind === "tag" ? ["--no-sign"] : [], ...isMoved ? ["-f"] : []];
	const args = ref.isCheckedOut ? [`${name}-before-the-step`] : [...options, name];
	return {
		kind,
		name,
		sha,
		did: isMoved ? "moved" : "deleted",
		back: require_action_run_steps.quoteForShell([
			"git",
			kind,
			...args,
			sha
		])
	};
}
async function sayStashes(repository, { start: { workTree: { stashes: before } } }) {
	const left = new Set(before.length === 0 ? [] : (await repository.stashes()).map(({ sha }) => sha));
	const dropped = before.filter(({ sha }) => !left.has(sha));
	const unreached = await repository.findUnreached(dropped.map(({ sha }) => sha));
	const nameOf = ({ sha, message }) => require_action_post_help_run_steps.nameCommit(sha, message === "" ? void 0 : message);
	const backOf = ({ sha, message }) => require_action_run_steps.quoteForShell([
		"git",
		"stash",
		"store",
		...message === "" ? [] : ["-m", message],
		sha
	]);
	const removed = dropped.filter(({ sha }) => unreached.get(sha) === "removed");
	const kept = dropped.filter(({ sha }) => unreached.get(sha) !== "removed");
	const [first] = kept;
	return [...removed.length === 0 ? [] : [`The agent took ${require_action_help_run_steps.nameFirst(removed, MOST_NAMED, nameOf)} out of the stash and removed it from the repository, so no command brings it back.`], ...first === void 0 || kept.length <= MOST_ONE_BY_ONE ? kept.map((it) => `The agent took ${nameOf(it)} out of the stash. To have it back there: ${backOf(it)}`) : [`The agent took ${kept.length} entries out of the stash: ${require_action_help_run_steps.nameFirst(kept, MOST_NAMED, nameOf)}. To have one back there, such as the first: ${backOf(first)}`]];
}
async function sayLeftBehind(repository, { start: { clone } }) {
	const { made, madeElsewhere } = repository.commitTraces(clone, null);
	const isOwn = (sha) => made.has(sha) && !madeElsewhere.has(sha);
	if (![...made].some(isOwn)) return [];
	const left = (await repository.placesBesideHead(clone)).filter(({ name, sha }) => name === null && isOwn(sha)).map(({ sha }) => sha);
	const sentences = [];
	for (const [sha, kind] of await repository.findUnreached(left)) {
		const commit = kind === "commit" ? await repository.commit(sha) : null;
		if (commit === null) continue;
		const keep = require_action_run_steps.quoteForShell([
			"git",
			"branch",
			`step-${require_action_post_help_run_steps.shortSha(sha)}`,
			sha
		]);
		sentences.push(`The agent left the commit ${require_action_post_help_run_steps.shortSha(sha)} ${require_action_post_help_run_steps.quote(commit.subject)} on no branch, and no ref leads to it. To keep it: ${keep}`);
	}
	return sentences.slice(0, MOST_TOLD);
}
async function sayWork(repository, ends) {
	return await tellWork(repository, ends, await findWork(repository, ends), "agent");
}
async function findWork(repository, { start: { workTree: since, clone }, exclude }) {
	if (since.older.length === 0) return [];
	const { made, madeElsewhere } = repository.commitTraces(clone, null);
	const known = new Set([...clone.tips, ...madeElsewhere]);
	return await repository.findGone({
		since,
		exclude,
		made: [...made].filter((sha) => !known.has(sha))
	});
}
async function tellWork(repository, { start: { workTree: since } }, found, who) {
	const sentences = [];
	for (const [sha, paths] of Map.groupBy(found, ({ commit }) => commit)) if (sha !== null) sentences.push(await sayCommitted(repository, sha, paths, who));
	const gone = found.filter(({ commit }) => commit === null);
	if (gone.length === 0) return sentences;
	const commands = gone.flatMap(({ path, staged }) => staged === null ? [] : [[path, staged]]).slice(0, MOST_TOLD).map(([path, sha]) => `git cat-file -p ${sha} > ${require_action_run_steps.quoteForShell([path])}`).join("; ");
	const earlier = new Set(since.stashes.map(({ sha }) => sha));
	const stash = (await repository.stashes()).some(({ sha }) => !earlier.has(sha)) ? " It may be in a stash that is new since then: git stash list." : "";
	const back = commands === "" ? "" : ` What was staged can be had back, in the top folder: ${commands}`;
	return [...sentences, `The ${who} deleted or reset what was uncommitted here before the step: ${namePaths(gone)}.${stash}${back}`];
}
const namePaths = (paths) => require_action_help_run_steps.nameFirst(paths, MOST_TOLD, ({ path }) => require_action_post_help_run_steps.quote(path));
async function sayCommitted(repository, sha, paths, who) {
	const commit = await repository.commit(sha);
	const { refs } = await repository.keepersOf([sha]);
	const branch = refs.find((ref) => ref.startsWith(require_action_run_steps.HEADS));
	const where = branch === void 0 ? "in a commit on no branch" : `on ${require_action_post_help_run_steps.quote(branch.slice(require_action_run_steps.HEADS.length))}`;
	const what = require_action_post_help_run_steps.nameCommit(sha, commit?.subject);
	const names = paths.slice(0, MOST_TOLD).map(({ path }) => path);
	const back = require_action_run_steps.quoteForShell([
		"git",
		"restore",
		`--source=${sha}`,
		"--",
		...names
	]);
	return `The ${who} committed what was uncommitted here before the step ${where}, as ${what}, and took it out of this work tree: ${namePaths(paths)}. To have it here, in the top folder: ${back}`;
}
async function sayRemotes({ changedRemotes }, { start: { head } }) {
	return (await changedRemotes(head.branch)).slice(0, MOST_TOLD).map((remote) => `The agent ${whatOf(remote)}. To have it back: ${remote.back}`);
}
async function sayTags({ remote, localRefs }, { start: { tags } }) {
	if (remote === null || tags === void 0) return [];
	const made = [...await localRefs(require_action_run_steps.TAGS)].filter(([ref, sha]) => tags.get(ref) !== sha);
	if (made.length === 0) return [];
	const pushed = await remote.refs([`${require_action_run_steps.TAGS}*`]);
	const left = made.map(([ref]) => ref).filter((ref) => !pushed.has(ref));
	if (left.length === 0) return [];
	return [`The agent made tags that are only in this clone, since a step pushes no tags: ${require_action_help_run_steps.nameSome(left.map((ref) => require_action_post_help_run_steps.quote(ref.slice(require_action_run_steps.TAGS.length))), MOST_TOLD)}. To push them: ${require_action_run_steps.quoteForShell([
		"git",
		"push",
		remote.name,
		...left.slice(0, MOST_TOLD)
	])}`];
}
function whatOf(remote) {
	const name = require_action_post_help_run_steps.quote(remote.name);
	switch (remote.kind) {
		case "removed": return `removed the remote ${name}, which was ${require_action_post_help_run_steps.quote(remote.was)}`;
		case "renamed": return `renamed the remote ${name} to ${require_action_post_help_run_steps.quote(remote.to)}`;
		case "moved": return `had the remote ${name} lead to ${require_action_post_help_run_steps.quote(remote.to)}, and no longer to ${require_action_post_help_run_steps.quote(remote.was)}`;
		case "other-push": return `had git push send ${remote.branch} to ${require_action_post_help_run_steps.quote(remote.to)}, and no longer to the remote ${name}`;
	}
}
// src/usecases/step/check-work.ts
async function checkWork(deps, ended, status) {
	const { request, started, settledId, progress } = ended;
	const { check } = deps;
	if (request.onFailure === null || !mayReachBranch(status, request.continueOnAgentError)) return unchecked(status);
	if (check === null) return {
		...unchecked(status),
		offBranch: "the action was killed before its check had ended"
	};
	const sayTaken = await watchWork(deps, ended);
	const { end, failed, isDestroyed, notes } = await runHeld(deps, request, check, {
		started,
		settledId
	}, (failed) => ({
		files: failed && request.onFailure === "rollback",
		makeRoomFor: progress.start.head.sha
	}));
	const taken = isDestroyed ? [] : await sayTaken();
	for (const sentence of taken) deps.warn(sentence);
	return {
		...unchecked(end.ending === "cancelled" ? "cancelled" : failed || isDestroyed ? "check_failed" : status),
		result: isDestroyed && !failed ? {
			...end.result,
			exit_code: DESTROYED_EXIT_CODE
		} : end.result,
		notes: [...notes, ...taken]
	};
}
async function checkStart(deps, request, check, step) {
	const unlock = request.isShared?.() !== true;
	const all = () => ({
		files: true,
		newFiles: true,
		makeRoomFor: null,
		unlock
	});
	const { end, notes } = await runHeld(deps, request, check, step, request.workTreeLasts ? null : all);
	return {
		result: end.ending === "cancelled" ? null : end.result,
		notes
	};
}
async function runHeld({ repository, history, words, warn }, { slug, uid }, check, { started, settledId }, putsBack) {
	const held = await warnOnFailure(warn, () => repository.holdCheckout());
	const inspect = await history.guard();
	const end = await check(started, settledId);
	const found = await inspect();
	const failed = end.ending !== "cancelled" && end.result.exit_code !== 0;
	const leave = async (checkout) => {
		if (putsBack === null) return leftSentences$1(await checkout.changedFiles());
		const message = `laforge: what the check of ${require_action_run_steps.stepName(started)} left\n`;
		const keep = {
			ref: require_action_run_steps.pinRefOf("check", slug, uid),
			message
		};
		return putBackSentences(await checkout.putBack({
			keep,
			...putsBack(failed)
		}));
	};
	const left = held && await warnOnFailure(warn, () => leave(held));
	const isDestroyed = held !== void 0 && (left === void 0 || !await isThere(repository, held.head));
	const notes = [
		...end.notes,
		...found,
		...endSentences(end, words),
		...left ?? [],
		...isDestroyed ? [DESTROYED] : []
	];
	for (const note of notes) warn(note);
	return {
		end,
		failed,
		isDestroyed,
		notes
	};
}
const DESTROYED = "The check left a repository that git cannot read, so it counts as failed.";
const DESTROYED_EXIT_CODE = 125;
async function isThere(repository, { sha }) {
	try {
		return sha === null || await repository.resolve(sha) !== null;
	} catch {
		return false;
	}
}
function unchecked(status) {
	return {
		status,
		result: null,
		notes: [],
		offBranch: null
	};
}
function endSentences({ ending }, words) {
	if (ending !== "timed_out") return [];
	return [`The check was ended: it ran longer than ${words.called("check-timeout-minutes")} allows.`];
}
function leftSentences$1(paths) {
	if (paths.length === 0) return [];
	return [`While the check before the agent ran, ${require_action_help_run_steps.nameSome(paths.map(require_action_post_help_run_steps.quote), 5)} changed. They stay, and are no work of the agent.`];
}
function putBackSentences({ moved, kept, stays }) {
	const where = kept === null ? [] : [`The check ${moved ? "moved HEAD or its branch, which were put back" : "changed files, which were put back"}; what it left is kept at ${kept} in this repository.`];
	return stays.length === 0 ? where : [...where, `Files could not be put back, where the check put a folder in their place or changed the program of their filter: ${require_action_help_run_steps.nameSome(stays.map(require_action_post_help_run_steps.quote), 5)}.`];
}
// src/usecases/step/step-sentences.ts
const PATHS_NAMED = 5;
const STASHES_NAMED = 5;
const TAKEN_UP = "the next laforge command or step of this project on this machine publishes it";
function sayUnreached(reason) {
	const why = reason.startsWith("The remote ") ? reason : `The remote could not be looked at: ${reason}`;
	return `${require_action_help_run_steps.asSentence(why)} The agent runs all the same. Should its branch have moved on, its work is kept beside it.`;
}
function sayCondition(condition, told, { warn, info }) {
	if (condition.kind === "expired") warn(`The history of this project has expired in its store${require_action_run_steps.lastSaved(condition)}: a new one begins here, with step 1.`);
	if (condition.kind === "unreadable" && condition.reason === told) info("The history, which is at this remote, could not be read either.");
	else if (condition.kind === "unreadable") info(`The history could not be read: ${require_action_help_run_steps.asSentence(condition.reason)} The agent runs all the same.`);
}
function sayPublication(publication, step, warn) {
	if (publication.kind === "fragment") warn(`The record of ${require_action_run_steps.stepName(step)} is in the store by itself (${publication.where}), for the next run to merge, since the history could not be continued: ${require_action_help_run_steps.asSentence(publication.reason)}`);
	if (publication.kind === "kept" || publication.kind === "waiting") {
		const { kind, where } = publication;
		const place = kind === "kept" ? `It is in ${where}.` : `It waits in ${where}: ${TAKEN_UP}.`;
		warn(`The record of ${require_action_run_steps.stepName(step)} could not be published: ${require_action_help_run_steps.asSentence(publication.reason)} ${place}`);
	}
}
function leftSentences(left) {
	const sentences = left.kind === "withheld" ? [`What the agent left uncommitted was not committed: ${left.reason}`] : [];
	const doubtful = left.kind === "committed" ? doubtfulSentences(left.doubtful ?? []) : [];
	return [
		...sentences,
		...leftOutSentences(left.leftOut),
		...doubtful
	];
}
function doubtfulSentences(paths) {
	if (paths.length === 0) return [];
	return [`What the agent left is committed with files that are usually kept out of git, as secrets or installed packages: ${list(paths)}. If they should not be there, name them in .gitignore, take the step back, and replace a secret that was pushed.`];
}
function leftOutSentences(leftOut) {
	const sentences = [];
	for (const [reason, why] of Object.entries(WHY_LEFT_OUT)) {
		const found = leftOut.filter((out) => out.reason === reason);
		if (found.length === 0) continue;
		const [detail] = found.flatMap((out) => out.detail ?? []);
		const paths = list(found);
		sentences.push(`Left uncommitted, because ${why}: ${paths}${detail === void 0 ? "" : ` (${detail})`}.`);
	}
	return sentences;
}
function doubtfulStashSentences([first, ...more]) {
	if (first === void 0) return [];
	return [`New in the stash, but perhaps not of this step, and so left there: ${require_action_help_run_steps.nameFirst([first, ...more], STASHES_NAMED, (sha) => require_action_post_help_run_steps.shortSha(sha))}. To see what the first has: git stash show -p ${first}`];
}
function takenSentences(paths) {
	if (paths.length === 0) return [];
	return [`The agent committed changes from before the step, so its commits are not all its own work: ${list(paths.map((path) => ({ path })))}.`];
}
function besideSentences(names) {
	if (names.length === 0) return [];
	return [`The agent left commits that the checked-out branch does not lead to, on ${list(names.map((path) => ({ path })))}.`];
}
const WHY_LEFT_OUT = {
	"dirty-before": "it had changes before the step began",
	"older-folder": "git ignored or skipped the folder before the step began, so nobody can tell what is new in it",
	carried: "it was there before the step under another name",
	alike: "it is in a stash and may have been there before the step under another name, as its size or content says",
	stashed: "it was in the stash before the step began",
	"git-folder": "it is a git folder that has commits of this repository, perhaps with what nobody has pushed, or settings that may hold a credential",
	submodule: "it is a repository of its own",
	"was-submodule": "it lay in a submodule that the agent removed",
	unpublished: "it is a repository of its own, and nobody else has its commit",
	filter: "its filter was not configured when the step began, which git lfs install would do, for example",
	"filter-changed": "a program of its filter was changed while the agent ran, and is not run",
	untracked: "the agent took it out of git and left it on disk",
	"not-in-index": "the index has none of the files, which is no decision to take them out of git",
	unreadable: "it cannot be read",
	"not-a-file": "it is a pipe, a socket or a device",
	refused: "git does not take it"
};
function verdictSentences(agent, verdict) {
	if (agent.ending !== "exited" || agent.exitCode !== 0 || verdict == null || verdict.kind === "completed") return [];
	return [`The agent ended with exit code 0, but by its own record ${{
		failed: "it failed",
		turn_limit: "it came to its limit of turns",
		budget: "it used up its budget",
		aborted: "it was interrupted"
	}[verdict.kind]}${verdict.text === null ? "" : ` (${verdict.text})`}.`];
}
function refusedSentence(step, refusal) {
	const name = require_action_run_steps.stepName(step);
	return `${require_action_help_run_steps.capital(name)} was refused: ${require_action_help_run_steps.asSentence(refusal)} (${require_action_post_help_run_steps.STEP_CODES.refused})`;
}
function failureOf({ step, rollback, missed, overBudget }, { continueOnAgentError, push }, words) {
	if (hasFailedCheck(step)) return continueOnAgentError ? null : checkFailure(step, rollback, words);
	if (!mayReachBranch(step.status, continueOnAgentError)) return agentFailure(step, overBudget, words);
	if (push === "auto" && step.pushed !== "pushed" && step.pushed !== "unchanged" || missed !== null) {
		const reason = missed === null ? "" : `, since ${missed}`;
		const more = step.notes.length > 0 ? ": see the warnings above" : "";
		return `${step.pushed === "pushed" ? "Some of the work" : "The work"} of ${require_action_run_steps.stepName(step)} did not reach ${step.branch ?? "a branch"}${reason}${more}. (${require_action_post_help_run_steps.STEP_CODES.missedBranch})`;
	}
	return null;
}
function checkFailure(step, rollback, words) {
	const code = step.check === null ? "" : ` with exit code ${step.check.exit_code}`;
	const what = `The check of ${require_action_run_steps.stepName(step)} failed${code}`;
	if (rollback === null) return `${what}.${step.pinRef === null ? "" : ` Its work is kept at ${step.pinRef}.`} (${require_action_post_help_run_steps.STEP_CODES.checkFailed})`;
	const name = require_action_run_steps.rollbackName(rollback);
	return `${what}, and ${step.branch ?? "its branch"} is where the step found it (${name}). To have the work all the same, use ${words.undo(name, rollback.fromSha)}. (${require_action_post_help_run_steps.STEP_CODES.checkFailed})`;
}
function agentFailure(step, overBudget, words) {
	switch (step.status) {
		case "timed_out": return `The agent of ${require_action_run_steps.stepName(step)} was ended: it ran longer than ${words.called("timeout-minutes")} allows.`;
		case "over_budget": return `The agent of ${require_action_run_steps.stepName(step)} was ended: ${overBudget ?? "it used more than it may"}.`;
		case "cancelled": return `The agent of ${require_action_run_steps.stepName(step)} was cancelled.`;
		default: return step.exitCode === 0 ? `The agent of ${require_action_run_steps.stepName(step)} failed by its own record, although it ended with exit code 0.` : `The agent of ${require_action_run_steps.stepName(step)} failed with exit code ${step.exitCode}.`;
	}
}
function list(paths) {
	return require_action_help_run_steps.nameFirst(paths, PATHS_NAMED, ({ path, files, from }) => {
		const count = files === void 0 ? "" : ` (${files} file${files === 1 ? "" : "s"})`;
		return `${JSON.stringify(path)}${count}${from === void 0 ? "" : ` (from ${JSON.stringify(from)})`}`;
	});
}
// src/usecases/step/commit-leftovers.ts
async function keepLeftovers(deps, ended) {
	const { repository, warn } = deps;
	const { request } = ended;
	const { start } = ended.progress;
	const attempt = async (look, otherwise) => await warnOnFailure(warn, look) ?? otherwise;
	const tell = (look) => attempt(look, []);
	const before = {
		since: start.workTree,
		exclude: request.privatePaths
	};
	const onto = placeOfLeft(ended);
	const left = onto === null ? NOTHING : await attempt(() => commitWhere(deps, ended, onto), LOST);
	for (const sentence of left.notes) warn(sentence);
	const uncommitted = onto === null ? await attempt(() => repository.countLeftovers(before), 0) : 0;
	const found = await attempt(() => repository.head(), null);
	const head = found ?? NO_HEAD;
	const taken = await tell(async () => takenSentences(await repository.noteFilesThatStay(start.workTree)));
	const stashed = await keepStashed(deps, ended, left.kept ?? head.sha);
	const own = stashed.kept ?? left.kept;
	const beside = await attempt(() => findBeside(repository, ended, [head.sha, own]), null);
	const forcedOff = await attempt(() => findForcedOff(repository, ended, head), null);
	const broken = found === null ? UNREADABLE : await attempt(() => whyBroken(repository, ended, head), NOTHING);
	const isAll = beside !== null && own === null && head.sha === start.head.sha;
	const notes = [
		...left.notes,
		...taken,
		...stashed.notes,
		...besideSentences(beside?.names ?? []),
		...forcedOffSentences(forcedOff, ended),
		...await sayGone(deps, ended, {
			end: found,
			isPinned: beside !== null
		})
	];
	const lost = left.lost === "all" && own !== null ? [] : left.lost;
	notes.push(...broken.notes, ...await tell(() => archive(deps, ended, lost)));
	for (const sentence of notes) warn(sentence);
	const missed = isAll ? "the agent left its commits beside the branch" : broken.missed;
	return {
		head,
		kept: isAll ? beside.sha : own,
		beside: isAll ? null : await bothOf(repository, request, beside?.sha ?? null, forcedOff?.sha ?? null),
		notes,
		uncommitted,
		missed: left.missed ?? stashed.missed ?? missed
	};
}
async function whyBroken(repository, { progress: { start } }, { sha }) {
	const { sha: before } = start.head;
	if (before === null || before === sha || await repository.commit(before) !== null) return NOTHING;
	const { head, subject } = start.workTree;
	return {
		missed: "the commit where the step began is gone",
		notes: [`The agent removed the commit ${require_action_post_help_run_steps.nameCommit(before, head === before ? subject : void 0)}, where the step began, from this repository for good: only another repository that has it can give it back.`]
	};
}
const NOTHING = {
	kept: null,
	notes: [],
	missed: null,
	lost: []
};
const LOST = {
	kept: null,
	notes: ["What the agent left uncommitted could not be committed."],
	missed: "what the agent left could not be committed",
	lost: "all"
};
const SOME_LOST = "some of what the agent left could not be committed";
const isOfNoCommit = (missed) => missed === LOST.missed || missed === SOME_LOST;
const NO_HEAD = {
	sha: null,
	branch: null
};
const UNREADABLE = {
	missed: "its repository cannot be read",
	notes: []
};
async function commitWhere(deps, ended, onto, whyApart = null) {
	const { request } = ended;
	const left = await deps.repository.commitLeftovers({
		since: ended.progress.start.workTree,
		message: await messageOf(deps.repository, ended),
		author: authorOf(request),
		exclude: request.privatePaths,
		onto
	});
	const notes = leftSentences(left);
	if (left.kind === "withheld" && onto === "head") {
		if (left.isAsBefore === true && request.workTreeLasts && request.push !== "auto") return {
			...NOTHING,
			notes
		};
		const apart = await commitWhere(deps, ended, "apart", left.reason);
		const isKept = apart.kept !== null;
		const own = isKept ? leftOutSentences(left.leftOut) : notes;
		const missed = isKept ? apart.missed ?? "what the agent left uncommitted is beside it" : LOST.missed;
		return {
			...apart,
			notes: [...new Set([...own, ...apart.notes])],
			missed
		};
	}
	const missed = missedBy(left);
	const apart = left.leftOut.filter(({ reason }) => reason === "unpublished" || reason === "refused");
	const lost = left.kind === "withheld" ? "all" : apart.map(({ path }) => path);
	if (left.kind !== "committed" || onto === "head") return {
		kept: null,
		notes,
		missed,
		lost
	};
	const why = whyApart === null ? "." : `, since it could not go onto it: ${require_action_help_run_steps.asSentence(whyApart)}`;
	const sentence = `What the agent left uncommitted was committed beside the branch, as ${require_action_post_help_run_steps.shortSha(left.sha)}${why}`;
	return {
		kept: left.sha,
		notes: [...notes, sentence],
		missed,
		lost
	};
}
const LOST_REASONS = new Set([
	"was-submodule",
	"unpublished",
	"filter",
	"filter-changed",
	"unreadable",
	"refused"
]);
function missedBy(left) {
	if (left.kind === "withheld") return LOST.missed;
	return left.leftOut.some(({ reason }) => LOST_REASONS.has(reason)) ? SOME_LOST : null;
}
async function keepStashed({ repository, warn }, ended, onto) {
	const { request } = ended;
	if (request.commit === "none") return NOTHING;
	const message = await messageOf(repository, ended);
	const asked = {
		since: ended.progress.start.workTree,
		message,
		author: authorOf(request),
		hasOthers: request.workTreeLasts && request.isInJob !== true
	};
	const { sha: kept, leftOut, doubtful } = await warnOnFailure(warn, () => repository.commitStashes(asked, onto)) ?? {
		sha: null,
		leftOut: [],
		doubtful: []
	};
	const notes = [...leftOutSentences(leftOut), ...doubtfulStashSentences(doubtful)];
	if (kept === null) return {
		...NOTHING,
		notes
	};
	return {
		...NOTHING,
		kept,
		notes: [...notes, `What the agent left in the stash was committed beside the branch, as ${require_action_post_help_run_steps.shortSha(kept)}.`],
		missed: "the agent left work in the stash"
	};
}
async function archive({ repository, store: { keepFile } }, { request, progress }, only) {
	if (only.length === 0 || request.commit === "none") return [];
	const file = request.bundleFile.replace(/bundle$/, "files.tar.gz");
	const exclude = request.privatePaths;
	const archived = await repository.archiveChanged(progress.start.workTree, {
		file,
		exclude,
		only
	});
	if (archived === null) return [];
	const where = keepFile === null ? file : await keepFile(file);
	const { files, leftOut } = archived;
	return [`The files that could not be committed (${files}) are kept as an archive: ${where}.${leftOut === 0 ? "" : ` Not in it: ${leftOut}, for their size, or since their names are those of secrets.`}`];
}
async function messageOf(repository, { request, settledId, started }) {
	const namesBranch = request.commitMessage?.includes("{branch}") === true;
	return commitMessage(request.commitMessage, {
		stepId: settledId,
		stepUid: request.uid,
		agent: request.agentConfig.name,
		branch: namesBranch ? (await repository.head()).branch : null,
		prompt: started.prompt?.text ?? null
	});
}
function authorOf({ commitAuthor, agentIdentity }) {
	return commitAuthor ?? agentIdentity;
}
function wasStopped({ ending }) {
	return ending !== "exited";
}
function placeOfLeft({ request, agent, isUnseen }) {
	if (request.commit === "auto") return isUnseen ? "apart" : "head";
	return wasStopped(agent) && !request.workTreeLasts && !mayReachBranch(require_action_run_steps.statusOf(agent), request.continueOnAgentError) ? "apart" : null;
}
const MOST_PLACES = 50;
async function findBeside(repository, { request, agent, isUnseen, progress: { start } }, ends) {
	const { remote } = repository;
	const staysHere = request.workTreeLasts && request.isInJob !== true;
	if (request.push !== "auto" || staysHere || remote === null || request.isShared?.() === true) return null;
	const until = isUnseen && agent.endTime !== null ? new Date(agent.endTime) : null;
	const traces = repository.commitTraces(start.clone, until);
	const isOwn = (sha) => traces.made.has(sha) && !traces.madeElsewhere.has(sha) && !traces.pushed.has(sha);
	if (![...traces.made].some((sha) => isOwn(sha) && !ends.includes(sha))) return null;
	const since = async (sha) => {
		const { commits } = await repository.commits(start.head.sha, sha);
		return new Set(commits.map((commit) => commit.sha));
	};
	const reached = new Set();
	const reach = async (sha) => {
		for (const one of await since(sha)) reached.add(one);
	};
	for (const sha of ends) if (sha !== null) await reach(sha);
	const isLeft = ({ sha }) => isOwn(sha) && !reached.has(sha);
	const places = (await repository.placesBesideHead(start.clone)).filter(isLeft);
	if (places.length === 0) return null;
	const before = new Set(start.heads?.values());
	const tips = [...(await remote.refs(["refs/heads/*", "refs/tags/*"])).values()].filter((sha) => !before.has(sha));
	for (const sha of new Set(tips)) if (await repository.commit(sha) !== null) await reach(sha);
	const left = places.filter(isLeft).slice(0, MOST_PLACES);
	const below = await Promise.all(left.map(async ({ sha }) => await since(sha)));
	const tops = left.filter(({ sha }, at) => !below.some((reachable, other) => other !== at && reachable.has(sha)));
	const [first, ...others] = tops.map(({ sha }) => sha);
	if (first === void 0) return null;
	return {
		sha: others.length === 0 ? first : await repository.createPinCommit(first, pinMessage(request.uid), others),
		names: tops.map(({ name }) => name ?? "a HEAD that was on no branch")
	};
}
async function findForcedOff(repository, { request, progress: { start } }, { sha }) {
	const { remote } = repository;
	const { branch } = start.head;
	const tip = branch === null ? void 0 : start.heads?.get(branch);
	if (request.push !== "auto" || remote === null || branch === null || tip === void 0 || sha === null) return null;
	if (sha === tip || await repository.isAncestor(tip, sha) !== "no") return null;
	const now = await require_action_run_steps.tipOf$1(remote, require_action_run_steps.branchRef(branch));
	if (now === null || now === tip || await repository.isAncestor(now, sha) !== "yes") return null;
	return await repository.commit(tip);
}
function forcedOffSentences(commit, { progress: { start } }) {
	if (commit === null) return [];
	return [`The agent forced ${start.head.branch} at the remote off ${require_action_post_help_run_steps.nameCommit(commit.sha, commit.subject)}, where it was before the step.`];
}
const pinMessage = (uid) => `Commits beside the branch of a step\n\nLaforge-Step-Uid: ${uid}\n`;
async function bothOf(repository, { uid }, first, second) {
	if (first === null || second === null) return first ?? second;
	return await repository.createPinCommit(first, pinMessage(uid), [second]);
}
// src/usecases/step/deliver-work.ts
const NOWHERE = {
	pushed: "none",
	pinRef: null,
	warnings: []
};
const UNCHANGED = {
	pushed: "unchanged",
	pinRef: null,
	warnings: []
};
async function deliverWork(deps, { request, agent, isUnseen, progress }, { work, checked, outcomeOf }) {
	const { repository, history } = deps;
	const { uid, continueOnAgentError, onFailure } = request;
	const { status } = checked;
	const { head, heads } = progress.start;
	const [before, after] = [head.sha, work.kept ?? work.after];
	const pinRef = require_action_run_steps.pinRefOf("step", request.slug, uid);
	const isUnchanged = after === null || after === before;
	if (request.replays != null) return isUnchanged ? UNCHANGED : await keepReplay(request.replays, after, pinRef);
	const apart = work.kept === null ? null : work.missed;
	const [it, theWork] = isOfNoCommit(apart) ? ["The rest", "The rest"] : ["It", "The work"];
	const remote = request.push === "auto" ? repository.remote : null;
	if (remote === null) {
		const why = apart === null ? whyGoneWithJob(request, wasStopped(agent), checked) : require_action_help_run_steps.capital(apart);
		if (why === null || isUnchanged) return NOWHERE;
		const pinned = request.workTreeLasts ? await pinHere(repository, pinRef, after, `${why}. ${theWork}`) : null;
		if (pinned !== null) return pinned;
		const because = request.workTreeLasts ? `${why}.` : `${why}, and nothing may be pushed.`;
		return await bundle(deps, {
			before,
			after,
			pinRef,
			file: request.bundleFile,
			it
		}, because);
	}
	if (work.mustStay !== null) {
		const where = `It is only in this work tree, at ${after}. Push those commits first if they may be seen, then this.`;
		return {
			...NOWHERE,
			warnings: [`The work was not pushed: ${work.mustStay}. ${where}`]
		};
	}
	if (isUnchanged) return {
		...UNCHANGED,
		warnings: await warnOfBack(repository, remote, work.branch, heads)
	};
	const { branch, made } = work;
	const offBranch = isUnseen && mayReachBranch(status, continueOnAgentError) ? "the action was killed before it could look at the work" : apart ?? work.offBranch ?? checked.offBranch;
	const push = async (update, delivered) => await history.pushWith([{
		kind: "step-finished",
		uid,
		outcome: outcomeOf(delivered)
	}], async (along) => {
		const result = await remote.push([update, ...along], { atomic: along.length > 0 });
		return await hasArrived(remote, result, update) ? { kind: "pushed" } : result;
	});
	const pin = async (reason, isUnreached = false) => {
		const because = `The work was not pushed to ${branch ?? "a branch"}: ${require_action_help_run_steps.asSentence(reason)}`;
		const warnings = [`${because} ${it} is kept: ${require_action_run_steps.quoteForShell([
			"git",
			"fetch",
			remote.fetchFrom,
			pinRef
		])} gets it.`];
		const delivered = {
			pushed: "pinned",
			pinRef,
			warnings
		};
		const result = await push({
			ref: pinRef,
			to: after,
			expected: null
		}, delivered);
		if (result.kind === "pushed") return delivered;
		const both = `${because} Nor could it be pinned${result.explanation === reason || isUnreached && result.kind === "unreachable" ? "." : `: ${require_action_help_run_steps.asSentence(result.explanation)}`}`;
		return await bundle(deps, {
			before,
			after,
			pinRef,
			file: request.bundleFile,
			it
		}, both);
	};
	const decision = await decide(repository, remote, {
		before,
		after,
		branch,
		made,
		offBranch,
		status,
		continueOnAgentError,
		onFailure
	}, heads);
	switch (decision.kind) {
		case "unchanged": return UNCHANGED;
		case "pushed-already": return PUSHED;
		case "pin": return await pin(decision.reason, decision.isUnreached);
		case "push": {
			const result = await push({
				ref: require_action_run_steps.branchRef(decision.branch),
				to: after,
				expected: decision.lease
			}, PUSHED);
			return result.kind === "pushed" ? PUSHED : await pin(result.explanation);
		}
	}
}
const PUSHED = {
	pushed: "pushed",
	pinRef: null,
	warnings: []
};
async function decide(repository, remote, facts, heads) {
	const { before, after, branch, made } = facts;
	const tipAtStart = heads === null ? "unknown" : branch !== null && heads.get(branch) || null;
	try {
		const tip = branch === null ? null : await require_action_run_steps.tipOf$1(remote, require_action_run_steps.branchRef(branch));
		const known = tip !== null && (tip === before || made.has(tip));
		const descends = tip === null ? "yes" : known ? await repository.isAncestor(tip, after) : "unknown";
		const movedBack = branch !== null && tip !== null && !known && tipAtStart !== "unknown" ? await sayMovedBack(repository, remote, {
			branch,
			from: tipAtStart,
			tip
		}) : null;
		return decideDelivery({
			...facts,
			tipAtStart,
			tip,
			movedBack,
			descends
		});
	} catch (error) {
		return {
			kind: "pin",
			reason: error instanceof Error ? error.message : String(error),
			isUnreached: true
		};
	}
}
async function sayMovedBack(repository, remote, { branch, from, tip }) {
	if (from === null || from === tip || !await require_action_run_steps.fetchCommits(repository, [tip], 1)) return null;
	if (await repository.isAncestor(tip, from) !== "yes") return null;
	const { commits, complete } = await require_action_run_steps.listBetween(repository, require_action_run_steps.branchRef(branch), {
		from: tip,
		to: from
	});
	const far = complete ? `${commits.length} ${commits.length === 1 ? "commit" : "commits"} back` : "back";
	const command = require_action_run_steps.quoteForShell([
		"git",
		"push",
		remote.name,
		`${from}:${require_action_run_steps.branchRef(branch)}`
	]);
	return `${branch} is ${far} at the remote, at ${require_action_post_help_run_steps.shortSha(tip)} and no longer at ${require_action_post_help_run_steps.shortSha(from)}, where the step found it (if nobody meant that, a fast-forward puts it back: ${command})`;
}
async function warnOfBack(repository, remote, branch, heads) {
	const from = branch !== null && heads?.get(branch) || null;
	if (branch === null || from === null) return [];
	try {
		const seen = await repository.resolve(`refs/remotes/${remote.name}/${branch}`);
		const tip = seen === null || seen === from ? null : await require_action_run_steps.tipOf$1(remote, require_action_run_steps.branchRef(branch));
		const back = tip === null ? null : await sayMovedBack(repository, remote, {
			branch,
			from,
			tip
		});
		return back === null ? [] : [`${back}.`];
	} catch {
		return [];
	}
}
async function hasArrived(remote, result, { ref, to }) {
	if (result.kind !== "unreachable") return false;
	try {
		return await require_action_run_steps.tipOf$1(remote, ref) === to;
	} catch {
		return false;
	}
}
async function bundle({ repository, store: { keepFile } }, { before, after, pinRef, file, it }, because) {
	try {
		await repository.bundle(before, after, pinRef, file).catch(() => repository.bundle(null, after, pinRef, file));
		return {
			pushed: "bundled",
			pinRef: null,
			warnings: [`${because} ${it} is kept as a git bundle: ${keepFile === null ? file : await keepFile(file)}.${keepFile === null ? ` ${require_action_run_steps.quoteForShell([
				"git",
				"fetch",
				file,
				pinRef
			])} gets it.` : ""}${before !== null && await repository.isShallow().catch(() => false) ? ` A clone that lacks ${require_action_post_help_run_steps.shortSha(before)} needs git fetch --unshallow first.` : ""}`]
		};
	} catch (error) {
		const sentence = `${because} Nor could it be bundled (${error instanceof Error ? error.message : String(error)}). It is only in this work tree, at ${after}.`;
		return {
			...NOWHERE,
			warnings: [sentence]
		};
	}
}
async function keepBeside(deps, { request: { slug, uid, bundleFile }, progress: { start } }, { beside }) {
	const { remote } = deps.repository;
	if (beside === null || remote === null) return [];
	const pinRef = require_action_run_steps.pinRefOf("beside", slug, uid);
	const why = await warnOnFailure(deps.warn, async () => {
		const result = await remote.push([{
			ref: pinRef,
			to: beside,
			expected: null
		}], { atomic: false });
		return result.kind === "pushed" || await require_action_run_steps.tipOf$1(remote, pinRef) === beside ? null : result.explanation;
	});
	if (why === null) return [`What is beside the branch is kept: ${require_action_run_steps.quoteForShell([
		"git",
		"fetch",
		remote.fetchFrom,
		pinRef
	])} gets it.`];
	const file = bundleFile.replace(/bundle$/, "beside.bundle");
	const because = `What is beside the branch could not be pinned${why === void 0 ? "." : `: ${require_action_help_run_steps.asSentence(why)}`}`;
	return (await bundle(deps, {
		before: start.head.sha,
		after: beside,
		pinRef,
		file,
		it: "It"
	}, because)).warnings;
}
async function keepReplay({ keep }, after, pinRef) {
	try {
		await keep(after, pinRef);
		return {
			pushed: "pinned",
			pinRef,
			warnings: []
		};
	} catch (error) {
		return {
			...NOWHERE,
			warnings: [`The work could not be kept: ${require_action_post_help_run_steps.describeError(error)}`]
		};
	}
}
async function pinHere(repository, pinRef, after, whatAndWhy) {
	try {
		await repository.updateLocalRefs([{
			ref: pinRef,
			to: after,
			expected: null
		}]);
	} catch {
		return null;
	}
	return {
		pushed: "pinned",
		pinRef,
		warnings: [`${whatAndWhy} is kept in this repository: git show ${pinRef}`]
	};
}
function whyGoneWithJob(request, isStopped, { status }) {
	if (request.workTreeLasts) return null;
	if (isStopped || status === "cancelled") return "The step was stopped";
	return hasFailedCheck({ status }) && request.onFailure === "rollback" ? "The check failed" : null;
}
// src/usecases/step/sign-work.ts
async function signWork(repository, request, work) {
	const { before } = request;
	const { after, branch, changes } = work;
	if (after === null || after === before || changes === null || changes.own_commit_count === 0) return work;
	if (branch === null || work.offBranch !== null || work.kept !== null || work.mustStay !== null) return work;
	try {
		const { commits } = await repository.commits(before, after);
		const own = new Set(changes.own_commits.map(({ sha }) => sha));
		if (changes.own_commit_count > own.size) throw new require_action_post_help_run_steps.RefusedError("push-refused", `it has ${changes.own_commit_count} of its own, and ${own.size} at most are signed`);
		const published = await publishedOf(repository, branch, work.made, before);
		const { made: signed, notes } = await signAll(repository, request, branch, orderOf(commits, (sha) => own.has(sha) && !published.has(sha)));
		const now = (sha) => signed.get(sha) ?? sha;
		await follow(repository, branch, after, now(after));
		return {
			...work,
			after: now(after),
			notes: [...work.notes, ...notes],
			made: new Set([...work.made].map(now)),
			changes: {
				...changes,
				own_commits: changes.own_commits.map((commit) => now(commit.sha) === commit.sha ? commit : {
					...commit,
					sha: now(commit.sha),
					replaces: commit.sha
				})
			}
		};
	} catch (error) {
		if (!(error instanceof require_action_post_help_run_steps.GitError || error instanceof require_action_post_help_run_steps.RefusedError || error instanceof require_action_post_help_run_steps.StoreError)) throw error;
		return {
			...work,
			offBranch: `its commits could not be signed: ${require_action_post_help_run_steps.describeError(error)}`
		};
	}
}
async function publishedOf(repository, branch, made, before) {
	const { remote } = repository;
	const tip = remote === null ? null : await require_action_run_steps.tipOf$1(remote, require_action_run_steps.branchRef(branch));
	if (tip === null || !made.has(tip)) return new Set();
	return new Set((await repository.commits(before, tip)).commits.map(({ sha }) => sha));
}
function orderOf(newestFirst, isSigned) {
	const order = [];
	const again = new Set();
	for (const commit of newestFirst.toReversed()) {
		const { sha, parents } = commit;
		if (isSigned(sha)) {
			order.push(commit);
			again.add(sha);
		} else if (parents.some((parent) => again.has(parent))) throw new require_action_post_help_run_steps.RefusedError("push-refused", `${require_action_post_help_run_steps.shortSha(sha)}, which the step did not make, builds on them`);
	}
	return order;
}
async function signAll(repository, { signer, uid }, target, commits) {
	if (signer.kind === "host") {
		const { remakeAtHost } = await Promise.resolve().then(() => require("./remake-at-host.js"));
		return await remakeAtHost(repository, {
			host: signer.host,
			branch: require_action_run_steps.signingBranch(uid),
			target,
			commits
		});
	}
	const made = new Map();
	for (const { sha, parents } of commits) {
		const now = parents.map((parent) => made.get(parent) ?? parent);
		made.set(sha, await repository.signCommit({
			sha,
			parents: now,
			key: signer
		}));
	}
	return {
		made,
		notes: []
	};
}
async function follow(repository, branch, from, to) {
	if (from === to || await repository.resolve(require_action_run_steps.branchRef(branch)) !== from) return;
	await repository.resetBranch(branch, from, to, null);
}
// src/usecases/step/finish-step.ts
async function finishStep(given, ended) {
	const deps = {
		...given,
		warn: sayOnce(given.warn)
	};
	const { history, warn } = deps;
	const { request, started, agent } = ended;
	let { progress } = ended;
	const note = (part) => {
		progress = {
			...progress,
			...part
		};
		deps.host.note(progress);
	};
	const timed = async (name, part) => {
		const start = deps.clock.now().getTime();
		const result = await part();
		deps.host.onPhase?.({
			name,
			start,
			end: deps.clock.now().getTime()
		});
		return result;
	};
	const say = (sentences) => {
		for (const sentence of sentences) warn(sentence);
		return sentences;
	};
	const left = progress.left ?? await warnOnFailure(warn, () => keepLeftovers(deps, ended));
	if (left !== void 0) note({ left });
	const looked = left === void 0 ? void 0 : await warnOnFailure(warn, () => measureWork(deps, ended, left));
	say(looked?.notes ?? []);
	const used = progress.used ?? await deps.usage.read(agent);
	note({ used });
	const { usage: tokenUsage, config } = used;
	const usageNotes = say([...used.notes ?? [], ...verdictSentences(agent, tokenUsage.verdict)]);
	const agentStatus = require_action_run_steps.statusOf(agent, tokenUsage.verdict);
	const { ceilings = require_action_run_steps.ownCeilings(started.limits) } = ended;
	const budgetNotes = say(budgetSentences(started, {
		usage: tokenUsage,
		status: agentStatus,
		ceilings,
		said: agent.notes
	}, deps.words));
	const checked = progress.checked ?? await timed("check", () => checkWork(deps, ended, agentStatus));
	note({ checked });
	const { status } = checked;
	const work = looked === void 0 ? void 0 : await sign(deps, ended, looked, checked);
	say(work?.notes.slice(looked?.notes.length) ?? []);
	const besideNotes = left === void 0 ? [] : say(await keepBeside(deps, ended, left));
	const outcomeOf = (delivered) => require_action_run_steps.boundOutcome({
		status,
		branch: work === void 0 || request.replays != null ? started.branch : work.branch,
		commitShaAfter: work?.after ?? null,
		agentConfig: require_action_help_run_steps.completeConfig(request.agentConfig, config),
		endTime: agent.endTime,
		durationMs: agent.durationMs,
		tokenUsage,
		exitCode: agent.exitCode,
		pushed: delivered.pushed,
		pinRef: delivered.pinRef,
		changes: work?.changes ?? null,
		check: checked.result,
		checkBefore: progress.start.checkBefore,
		notes: [
			...agent.notes,
			...usageNotes,
			...budgetNotes,
			...left?.notes ?? [],
			...work?.notes ?? [],
			...checked.notes,
			...besideNotes,
			...delivered.warnings
		]
	});
	const delivered = work === void 0 ? NOWHERE : await timed("push", () => deliverWork(deps, ended, {
		work,
		checked,
		outcomeOf
	}));
	say(delivered.warnings);
	if (request.workTreeLasts && delivered.pushed === "pushed" && work?.branch != null && work.after !== null) await deps.repository.notePush(work.branch, work.after);
	const end = await recordEnd(deps, started, outcomeOf(delivered));
	const { rollBackFailedCheck } = end.lost === null && hasFailedCheck(end.step) && request.onFailure === "rollback" ? await Promise.resolve().then(() => require("./roll-back-failed-check.js")) : {};
	const takenBack = work === void 0 ? void 0 : await rollBackFailedCheck?.(deps, ended, end.step, work);
	const publication = await timed("publish", async () => deps.store.keepRecord(end.lost ?? takenBack?.publication ?? await history.publish()));
	const step = takenBack == null ? end.step : {
		...end.step,
		active: false
	};
	sayPublication(publication, step, warn);
	const missed = left === void 0 ? "it could not be looked at" : left.missed;
	const rollback = takenBack?.rollback ?? null;
	return {
		step,
		publication,
		rollback,
		failure: failureOf({
			step,
			rollback,
			missed,
			overBudget: progress.agent?.overBudget
		}, request, deps.words),
		history
	};
}
async function sign({ repository }, { request: { signer = null, uid, continueOnAgentError }, isUnseen, progress }, work, { status, offBranch }) {
	if (signer === null || isUnseen || offBranch !== null || !mayReachBranch(status, continueOnAgentError)) return work;
	return await signWork(repository, {
		signer,
		uid,
		before: progress.start.head.sha
	}, work);
}
async function refuseStep({ history, warn }, started, why) {
	const outcome = {
		...require_action_run_steps.UNKNOWN_OUTCOME,
		status: "refused",
		branch: started.branch,
		commitShaAfter: started.commitShaBefore,
		agentConfig: started.agentConfig,
		endTime: started.startTime,
		durationMs: 0,
		pushed: why.isPushed ? "unchanged" : "none",
		changes: require_action_help_run_steps.NO_CHANGES,
		notes: [`The agent was not started: ${why.refusal}.`, ...why.notes]
	};
	const { step, lost } = await recordEnd({ history }, started, outcome);
	const publication = lost ?? await history.publish();
	sayPublication(publication, step, warn);
	return {
		step,
		publication,
		rollback: null,
		failure: refusedSentence(started, why.refusal),
		history
	};
}
async function recordEnd({ history, store }, started, outcome) {
	try {
		return {
			step: await history.finishStep(started.uid, outcome),
			lost: null
		};
	} catch (error) {
		const reason = require_action_post_help_run_steps.describeError(error);
		const lost = {
			kind: "kept",
			where: history.dbPath === null ? "no file" : `${history.dbPath}, without its end`,
			reason
		};
		const kept = await store?.keepEnd?.(started, outcome, reason).catch(() => lost);
		return {
			step: {
				...started,
				...outcome
			},
			lost: kept ?? lost
		};
	}
}
// src/usecases/step/record-step.ts
async function recordStep(deps, request) {
	const { repository, store, host, words } = deps;
	const { startTime: time } = host;
	const { warn, info } = deps.log;
	const { slug } = request;
	const lock = request.commit === "none" && request.push === "none" ? null : await repository.findLock();
	if (lock !== null) throw require_action_run_steps.notStarted.locked(lock);
	const movesLocally = request.workTreeLasts;
	const behind = movesLocally ? await time.count(() => require_action_run_steps.finishMoves({
		repository,
		warn
	}, slug)) : null;
	const head = await repository.head();
	const remote = request.push === "auto" ? repository.remote : null;
	if (remote !== null && behind?.has(head.branch ?? "")) throw require_action_run_steps.notStarted.behindRemote(head.branch ?? "", words);
	if (request.push === "auto" && remote === null) throw noRemote(repository.root, words);
	const shared = request.limits?.budgets.find(require_action_run_steps.isShared);
	if (shared !== void 0 && store.name !== "postgres") throw cannotShare(shared, words);
	const atStart = await time.count(() => checkRemote(deps, head, request));
	if (atStart.unreached !== null) info(sayUnreached(atStart.unreached));
	const opened = await time.count(() => store.open());
	for (const message of opened.warnings) warn(message);
	sayCondition(opened.condition, atStart.unreached, {
		warn,
		info
	});
	const pins = {
		history: opened,
		repository,
		warn
	};
	await time.count(() => require_action_run_steps.reconcilePins(pins, {
		slug,
		refs: atStart.refs,
		place: "remote"
	}, time.leftMs("pins")));
	if (movesLocally) await time.count(() => require_action_run_steps.reconcileLocalPins(pins, slug, time.leftMs("pins")));
	const running = {
		history: opened,
		proofs: host.proofs,
		inform: info,
		words
	};
	await time.count(() => require_action_run_steps.markInterrupted(running, {
		own: request.run,
		limitMs: time.leftMs("pins")
	}));
	const [workTree, clone, branches, tags, chain] = await Promise.all([
		repository.snapshot(),
		repository.cloneState(),
		movesLocally ? repository.localRefs(require_action_run_steps.HEADS) : void 0,
		remote === null && !movesLocally ? void 0 : repository.localRefs(require_action_run_steps.TAGS),
		time.count(() => require_action_run_steps.chainOf(opened))
	]);
	const { replays = null } = request;
	const name = replays === null ? repository.remote?.repository ?? null : replays.repository;
	const { draft, cuts } = require_action_run_steps.boundDraft({
		uid: request.uid,
		projectId: request.projectId,
		repository: name,
		branch: head.branch ?? request.detachedBranch,
		commitShaBefore: head.sha,
		agentConfig: request.agentConfig,
		run: {
			...require_action_run_steps.withRepositoryId(request.run, name),
			...addressOf(repository.remote, request)
		},
		startTime: deps.clock.now().toISOString(),
		limits: request.limits,
		prompt: request.prompt,
		setup: request.setup,
		template: request.template,
		replays: replays?.uid ?? null,
		labels: request.labels,
		chain
	});
	const asFound = {
		head,
		workTree,
		clone,
		heads: atStart.heads,
		checkBefore: null,
		draft,
		...branches !== void 0 && { localRefs: new Map([...branches, ...tags ?? []]) },
		...remote !== null && tags !== void 0 && { tags }
	};
	host.note({
		start: asFound,
		...NOT_YET
	});
	if (cuts.length > 0) warn(require_action_run_steps.cutSentence(cuts));
	const { history, started } = await time.count(() => startStep(deps, opened, warn, draft));
	const settledId = require_action_help_run_steps.settlesIds(store.name) ? started.id : null;
	const isSeen = !require_action_help_run_steps.settlesIds(store.name) || started.id !== null;
	const asked = {
		step: started,
		isUsageRead: deps.usage.isRead,
		hasHistory: request.hasHistory,
		isSeen,
		words,
		limitMs: time.leftMs("record")
	};
	const { refusal, ceilings, notes, remarks } = await time.count(() => checkBudgets(history, asked));
	for (const note of notes) warn(note);
	for (const remark of remarks) info(remark);
	if (request.limits !== null && request.limits.budgets.length > 0 && !require_action_help_run_steps.settlesIds(store.name)) warn(othersUnseen(store.name));
	if (refusal !== null) return await refuseStep({
		history,
		warn
	}, started, {
		refusal,
		notes,
		isPushed: remote !== null
	});
	host.onStarted(started, history);
	const { checkBefore } = deps.agent;
	const found = checkBefore && await checkStart({
		repository,
		history,
		words,
		warn
	}, request, checkBefore, {
		started,
		settledId
	});
	const start = found === null ? asFound : {
		...asFound,
		checkBefore: found.result,
		workTree: await warnOnFailure(warn, () => repository.snapshot()) ?? workTree,
		clone: await warnOnFailure(warn, () => repository.cloneState()) ?? clone
	};
	if (found !== null) host.note({
		start,
		...NOT_YET
	});
	const inspect = await history.guard();
	const { ran, used } = await runAgent(deps, started, settledId, ceilings, request.signal);
	const ended = {
		...ran,
		notes: [...ran.notes, ...await inspect()]
	};
	for (const note of ended.notes) warn(note);
	const agent = {
		...ended,
		notes: [
			...notes,
			...found?.notes ?? [],
			...ended.notes
		]
	};
	const progress = {
		start,
		...NOT_YET,
		agent,
		used
	};
	host.note(progress);
	const { usage, clock } = deps;
	const { check } = deps.agent;
	return await finishStep({
		repository,
		history,
		store,
		usage,
		check,
		clock,
		host,
		words,
		warn
	}, {
		request,
		started,
		settledId,
		agent,
		ceilings,
		progress,
		isUnseen: false
	});
}
const NOT_YET = {
	agent: null,
	left: null,
	used: null,
	checked: null
};
async function startStep(deps, opened, warn, draft) {
	try {
		return {
			history: opened,
			started: await opened.startStep(draft)
		};
	} catch (error) {
		warn(`The step could not be written to its history before it started: ${require_action_post_help_run_steps.describeError(error)}`);
		const history = deps.store.fallback(require_action_post_help_run_steps.describeError(error));
		return {
			history,
			started: await history.startStep(draft)
		};
	}
}
const NOT_RUN = new Set([
	"EACCES",
	"ENOEXEC",
	"ENOTDIR",
	"E2BIG"
]);
async function runAgent(deps, started, settledId, ceilings, signal) {
	try {
		const watched = watchCeilings(ceilings, deps.usage, deps.words);
		const result = await deps.agent.run(started, settledId, {
			...watched.request,
			signal
		});
		return {
			ran: watched.explain(result),
			used: null
		};
	} catch (error) {
		const endTime = deps.clock.now();
		const code = require_action_post_help_run_steps.errnoCode(error instanceof Error ? error.cause : null) ?? "";
		return {
			ran: {
				ending: "exited",
				exitCode: NOT_RUN.has(code) ? 126 : 127,
				startTime: started.startTime,
				endTime: endTime.toISOString(),
				durationMs: Math.max(0, endTime.getTime() - Date.parse(started.startTime)),
				notes: [`The agent could not be started: ${require_action_post_help_run_steps.describeError(error)}`]
			},
			used: code === "ENOENT" || NOT_RUN.has(code) ? {
				usage: require_action_help_run_steps.NO_AGENT_USAGE,
				config: {}
			} : null
		};
	}
}
function addressOf(remote, { replays }) {
	const address = replays === null ? remote?.addressSha256 ?? null : null;
	return address === null ? {} : { remote_sha256: address };
}
function noRemote(root, words) {
	return require_action_post_help_run_steps.badInput(`${words.pushIsAuto}, but the repository in ${root} has no remote to push to. Add one as origin, or use ${words.set("push", "none")}.`);
}
function cannotShare(budget, words) {
	return require_action_post_help_run_steps.badInput(`The budget of ${require_action_run_steps.formatBudget(budget)} in ${words.option("budget")} is for many repositories, and only the store postgres knows more than one. Use that store, or a budget per project.`);
}
// src/app/record-run.ts
async function recordRun(run) {
	const { options, described, repository, telemetry, before } = run;
	const { prompt, template, secrets, prices } = described;
	const usage = followUsage(options.usageReader, run.folder.usageFile, {
		prices,
		telemetry: options.telemetry,
		redact: (text) => redactText(text, secrets),
		...before !== void 0 && { before },
		...telemetry !== void 0 && { onCalls: telemetry.onCalls }
	});
	const { store, log, host } = run;
	const words = {
		...run.words,
		called: (name) => run.options.nameInTemplate(name) ?? run.words.called(name)
	};
	const why = options.prompt === null ? null : whyNoVariable(options.prompt);
	if (why !== null) log.notice(`The prompt ${why}. The agent finds it in the file LAFORGE_PROMPT_FILE alone.`);
	return await recordStep({
		repository,
		store,
		agent: createStepAgent(run, usage, repository.identity === null ? run.request.agentIdentity : null),
		usage,
		clock: require_action_run_steps.systemClock,
		log,
		words,
		host: {
			uids: require_action_run_steps.systemUids,
			...host,
			...telemetry !== void 0 && { onPhase: telemetry.onPhase }
		}
	}, {
		...run.request,
		setup: await describeSetup(repository, options, run.env, secrets),
		prompt,
		template,
		limits: options.limits,
		labels: options.labels
	});
}
function createStepAgent(run, usage, identity) {
	const { options, folder, runner } = run;
	const { signal } = run.request;
	const { secrets } = run.described;
	const { command, check } = options;
	const traceparents = run.telemetry?.traceparents ?? null;
	const launch = async (step, settledId, traceparent = traceparents?.agent) => ({
		argv: command.kind === "program" ? command.argv : writeScript(command.shell, command.text, folder.path),
		cwd: options.directory,
		env: buildAgentEnv({
			env: run.env,
			allow: options.envAllow,
			stepId: settledId,
			stepUid: step.uid,
			projectId: step.projectId,
			usageFile: folder.usageFile,
			promptFile: folder.promptFile,
			prompt: options.prompt,
			inputs: options.template?.inputs ?? {},
			identity,
			traceparent: traceparent ?? null
		}),
		timeoutMs: options.timeoutMs,
		logFile: folder.logFile,
		stdin: run.stdin
	});
	const runCheck = (given, of) => {
		const { shell, script, timeoutMs } = given;
		const logFile = of === "work" ? folder.checkLogFile : (0, node_path.join)(folder.path, "check-before.log");
		const runIt = createCheck({
			runner,
			clock: require_action_run_steps.systemClock,
			secrets,
			signal,
			script,
			launch: async (step, settledId) => ({
				...await launch(step, settledId, traceparents?.check),
				argv: writeScript(shell, script, folder.path),
				timeoutMs,
				logFile,
				stdin: "none"
			})
		});
		return (step, settledId) => {
			run.onCheck(step, given, of);
			return runIt(step, settledId);
		};
	};
	return {
		run: async (step, settledId, watched) => {
			const ready = await usage.watch(await launch(step, settledId), wordsOf(command));
			run.onReady?.();
			return runner.run({
				...ready,
				...watched,
				onStarted: run.onAgentStarted
			});
		},
		check: check === null ? null : runCheck(check, "work"),
		checkBefore: check?.before === true ? runCheck(check, "start") : null
	};
}
function finishRequest(options, { identity }, facts) {
	const { bot, commitHost, ...rest } = facts;
	const { commit, commitMessage, commitAuthor, push, continueOnAgentError } = options;
	return {
		...rest,
		commit,
		commitMessage,
		commitAuthor,
		push,
		continueOnAgentError,
		signer: signerOf(options, commitHost),
		agentIdentity: identity ?? commitAuthor ?? bot,
		onFailure: options.check?.onFailure ?? null
	};
}
function signerOf({ signing }, commitHost) {
	if (signing?.kind !== "host") return signing;
	if (commitHost !== void 0) return {
		kind: "host",
		host: commitHost
	};
	throw require_action_post_help_run_steps.badInput("Commits can be signed by the host only where the action runs. Use ssh.");
}
// src/system/steps-under-way.ts
const BEAT_MS = 3e3;
const FRESH_MS = 15e3;
const MOST_BYTES = 4096;
const MOST_ENTRIES = 100;
function enterWorkTree({ gitDir, uid, share, within, findAgent, advice }) {
	const folder = (0, node_path.join)(gitDir, "laforge", "steps");
	const file = (0, node_path.join)(folder, uid);
	const own = {
		uid,
		at: Date.now(),
		process: require_action_help_run_steps.describeProcess({}),
		pid: process.pid,
		agent: null
	};
	try {
		makeFolder(gitDir, folder);
		(0, node_fs.writeFileSync)(file, JSON.stringify(own), {
			flag: "wx",
			mode: 420
		});
	} catch {
		return {
			isShared: () => false,
			noteAgent: () => {},
			leave: () => {}
		};
	}
	const leave = () => (0, node_fs.rmSync)(file, { force: true });
	const others = readEntries(folder, new Set([uid, within]), findAgent);
	const before = others.find((entry) => entry.at < own.at || entry.at === own.at && entry.uid < uid);
	if (before !== void 0 && !share) {
		leave();
		throw new require_action_post_help_run_steps.RefusedError("wrong-place", `The agent was not started: ${describeRunning(before, advice)}.`);
	}
	for (const { uid: other } of others) require_action_help_run_steps.quietly(() => (0, node_fs.writeFileSync)((0, node_path.join)(folder, `${other}.shared`), "", { flag: "wx" }));
	const beat = setInterval(() => require_action_help_run_steps.quietly(() => (0, node_fs.utimesSync)(file, new Date(), new Date())), BEAT_MS).unref();
	process.once("exit", leave);
	return {
		isShared: () => others.length > 0 || (0, node_fs.statSync)(`${file}.shared`, { throwIfNoEntry: false }) !== void 0,
		noteAgent: (agent) => require_action_help_run_steps.quietly(() => require_action_post_help_run_steps.replaceFile(file, JSON.stringify({
			...own,
			agent
		}), 420)),
		leave: () => {
			clearInterval(beat);
			process.off("exit", leave);
			leave();
			(0, node_fs.rmSync)(`${file}.shared`, {
				force: true,
				recursive: true
			});
		}
	};
}
function listStepsUnderWay({ gitDir, within, findAgent }) {
	const folder = (0, node_path.join)(gitDir, "laforge", "steps");
	return (0, node_fs.existsSync)(folder) ? readEntries(folder, new Set([within]), findAgent).map((other) => describeRunning(other, "")) : [];
}
function makeFolder(gitDir, folder) {
	const made = (0, node_fs.mkdirSync)(folder, { recursive: true });
	if (made === void 0) return;
	const { mode } = (0, node_fs.statSync)(gitDir);
	(0, node_fs.chmodSync)(made, mode & 4095);
	(0, node_fs.chmodSync)(folder, mode & 4095);
}
const entry = require_action_help_run_steps.object({
	uid: require_action_help_run_steps.uid,
	at: require_action_help_run_steps.number(),
	pid: require_action_help_run_steps.integer(),
	process: require_action_help_run_steps.nullable(require_action_help_run_steps.processInfo),
	agent: require_action_help_run_steps.nullable(require_action_help_run_steps.object({
		pid: require_action_help_run_steps.integer(),
		started: require_action_help_run_steps.anyText
	}))
});
function describeRunning({ pid, agent }, advice) {
	const more = advice === "" ? "" : `, ${advice}`;
	if (agent.length === 0) return `a step is running in this work tree (process ${pid}), and its work could not be told from what is done here meanwhile. Wait for it to end${more}`;
	const named = agent.slice(0, 3).map(({ pid: one, name }) => `${require_action_post_help_run_steps.quote(name)} (${one})`);
	const kill = require_action_run_steps.quoteForShell(["kill", ...agent.map(({ pid: one }) => String(one))]);
	return `the agent of a step whose laforge was killed still runs in this work tree, ${named.join(", ")}, and its work could not be told from what is done here meanwhile. Wait for it to end${more === "" ? " or" : ","} end it with ${kill}${more}`;
}
function readEntries(folder, own, findAgent) {
	return (0, node_fs.readdirSync)(folder).filter((name) => require_action_post_help_run_steps.isUid(name) && !own.has(name)).slice(0, MOST_ENTRIES).flatMap((name) => {
		const file = (0, node_path.join)(folder, name);
		const found = readEntry(file, name);
		if (found !== null && (require_action_help_run_steps.isUnderWay(found.process) ?? isFresh(file))) return [{
			...found,
			agent: []
		}];
		const agent = found === null ? [] : findAgent(found.agent, name);
		if (found !== null && agent.length > 0) return [{
			...found,
			agent
		}];
		for (const rest of [file, `${file}.shared`]) (0, node_fs.rmSync)(rest, {
			force: true,
			recursive: true
		});
		return [];
	});
}
function readEntry(path, uid) {
	return require_action_post_help_run_steps.withPlainFile(path, (file, size) => {
		if (size > MOST_BYTES) return null;
		const found = entry.read(require_action_help_run_steps.parseJson((0, node_fs.readFileSync)(file, "utf8")), new require_action_help_run_steps.Reading(true));
		return found === require_action_help_run_steps.WRONG || found.uid !== uid ? null : found;
	});
}
function isFresh(file) {
	const stat = (0, node_fs.statSync)(file, { throwIfNoEntry: false });
	return stat !== void 0 && Math.abs(Date.now() - stat.mtimeMs) < FRESH_MS;
}
// src/render/terminal/end-line.ts
var end_line_exports = require_rolldown_runtime.__exportAll({
	endLine: () => endLine,
	rollbackLine: () => rollbackLine,
	workPlace: () => workPlace
});
function endLine(step, isIncomplete = false) {
	const exit = step.status === "failed" && step.exitCode !== null ? ` (exit ${step.exitCode})` : "";
	const check = step.check?.exit_code === 0 ? "check passed" : "";
	const facts = require_action_help_run_steps.joinFilled([
		require_action_run_steps.formatChanges(step.changes),
		check,
		require_action_run_steps.formatUsage(step.tokenUsage)
	], ", ");
	const took = step.durationMs === null ? "" : ` in ${require_action_run_steps.formatDuration(step.durationMs)}`;
	const how = `${isIncomplete && step.status === "succeeded" ? `the agent of ${require_action_run_steps.stepName(step)}` : require_action_run_steps.stepName(step)} ${require_action_post_help_run_steps.toPlainText(step.status.replaceAll("_", " "))}${exit}${took}`;
	return facts === "" ? how : `${how}: ${facts}`;
}
function rollbackLine(rollback, all) {
	const { kind, undoes, stepUids, branch, isProposed } = rollback;
	const other = all.find(({ uid }) => uid === undoes);
	const of = other === void 0 ? require_action_run_steps.plural(stepUids.length, "step") : require_action_run_steps.rollbackName(other);
	const where = branch === null ? "" : ` on ${require_action_post_help_run_steps.toPlainText(branch)}`;
	return `${require_action_run_steps.rollbackName(rollback)} is ${require_action_run_steps.KINDS_IN_WORDS[kind]} of ${of}${where}${isProposed ? ", proposed" : ""}`;
}
function workPlace(step) {
	const branch = step.branch === null ? "its branch" : require_action_post_help_run_steps.toPlainText(step.branch);
	switch (step.pushed) {
		case "pushed": return `pushed to ${branch}`;
		case "unchanged": return `${branch} is unchanged`;
		case "pinned": return `kept at ${require_action_post_help_run_steps.toPlainText(step.pinRef ?? "a pin")}`;
		case "bundled": return "kept as a git bundle";
		default: return step.changes === null || require_action_run_steps.hasNoChanges(step.changes) ? "" : "not pushed";
	}
}
// src/agent/read-yaml.ts
async function parseText(text, where) {
	try {
		return JSON.parse(text);
	} catch {
		return await parseYaml(text, where);
	}
}
async function parseYaml(text, where, asTexts = false) {
	const { LineCounter, parseDocument } = await Promise.resolve().then(() => require_rolldown_runtime.__toESM(require("./dist4.js").default, 1));
	const lines = new LineCounter();
	const document = parseDocument(text, {
		lineCounter: lines,
		prettyErrors: false,
		stringKeys: true,
		logLevel: "error",
		...asTexts && { schema: "failsafe" }
	});
	const [error] = [...document.errors, ...document.warnings.filter(({ code }) => code === "TAG_RESOLVE_FAILED")];
	if (error?.code === "RESOURCE_EXHAUSTION") throw tooDeep(where);
	if (error !== void 0) {
		const { line, col } = lines.linePos(error.pos[0]);
		throw require_action_post_help_run_steps.badInput(`${where} is neither JSON nor YAML: line ${line}, column ${col}: ${error.message.replace(/\.$/, "")}. Correct that line.`);
	}
	try {
		return document.toJS({ maxAliasCount: 100 });
	} catch (cause) {
		if (cause instanceof RangeError) throw tooDeep(where, cause);
		throw require_action_post_help_run_steps.badInput(`${where} cannot be used: ${require_action_post_help_run_steps.describeError(cause)}. Write it without aliases.`, { cause });
	}
}
async function findCutTexts(text, keys) {
	const { LineCounter, isMap, isScalar, parseDocument } = await Promise.resolve().then(() => require_rolldown_runtime.__toESM(require("./dist4.js").default, 1));
	const lineCounter = new LineCounter();
	const { contents } = parseDocument(text, {
		lineCounter,
		prettyErrors: false,
		stringKeys: true,
		logLevel: "error"
	});
	if (!isMap(contents)) return [];
	return contents.items.flatMap(({ key, value }) => {
		if (!isScalar(key) || !keys.includes(String(key.value)) || !isScalar(value) || value.type !== "PLAIN") return [];
		const end = value.range?.[1] ?? text.length;
		const [, comment] = /^[ \t]+(#.*)/.exec(text.slice(end)) ?? [];
		const isOpen = ["\"", "'"].some((mark) => String(value.value).split(mark).length % 2 === 0);
		if (comment === void 0 || !(isOpen || /^#[^\s#]/.test(comment))) return [];
		return [{
			key: String(key.value),
			line: lineCounter.linePos(end).line,
			comment
		}];
	});
}
const MAX_DEPTH = 32;
function checkDepth(value, where, depth = MAX_DEPTH) {
	if (typeof value !== "object" || value === null) return;
	if (depth === 0) throw tooDeep(where);
	for (const item of Object.values(value)) checkDepth(item, where, depth - 1);
}
function tooDeep(where, cause) {
	return require_action_post_help_run_steps.badInput(`${where} is nested deeper than ${MAX_DEPTH} levels. Make it flatter.`, { cause });
}
// src/domain/template/source.ts
const TEMPLATE_FOLDER = ".laforge/steps";
function templatePath(name, what) {
	if (isTemplateName(name)) return `${TEMPLATE_FOLDER}/${name}.yml`;
	throw require_action_post_help_run_steps.badInput(`${what} is ${require_action_post_help_run_steps.quote(name)}, which is no name of a template. Use letters, digits, -, _ and dots inside, such as fix.`);
}
function isTemplateName(name) {
	return /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,98}[A-Za-z0-9])?$/.test(name) && !name.includes("..");
}
function templateBranch(context) {
	const { event, pull_request: pullRequest } = context.run;
	if (isAnybodys(event)) {
		if (context.defaultBranch !== null) return context.defaultBranch;
		throw unknown(`under ${event} it is read from the default branch, and the event does not name that`);
	}
	if (pullRequest === null) {
		if (event?.startsWith("pull_request") !== true) return null;
		throw unknown(`under ${event} it is read from the base of the pull request, and the event does not name one`);
	}
	if (pullRequest.base_ref !== null) return pullRequest.base_ref;
	throw unknown(`it is read from the base of pull request #${pullRequest.number}, and the event does not name that`);
}
function unknown(why) {
	return require_action_post_help_run_steps.badInput(`The template cannot be read: ${why}. Write its options as inputs instead.`);
}
// src/app/step-template.ts
var step_template_exports = require_rolldown_runtime.__exportAll({
	findTemplate: () => findTemplate,
	useTemplate: () => useTemplate
});
const MATCH_MS = 1e3;
const MATCH = new node_vm.Script("pattern.test(value)");
function matchesInTime(pattern, value) {
	try {
		return MATCH.runInContext((0, node_vm.createContext)({
			pattern,
			value
		}), { timeout: MATCH_MS }) === true;
	} catch {
		return null;
	}
}
const MOST_TEMPLATE_BYTES = 1048576;
async function readTemplate(found) {
	const { template, fault } = await inspectTemplateText(found);
	if (fault !== null) throw fault;
	return template;
}
async function inspectTemplateText({ name, text }) {
	const where = `Template ${require_action_post_help_run_steps.quote(name)}`;
	const value = await parseText(text, where);
	checkDepth(value, where);
	return inspectTemplate(value, where, matchesInTime);
}
const LONG_TEXTS = [
	"run",
	"check",
	"prompt",
	"commit-message"
];
async function findCutOptions({ name, text }) {
	return (await findCutTexts(text, LONG_TEXTS)).map(({ key, line, comment }) => `In template ${require_action_post_help_run_steps.quote(name)}, line ${line}, a YAML comment cuts ${key} short before ${require_action_post_help_run_steps.quote(comment)}. If that belongs to it, write the whole as a block, after ${key}: |`);
}
async function useTemplate(found, inputs, { inputOption, warn }) {
	const { name, blob } = found;
	for (const sentence of await findCutOptions(found)) warn(sentence);
	return {
		name,
		blob,
		...fillTemplate(await readTemplate(found), inputs, {
			name,
			inputOption,
			matches: matchesInTime
		})
	};
}
function topOf(directory) {
	for (let folder = directory;; folder = (0, node_path.dirname)(folder)) {
		if ((0, node_fs.existsSync)((0, node_path.join)(folder, ".git"))) return folder;
		if ((0, node_path.dirname)(folder) === folder) return directory;
	}
}
function findTemplate(top, name, what) {
	const path = (0, node_path.join)(top, templatePath(name, what));
	checkFolder(top);
	const content = readTemplateFile(path, what);
	if (content !== null) return {
		name,
		text: content.toString("utf8"),
		blob: blobOf(content)
	};
	throw noTemplate(name, what, `no file ${require_action_post_help_run_steps.quote(path)}`, listTemplates(top));
}
function noTemplate(name, what, why, others) {
	const have = others === null ? "" : others.length === 0 ? " There are no templates." : ` There are: ${others.join(", ")}.`;
	return require_action_post_help_run_steps.badInput(`${what} is ${require_action_post_help_run_steps.quote(name)}, and there is ${why}.${have}`);
}
function listTemplates(top) {
	return (checkFolder(top) ? (0, node_fs.readdirSync)((0, node_path.join)(top, TEMPLATE_FOLDER)) : []).flatMap((file) => file.endsWith(".yml") ? [file.slice(0, -4)] : []).filter(isTemplateName).sort();
}
async function readTemplateInputs(text, what) {
	const value = await parseYaml(text, what, true);
	const entries = require_action_help_run_steps.isObject(value) ? Object.entries(value) : null;
	const texts = entries?.flatMap(([name, one]) => typeof one === "string" ? [[name, one]] : []) ?? [];
	if (entries !== null && texts.length === entries.length) return new Map(texts);
	throw require_action_post_help_run_steps.badInput(`${what} is not a list of inputs. Write one per line, such as issue: 12, or a JSON object.`);
}
function checkFolder(top) {
	const folder = (0, node_path.join)(top, TEMPLATE_FOLDER);
	if (!(0, node_fs.existsSync)(folder)) return false;
	const way = (0, node_path.relative)((0, node_fs.realpathSync)(top), (0, node_fs.realpathSync)(folder));
	if ((0, node_path.isAbsolute)(way) || way.split(/[\\/]/)[0] === "..") throw require_action_post_help_run_steps.badInput(`${require_action_post_help_run_steps.quote(folder)} leads out of the repository. Make it a folder of the repository.`);
	if ((0, node_fs.statSync)(folder).isDirectory()) return true;
	throw require_action_post_help_run_steps.badInput(`${require_action_post_help_run_steps.quote(folder)} is not a folder. Make it one, with templates as <name>.yml.`);
}
function readTemplateFile(path, what) {
	const content = require_action_post_help_run_steps.withPlainFile(path, (file, size) => size > 1048576 ? null : (0, node_fs.readFileSync)(file));
	if (content !== null) return content;
	const stat = (0, node_fs.lstatSync)(path, { throwIfNoEntry: false });
	if (stat === void 0) return null;
	if (stat.isSymbolicLink()) throw require_action_post_help_run_steps.badInput(`${what} names ${require_action_post_help_run_steps.quote(path)}, which is a link. Put the file itself there.`);
	throw require_action_post_help_run_steps.badInput(`${what} names ${require_action_post_help_run_steps.quote(path)}, which is not a file of at most 1 MB that can be read.`);
}
function blobOf(content) {
	return (0, node_crypto.createHash)("sha1").update(`blob ${content.length}\0`).update(content).digest("hex");
}
Object.defineProperty(exports, "AGENTS", {
	enumerable: true,
	get: function() {
		return AGENTS;
	}
});
Object.defineProperty(exports, "CHECK_TIMEOUT_MS", {
	enumerable: true,
	get: function() {
		return CHECK_TIMEOUT_MS;
	}
});
Object.defineProperty(exports, "MOST_TEMPLATE_BYTES", {
	enumerable: true,
	get: function() {
		return MOST_TEMPLATE_BYTES;
	}
});
Object.defineProperty(exports, "PLACE", {
	enumerable: true,
	get: function() {
		return PLACE$2;
	}
});
Object.defineProperty(exports, "TEMPLATE_FOLDER", {
	enumerable: true,
	get: function() {
		return TEMPLATE_FOLDER;
	}
});
Object.defineProperty(exports, "abilitiesOf", {
	enumerable: true,
	get: function() {
		return abilitiesOf;
	}
});
Object.defineProperty(exports, "beginTelemetry", {
	enumerable: true,
	get: function() {
		return beginTelemetry;
	}
});
Object.defineProperty(exports, "buildAgentEnv", {
	enumerable: true,
	get: function() {
		return buildAgentEnv;
	}
});
Object.defineProperty(exports, "checkDepth", {
	enumerable: true,
	get: function() {
		return checkDepth;
	}
});
Object.defineProperty(exports, "checkEnvAllow", {
	enumerable: true,
	get: function() {
		return checkEnvAllow;
	}
});
Object.defineProperty(exports, "checkPrompt", {
	enumerable: true,
	get: function() {
		return checkPrompt;
	}
});
Object.defineProperty(exports, "chooseUsageReader", {
	enumerable: true,
	get: function() {
		return chooseUsageReader;
	}
});
Object.defineProperty(exports, "collectLastLines", {
	enumerable: true,
	get: function() {
		return collectLastLines;
	}
});
Object.defineProperty(exports, "costOf", {
	enumerable: true,
	get: function() {
		return costOf;
	}
});
Object.defineProperty(exports, "createAgentRunner", {
	enumerable: true,
	get: function() {
		return createAgentRunner;
	}
});
Object.defineProperty(exports, "createRunFolder", {
	enumerable: true,
	get: function() {
		return createRunFolder;
	}
});
Object.defineProperty(exports, "decideWorkplace", {
	enumerable: true,
	get: function() {
		return decideWorkplace;
	}
});
Object.defineProperty(exports, "defaultShell", {
	enumerable: true,
	get: function() {
		return defaultShell;
	}
});
Object.defineProperty(exports, "describeStep", {
	enumerable: true,
	get: function() {
		return describeStep;
	}
});
Object.defineProperty(exports, "digestInstructions", {
	enumerable: true,
	get: function() {
		return digestInstructions;
	}
});
Object.defineProperty(exports, "endLine", {
	enumerable: true,
	get: function() {
		return endLine;
	}
});
Object.defineProperty(exports, "end_line_exports", {
	enumerable: true,
	get: function() {
		return end_line_exports;
	}
});
Object.defineProperty(exports, "enterWorkTree", {
	enumerable: true,
	get: function() {
		return enterWorkTree;
	}
});
Object.defineProperty(exports, "findCutOptions", {
	enumerable: true,
	get: function() {
		return findCutOptions;
	}
});
Object.defineProperty(exports, "findPromptArgument", {
	enumerable: true,
	get: function() {
		return findPromptArgument;
	}
});
Object.defineProperty(exports, "findTemplate", {
	enumerable: true,
	get: function() {
		return findTemplate;
	}
});
Object.defineProperty(exports, "finishRequest", {
	enumerable: true,
	get: function() {
		return finishRequest;
	}
});
Object.defineProperty(exports, "finishStep", {
	enumerable: true,
	get: function() {
		return finishStep;
	}
});
Object.defineProperty(exports, "followUsage", {
	enumerable: true,
	get: function() {
		return followUsage;
	}
});
Object.defineProperty(exports, "forgeOf", {
	enumerable: true,
	get: function() {
		return forgeOf;
	}
});
Object.defineProperty(exports, "givenVariables", {
	enumerable: true,
	get: function() {
		return givenVariables;
	}
});
Object.defineProperty(exports, "goToBranch", {
	enumerable: true,
	get: function() {
		return goToBranch;
	}
});
Object.defineProperty(exports, "hasFailedCheck", {
	enumerable: true,
	get: function() {
		return hasFailedCheck;
	}
});
Object.defineProperty(exports, "hasOption", {
	enumerable: true,
	get: function() {
		return hasOption;
	}
});
Object.defineProperty(exports, "headBranch", {
	enumerable: true,
	get: function() {
		return headBranch;
	}
});
Object.defineProperty(exports, "inputVariable", {
	enumerable: true,
	get: function() {
		return inputVariable;
	}
});
Object.defineProperty(exports, "inspectTemplateText", {
	enumerable: true,
	get: function() {
		return inspectTemplateText;
	}
});
Object.defineProperty(exports, "isAnybodys", {
	enumerable: true,
	get: function() {
		return isAnybodys;
	}
});
Object.defineProperty(exports, "isForkRun", {
	enumerable: true,
	get: function() {
		return isForkRun;
	}
});
Object.defineProperty(exports, "isResuming", {
	enumerable: true,
	get: function() {
		return isResuming;
	}
});
Object.defineProperty(exports, "listStepsUnderWay", {
	enumerable: true,
	get: function() {
		return listStepsUnderWay;
	}
});
Object.defineProperty(exports, "listTemplates", {
	enumerable: true,
	get: function() {
		return listTemplates;
	}
});
Object.defineProperty(exports, "nameInTemplate", {
	enumerable: true,
	get: function() {
		return nameInTemplate;
	}
});
Object.defineProperty(exports, "namesFolder", {
	enumerable: true,
	get: function() {
		return namesFolder;
	}
});
Object.defineProperty(exports, "namesOneOf", {
	enumerable: true,
	get: function() {
		return namesOneOf;
	}
});
Object.defineProperty(exports, "needsPullRequestHead", {
	enumerable: true,
	get: function() {
		return needsPullRequestHead;
	}
});
Object.defineProperty(exports, "needsWriteCheck", {
	enumerable: true,
	get: function() {
		return needsWriteCheck;
	}
});
Object.defineProperty(exports, "noTemplate", {
	enumerable: true,
	get: function() {
		return noTemplate;
	}
});
Object.defineProperty(exports, "nowhere", {
	enumerable: true,
	get: function() {
		return nowhere;
	}
});
Object.defineProperty(exports, "optionValue", {
	enumerable: true,
	get: function() {
		return optionValue;
	}
});
Object.defineProperty(exports, "optionValues", {
	enumerable: true,
	get: function() {
		return optionValues;
	}
});
Object.defineProperty(exports, "otherService", {
	enumerable: true,
	get: function() {
		return otherService;
	}
});
Object.defineProperty(exports, "parseComment", {
	enumerable: true,
	get: function() {
		return parseComment;
	}
});
Object.defineProperty(exports, "parseEndedRun", {
	enumerable: true,
	get: function() {
		return parseEndedRun;
	}
});
Object.defineProperty(exports, "parseShell", {
	enumerable: true,
	get: function() {
		return parseShell;
	}
});
Object.defineProperty(exports, "parseText", {
	enumerable: true,
	get: function() {
		return parseText;
	}
});
Object.defineProperty(exports, "readEvent", {
	enumerable: true,
	get: function() {
		return readEvent;
	}
});
Object.defineProperty(exports, "readOwnPrices", {
	enumerable: true,
	get: function() {
		return readOwnPrices;
	}
});
Object.defineProperty(exports, "readPrices", {
	enumerable: true,
	get: function() {
		return readPrices;
	}
});
Object.defineProperty(exports, "readRunContext", {
	enumerable: true,
	get: function() {
		return readRunContext;
	}
});
Object.defineProperty(exports, "readStepOptions", {
	enumerable: true,
	get: function() {
		return readStepOptions;
	}
});
Object.defineProperty(exports, "readTelemetrySettings", {
	enumerable: true,
	get: function() {
		return readTelemetrySettings;
	}
});
Object.defineProperty(exports, "readTelemetryVariables", {
	enumerable: true,
	get: function() {
		return readTelemetryVariables;
	}
});
Object.defineProperty(exports, "readTemplateInputs", {
	enumerable: true,
	get: function() {
		return readTemplateInputs;
	}
});
Object.defineProperty(exports, "readWebhook", {
	enumerable: true,
	get: function() {
		return readWebhook;
	}
});
Object.defineProperty(exports, "recordEnd", {
	enumerable: true,
	get: function() {
		return recordEnd;
	}
});
Object.defineProperty(exports, "recordRun", {
	enumerable: true,
	get: function() {
		return recordRun;
	}
});
Object.defineProperty(exports, "redactConfig", {
	enumerable: true,
	get: function() {
		return redactConfig;
	}
});
Object.defineProperty(exports, "redactText", {
	enumerable: true,
	get: function() {
		return redactText;
	}
});
Object.defineProperty(exports, "redact_exports", {
	enumerable: true,
	get: function() {
		return redact_exports;
	}
});
Object.defineProperty(exports, "runFolderAt", {
	enumerable: true,
	get: function() {
		return runFolderAt;
	}
});
Object.defineProperty(exports, "sayPublication", {
	enumerable: true,
	get: function() {
		return sayPublication;
	}
});
Object.defineProperty(exports, "scriptDigest", {
	enumerable: true,
	get: function() {
		return scriptDigest;
	}
});
Object.defineProperty(exports, "secretsOf", {
	enumerable: true,
	get: function() {
		return secretsOf;
	}
});
Object.defineProperty(exports, "sendRollbackTelemetry", {
	enumerable: true,
	get: function() {
		return sendRollbackTelemetry;
	}
});
Object.defineProperty(exports, "sendStepTelemetry", {
	enumerable: true,
	get: function() {
		return sendStepTelemetry;
	}
});
Object.defineProperty(exports, "signalExitCode", {
	enumerable: true,
	get: function() {
		return signalExitCode;
	}
});
Object.defineProperty(exports, "spanOf", {
	enumerable: true,
	get: function() {
		return spanOf;
	}
});
Object.defineProperty(exports, "start_process_exports", {
	enumerable: true,
	get: function() {
		return start_process_exports;
	}
});
Object.defineProperty(exports, "startsOf", {
	enumerable: true,
	get: function() {
		return startsOf;
	}
});
Object.defineProperty(exports, "step_template_exports", {
	enumerable: true,
	get: function() {
		return step_template_exports;
	}
});
Object.defineProperty(exports, "templateBranch", {
	enumerable: true,
	get: function() {
		return templateBranch;
	}
});
Object.defineProperty(exports, "templateOption", {
	enumerable: true,
	get: function() {
		return templateOption;
	}
});
Object.defineProperty(exports, "templatePath", {
	enumerable: true,
	get: function() {
		return templatePath;
	}
});
Object.defineProperty(exports, "topOf", {
	enumerable: true,
	get: function() {
		return topOf;
	}
});
Object.defineProperty(exports, "traceOf", {
	enumerable: true,
	get: function() {
		return traceOf;
	}
});
Object.defineProperty(exports, "useTemplate", {
	enumerable: true,
	get: function() {
		return useTemplate;
	}
});
Object.defineProperty(exports, "validPrice", {
	enumerable: true,
	get: function() {
		return validPrice;
	}
});
Object.defineProperty(exports, "warnOnFailure", {
	enumerable: true,
	get: function() {
		return warnOnFailure;
	}
});
Object.defineProperty(exports, "whyNoArtifacts", {
	enumerable: true,
	get: function() {
		return whyNoArtifacts;
	}
});
Object.defineProperty(exports, "withPullRequest", {
	enumerable: true,
	get: function() {
		return withPullRequest;
	}
});
Object.defineProperty(exports, "withTrace", {
	enumerable: true,
	get: function() {
		return withTrace;
	}
});
Object.defineProperty(exports, "wordsOf", {
	enumerable: true,
	get: function() {
		return wordsOf;
	}
});
Object.defineProperty(exports, "workPlace", {
	enumerable: true,
	get: function() {
		return workPlace;
	}
});
Object.defineProperty(exports, "writeScript", {
	enumerable: true,
	get: function() {
		return writeScript;
	}
});
});
