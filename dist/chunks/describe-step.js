const require_open = require("./open.js");
const require_documents = require("./documents.js");
const require_step_options = require("./step-options.js");
const require_step_processes = require("./step-processes.js");
const require_projects = require("./projects.js");
const require_redact = require("./redact.js");
const require_own_prices = require("./own-prices.js");
let node_child_process = require("node:child_process");
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
	const hidden = asked === null || recordsPrompt ? [] : require_redact.spellingsOf(asked);
	const secrets = [
		...tokens.filter((token) => token !== null),
		...require_redact.secretsOf(env),
		...hidden
	];
	return {
		agentConfig: await describeAgent(options, require_redact.redactText(toLine(command, hidden), secrets), secrets),
		prompt: asked === null ? null : require_redact.recordPrompt(asked, {
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
	const toRecord = (value) => recordsPrompt ? require_redact.redactText(value, secrets) : null;
	return {
		name,
		blob,
		inputs: Object.fromEntries(Object.entries(inputs).map(([key, value]) => [key, toRecord(value)]))
	};
}
function readPrices({ prices }, env) {
	return require_own_prices.readOwnPrices({
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
Object.defineProperty(exports, "findAgentOfStep", {
	enumerable: true,
	get: function() {
		return findAgentOfStep;
	}
});
Object.defineProperty(exports, "findPromptArgument", {
	enumerable: true,
	get: function() {
		return findPromptArgument;
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
