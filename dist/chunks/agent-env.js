const require_errors = require("./errors.js");
const require_identity = require("./identity.js");
const require_documents = require("./documents.js");
const require_open = require("./open.js");
let node_fs = require("node:fs");
let node_timers_promises = require("node:timers/promises");
let node_path = require("node:path");
let node_os = require("node:os");
// src/domain/commit-message.ts
const PLACEHOLDERS = [
	"step-id",
	"step-uid",
	"agent",
	"branch",
	"prompt"
];
const SUBJECT_LENGTH = 72;
function checkCommitTemplate(template, what) {
	for (const match of template.matchAll(/\{([a-z-]+)\}/g)) if (!PLACEHOLDERS.some((name) => name === match[1])) throw new require_errors.InputError("bad-input", `${what} has ${require_identity.quote(match[0])}, which stands for nothing. Use ${PLACEHOLDERS.map((name) => `{${name}}`).join(", ")}.`);
}
function commitMessage(template, facts) {
	const values = {
		"step-id": facts.stepId === null ? facts.stepUid : String(facts.stepId),
		"step-uid": facts.stepUid,
		agent: facts.agent ?? "agent",
		branch: facts.branch ?? "",
		prompt: firstLine(facts.prompt ?? "")
	};
	const text = template === null ? defaultSubject(facts) : template.replace(/\{([a-z-]+)\}/g, (whole, name) => name in values ? values[name] : whole);
	const trailers = [`Laforge-Step-Uid: ${facts.stepUid}`, ...facts.stepId === null ? [] : [`Laforge-Step: ${facts.stepId}`]];
	const body = text.replaceAll("\0", "").trim() || defaultSubject(facts);
	const lastParagraph = body.includes("\n\n") ? body.split("\n\n").at(-1) ?? "" : "";
	return `${body}${lastParagraph !== "" && lastParagraph.split("\n").every((line) => /^[A-Za-z0-9-]+: /.test(line)) ? "\n" : "\n\n"}${trailers.join("\n")}\n`;
}
function parseIdentity(text, what) {
	const match = /^([^<>\r\n\0]*[^<>\s\0])\s*<([^<>\s\0]+)>$/.exec(text.trim());
	if (match?.[1] === void 0 || match[2] === void 0) throw new require_errors.InputError("bad-input", `${what} is ${require_identity.quote(text)}, which is no author. Write it as "Name <mail@example.com>".`);
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
	return chars.length > SUBJECT_LENGTH ? `${chars.slice(0, 71).join("")}…` : chars.join("");
}
// src/domain/limit-texts.ts
const SCOPES = {
	day: "day",
	"pull request": "pull_request",
	"pull-request": "pull_request",
	branch: "branch",
	project: "project"
};
const MULTIPLES = {
	"": 1,
	k: 1e3,
	m: 1e6
};
const NUMBER = /^([0-9]{1,15}(?:\.[0-9]+)?)([km]?)$/i;
const LINE = /^(?:\$\s*(\S+)|(\S+)\s+(USD|tokens))\s+per\s+(.+)$/i;
const EXAMPLES = "20 USD per day, 5 USD per pull request or 2M tokens per branch";
function parseUsd(text, what) {
	const amount = readAmount(text.replace(/^\$\s*/, ""), "usd");
	if (amount !== null) return amount;
	throw new require_errors.InputError("bad-input", `${what} is ${require_identity.quote(text)}. Use an amount in US dollars above 0, such as 2.50.`);
}
function parseTokens(text, what) {
	const amount = readAmount(text, "tokens");
	if (amount !== null) return amount;
	throw new require_errors.InputError("bad-input", `${what} is ${require_identity.quote(text)}. Use a number of tokens from 1, such as 500000 or 2M.`);
}
function parseBudgets(text, what) {
	return text.split("\n").map((line) => line.trim()).filter((line) => line !== "").map((line) => parseBudget(line, what));
}
function toLimits(limits) {
	return limits.max_cost_usd !== null || limits.max_tokens !== null || limits.budgets.length > 0 ? limits : null;
}
function parseBudget(line, what) {
	const [, dollars, plain, word, scope] = LINE.exec(line) ?? [];
	const unit = dollars !== void 0 || word?.toLowerCase() === "usd" ? "usd" : "tokens";
	const amount = readAmount(dollars ?? plain ?? "", unit);
	const per = SCOPES[(scope ?? "").toLowerCase().replace(/\s+/g, " ")];
	if (amount !== null && per !== void 0) return {
		amount,
		unit,
		per
	};
	throw new require_errors.InputError("bad-input", `${what} has the line ${require_identity.quote(line)}. Write an amount, USD or tokens, and per day, pull request, branch or project, such as ${EXAMPLES}.`);
}
function readAmount(text, unit) {
	const [, digits, suffix] = NUMBER.exec(text.trim()) ?? [];
	if (digits === void 0 || unit === "usd" && suffix !== "") return null;
	const amount = Number(digits) * (MULTIPLES[(suffix ?? "").toLowerCase()] ?? 1);
	if (unit === "usd") return amount > 0 ? amount : null;
	const whole = Math.round(amount);
	return whole > 0 && Number.isSafeInteger(whole) && Math.abs(amount - whole) < 1e-6 ? whole : null;
}
// src/domain/ports/check.ts
const ON_FAILURE = ["rollback", "keep"];
// src/usage/follow-run.ts
const TELEMETRY = ["none", "auto"];
const MOST_MS = 6e4;
const MOST_MS_CANCELLED = 1e3;
const NOTHING = {
	costUsd: null,
	tokens: null
};
const LOOK_MS = 1e3;
const REST = 10;
function followUsage(reader, usageFile, { before, prices, isLate = false, telemetry = "none" } = {}) {
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
				const spent = await watch.soFar({
					usageFile,
					logFile,
					startTime,
					endTime: Date.now()
				}).catch(() => NOTHING);
				if (!ended.aborted && enough(spent)) return spent;
				const rest = REST * (performance.now() - began);
				await (0, node_timers_promises.setTimeout)(rest, void 0, { signal: ended }).catch(() => {});
				await waitForNews(watch, LOOK_MS - rest, ended);
			}
			return null;
		},
		read: async ({ ending, exitCode, startTime, endTime }) => {
			if (followed === void 0) return {
				usage: require_documents.UNKNOWN_USAGE,
				config: {}
			};
			const { watch, logFile } = followed;
			const times = {
				startTime: Date.parse(startTime),
				endTime: endTime === null ? Date.now() : Date.parse(endTime)
			};
			const over = new AbortController();
			const late = (0, node_timers_promises.setTimeout)(ending === "cancelled" && !isLate ? MOST_MS_CANCELLED : MOST_MS, void 0, { signal: over.signal }).then(() => ({
				usage: {
					...require_documents.UNKNOWN_USAGE,
					reason: "its records could not be read in time"
				},
				config: {}
			}), () => ({
				usage: require_documents.UNKNOWN_USAGE,
				config: {}
			}));
			try {
				return await Promise.race([watch.read({
					usageFile,
					logFile,
					exitCode,
					...times
				}), late]);
			} finally {
				over.abort();
			}
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
	"LAFORGE_PROMPT"
]];
const LONGEST_PROMPT_BYTES = 102400;
function checkEnvAllow(names, what) {
	for (const name of names) {
		if (!/^[^\s=*,]*\*?$/.test(name) || name === "") throw new require_errors.InputError("bad-input", `${what} has ${require_identity.quote(name)}, which is no name of a variable. Write variables by their names, with * only at the end.`);
		if (require_open.RUNNERS_OWN.some((own) => require_open.coversVariable(own, name, process.platform === "win32"))) throw new require_errors.InputError("bad-input", `${what} has ${require_identity.quote(name)}, which is the runner's own and never reaches the agent. Take it out of the list.`);
	}
}
function buildAgentEnv(request) {
	const isGiven = givenVariables(request.allow, request.platform);
	const env = {};
	for (const [name, value] of Object.entries(request.env)) if (value !== void 0 && isGiven(name)) env[name] = value;
	return {
		...identityVariables(request.identity),
		...env,
		...stepVariables(request)
	};
}
function givenVariables(allow, platform = process.platform) {
	const matches = (patterns, name) => patterns.some((one) => require_open.coversVariable(one, name, platform === "win32"));
	return (name) => !matches(require_open.RUNNERS_OWN, name) && !matches(OURS, name) && (allow === null || matches(ALWAYS, name) || matches(allow, name));
}
function stepVariables(request) {
	const { prompt, promptFile } = request;
	const fits = prompt !== null && Buffer.byteLength(prompt) <= LONGEST_PROMPT_BYTES && !prompt.includes("\0");
	return {
		LAFORGE_STEP_ID: request.stepId === null ? "" : String(request.stepId),
		LAFORGE_STEP_UID: request.stepUid,
		LAFORGE_PROJECT_ID: request.projectId,
		LAFORGE_USAGE_FILE: request.usageFile,
		...promptFile === null ? {} : { LAFORGE_PROMPT_FILE: promptFile },
		...fits ? { LAFORGE_PROMPT: prompt } : {}
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
Object.defineProperty(exports, "ON_FAILURE", {
	enumerable: true,
	get: function() {
		return ON_FAILURE;
	}
});
Object.defineProperty(exports, "TELEMETRY", {
	enumerable: true,
	get: function() {
		return TELEMETRY;
	}
});
Object.defineProperty(exports, "buildAgentEnv", {
	enumerable: true,
	get: function() {
		return buildAgentEnv;
	}
});
Object.defineProperty(exports, "checkCommitTemplate", {
	enumerable: true,
	get: function() {
		return checkCommitTemplate;
	}
});
Object.defineProperty(exports, "checkEnvAllow", {
	enumerable: true,
	get: function() {
		return checkEnvAllow;
	}
});
Object.defineProperty(exports, "commitMessage", {
	enumerable: true,
	get: function() {
		return commitMessage;
	}
});
Object.defineProperty(exports, "followUsage", {
	enumerable: true,
	get: function() {
		return followUsage;
	}
});
Object.defineProperty(exports, "givenVariables", {
	enumerable: true,
	get: function() {
		return givenVariables;
	}
});
Object.defineProperty(exports, "parseBudgets", {
	enumerable: true,
	get: function() {
		return parseBudgets;
	}
});
Object.defineProperty(exports, "parseIdentity", {
	enumerable: true,
	get: function() {
		return parseIdentity;
	}
});
Object.defineProperty(exports, "parseTokens", {
	enumerable: true,
	get: function() {
		return parseTokens;
	}
});
Object.defineProperty(exports, "parseUsd", {
	enumerable: true,
	get: function() {
		return parseUsd;
	}
});
Object.defineProperty(exports, "toLimits", {
	enumerable: true,
	get: function() {
		return toLimits;
	}
});
