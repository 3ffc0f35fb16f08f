const require_rolldown_runtime = require("./rolldown-runtime.js");
const require_errors = require("./errors.js");
const require_identity = require("./identity.js");
const require_step_processes = require("./step-processes.js");
const require_documents = require("./documents.js");
const require_open = require("./open.js");
const require_step = require("./step.js");
const require_step_options = require("./step-options.js");
const require_projects = require("./projects.js");
const require_redact = require("./redact.js");
const require_model_price = require("./model-price.js");
const require_figures = require("./figures.js");
const require_plain_text = require("./plain-text.js");
let node_crypto = require("node:crypto");
let node_child_process = require("node:child_process");
let node_fs = require("node:fs");
let node_path = require("node:path");
let node_fs_promises = require("node:fs/promises");
// src/agent/agent-mark.ts
const GRACE_MS = 3e3;
function markAgent(pid) {
	const started = readStarted(pid);
	return started === null ? null : {
		pid,
		started
	};
}
async function endAgentOfStep(mark, uid) {
	const notes = [];
	const wasAlive = mark !== null && readStarted(mark.pid) === mark.started;
	if (wasAlive) {
		const group = require_step_processes.processGroup(mark.pid, () => readStarted(mark.pid) !== mark.started);
		const gone = await require_step_processes.endGroup(group, [{
			signal: "SIGTERM",
			graceMs: GRACE_MS
		}, require_step_processes.KILL]);
		notes.push(gone ? "The agent still ran after its action had been killed, and was ended." : "The agent still ran after its action had been killed, and could not be ended. It may still change files.");
	}
	return {
		wasAlive,
		notes: [...notes, ...await require_step_processes.endProcessesOfStep(uid)]
	};
}
function findAgentOfStep(mark, uid) {
	const found = require_step_processes.processesOfStep(uid).members();
	const isAlive = mark !== null && readStarted(mark.pid) === mark.started;
	return found.length === 0 && isAlive ? [{
		pid: mark.pid,
		name: "the agent"
	}] : found;
}
function readStarted(pid) {
	switch (process.platform) {
		case "linux": {
			const found = require_step_processes.readProcess(pid);
			return found === null ? null : String(found.started);
		}
		case "darwin": return askPs(pid);
		default: return null;
	}
}
function askPs(pid) {
	try {
		return (0, node_child_process.execFileSync)("/bin/ps", [
			"-o",
			"lstart=",
			"-p",
			String(pid)
		], {
			encoding: "utf8",
			env: { LC_ALL: "C" },
			stdio: "pipe"
		}).trim() || null;
	} catch {
		return null;
	}
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
	if (!mayReachBranch(facts)) return {
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
	if (tip !== null && tip !== before && !facts.made.has(tip)) return {
		kind: "pin",
		reason: `${branch} has moved at the remote to ${tip.slice(0, 8)}, which is not this step's work`
	};
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
function mayReachBranch(step) {
	return step.status === "succeeded" || step.continueOnAgentError && AGENT_ERRORS.includes(step.status);
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
// src/agent/recorded-prompt.ts
const MOST_READ = 16 * require_documents.MOST_PROMPT_BYTES;
function recordPrompt(prompt, { secrets, keepsText }) {
	const text = keepsText ? require_redact.redactText(prompt.slice(0, MOST_READ), secrets) : null;
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
// src/usage/prices/own-prices.ts
const MAX_BYTES = 1048576;
const HOW = "Give each model its input and output in USD per million tokens, such as kimi-k2.5: {input: 0.6, output: 3}";
const PRICES = [
	"input",
	"output",
	"cache_read",
	"cache_write",
	"cache_write_1h"
];
async function readOwnPrices({ text, folder, home, what }) {
	if (text === null) {
		const path = (0, node_path.join)(home, "prices.yml");
		const kept = await readFile(path);
		return kept === void 0 ? {} : await parsePrices(kept, path);
	}
	if (!isPath(text)) return await parsePrices(text, what);
	const found = await readFile((0, node_path.resolve)(folder, text.trim()));
	if (found !== void 0) return await parsePrices(found, `${what} (the file ${require_identity.quote(text.trim())})`);
	throw new require_errors.InputError("bad-input", `${what} is ${require_identity.quote(text.trim())}, and there is no such file to read. ${HOW}.`);
}
function isPath(text) {
	const line = text.trim();
	return line !== "" && !line.includes("\n") && !/^[{[]/.test(line) && !/^[^\s:]+:(\s|$)/.test(line);
}
async function parsePrices(text, where) {
	const { parse } = await Promise.resolve().then(() => require_rolldown_runtime.__toESM(require("./dist2.js").default, 1));
	let document;
	try {
		document = parse(text, { maxAliasCount: 0 });
	} catch (error) {
		throw new require_errors.InputError("bad-input", `${where} is neither JSON nor YAML. ${HOW}.`, { cause: error });
	}
	const models = require_step_options.asObject(document ?? {});
	if (models === void 0) throw new require_errors.InputError("bad-input", `${where} is no list of models. ${HOW}.`);
	const prices = Object.entries(models).map(([model, value]) => {
		return [model, (Array.isArray(value) ? require_step_options.asArray(value) : [value]).map((row) => toPrice(require_step_options.asObject(row), model, where))];
	});
	return Object.fromEntries(prices);
}
function toPrice(row, model, where) {
	const refuse = (problem) => new require_errors.InputError("bad-input", `${where}: ${require_identity.quote(model)} ${problem}. ${HOW}.`);
	const check = (from) => {
		const { input, output } = from ?? {};
		if (typeof input !== "number" || typeof output !== "number") throw refuse("lacks its input or output");
		return {
			input,
			output,
			...pick(from ?? {}, PRICES, refuse)
		};
	};
	const { since } = row ?? {};
	const day = since instanceof Date ? since.toISOString() : since;
	if (day !== void 0 && (typeof day !== "string" || Number.isNaN(Date.parse(day)))) throw refuse("has a \"since\" that is no day");
	const above = require_step_options.asArray(row?.above).map((tier) => {
		const { prompt_tokens: tokens } = require_step_options.asObject(tier) ?? {};
		if (typeof tokens !== "number") throw refuse("has an \"above\" without \"prompt_tokens\"");
		return {
			prompt_tokens: tokens,
			...check(require_step_options.asObject(tier))
		};
	});
	return {
		...check(row),
		...pick(row ?? {}, require_model_price.RATES, refuse),
		...above.length === 0 ? {} : { above: above.sort((a, b) => a.prompt_tokens - b.prompt_tokens) },
		...day === void 0 ? {} : { since: day }
	};
}
function pick(row, keys, refuse) {
	const given = keys.flatMap((key) => {
		const value = row[key];
		if (value === void 0) return [];
		if (typeof value === "number" && Number.isFinite(value) && value >= 0) return [[key, value]];
		throw refuse(`has a ${JSON.stringify(key)} that is no price`);
	});
	return Object.fromEntries(given);
}
async function readFile(path) {
	try {
		const file = await (0, node_fs_promises.open)(path, node_fs.constants.O_RDONLY | node_fs.constants.O_NONBLOCK);
		try {
			const stat = await file.stat();
			return stat.isFile() && stat.size <= MAX_BYTES ? await file.readFile("utf8") : void 0;
		} finally {
			await file.close();
		}
	} catch {
		return;
	}
}
// src/usage/prompt-argument.ts
async function findPromptArgument(command, cwd) {
	const { commands } = await require_step_options.readCommand(command, cwd);
	const prompts = new Set(require_step_options.AGENTS.flatMap((agent) => commands.filter(({ names }) => require_step_options.namesOneOf(names, agent.command.names)).flatMap((simple) => promptOf(agent.command, simple) ?? [])));
	const [prompt] = prompts;
	if (prompts.size !== 1 || prompt === void 0 || prompt.trim() === "") return null;
	return typeof command !== "string" && command.includes(prompt) || !/[$`]/.test(prompt) ? prompt : null;
}
function promptOf(agent, simple) {
	const { options = [], behind } = agent.prompt;
	const ofOption = valueOfOption(options, simple.args);
	if (ofOption !== void 0 || behind === void 0) return ofOption;
	const words = require_step_options.startsOf(agent, [simple]).flatMap((start) => start.words);
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
// src/app/describe-step.ts
async function describeStep(options, env, tokens = []) {
	const { command, directory, recordsPrompt } = options;
	const asked = options.prompt ?? await findPromptArgument(require_step_options.wordsOf(command), directory);
	const hidden = asked === null || recordsPrompt ? [] : spellingsOf(asked);
	const secrets = [
		...tokens.filter((token) => token !== null),
		...require_redact.secretsOf(env),
		...hidden
	];
	return {
		agentConfig: await describeAgent(options, require_redact.redactText(toLine(command, hidden), secrets), secrets),
		prompt: asked === null ? null : recordPrompt(asked, {
			secrets,
			keepsText: recordsPrompt
		}),
		secrets,
		prices: await readPrices(options, env)
	};
}
function readPrices({ prices }, env) {
	return readOwnPrices({
		...prices ?? {
			text: null,
			folder: "",
			what: ""
		},
		home: require_projects.laforgeHome(env)
	});
}
async function describeAgent({ agentConfig }, command, secrets) {
	if (agentConfig === null) return {
		...require_documents.EMPTY_AGENT_CONFIG,
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
	return require_open.quoteForShell(hidden.length === 0 ? argv : argv.map((word) => require_redact.redactText(word, hidden)));
}
// src/render/terminal/end-line.ts
function endLine(step) {
	const exit = step.status === "failed" && step.exitCode !== null ? ` (exit ${step.exitCode})` : "";
	const check = step.check?.exit_code === 0 ? "check passed" : "";
	const facts = [
		require_figures.formatChanges(step.changes),
		check,
		require_figures.formatUsage(step.tokenUsage)
	].filter((fact) => fact !== "");
	const took = step.durationMs === null ? "" : ` in ${require_figures.formatDuration(step.durationMs)}`;
	const how = `${require_step.stepName(step)} ${require_plain_text.toPlainText(step.status.replaceAll("_", " "))}${exit}${took}`;
	return facts.length === 0 ? how : `${how}: ${facts.join(", ")}`;
}
function workPlace(step) {
	const branch = step.branch === null ? "its branch" : require_plain_text.toPlainText(step.branch);
	switch (step.pushed) {
		case "pushed": return `pushed to ${branch}`;
		case "unchanged": return `${branch} is unchanged`;
		case "pinned": return `kept at ${require_plain_text.toPlainText(step.pinRef ?? "a pin")}`;
		case "bundled": return "kept as a git bundle";
		default: return step.changes === null || require_figures.formatChanges(step.changes) === "no changes" ? "" : "not pushed";
	}
}
Object.defineProperty(exports, "branchOfRecord", {
	enumerable: true,
	get: function() {
		return branchOfRecord;
	}
});
Object.defineProperty(exports, "decideDelivery", {
	enumerable: true,
	get: function() {
		return decideDelivery;
	}
});
Object.defineProperty(exports, "describeStep", {
	enumerable: true,
	get: function() {
		return describeStep;
	}
});
Object.defineProperty(exports, "endAgentOfStep", {
	enumerable: true,
	get: function() {
		return endAgentOfStep;
	}
});
Object.defineProperty(exports, "endLine", {
	enumerable: true,
	get: function() {
		return endLine;
	}
});
Object.defineProperty(exports, "findAgentOfStep", {
	enumerable: true,
	get: function() {
		return findAgentOfStep;
	}
});
Object.defineProperty(exports, "hasFailedCheck", {
	enumerable: true,
	get: function() {
		return hasFailedCheck;
	}
});
Object.defineProperty(exports, "markAgent", {
	enumerable: true,
	get: function() {
		return markAgent;
	}
});
Object.defineProperty(exports, "mayReachBranch", {
	enumerable: true,
	get: function() {
		return mayReachBranch;
	}
});
Object.defineProperty(exports, "readPrices", {
	enumerable: true,
	get: function() {
		return readPrices;
	}
});
Object.defineProperty(exports, "workPlace", {
	enumerable: true,
	get: function() {
		return workPlace;
	}
});
