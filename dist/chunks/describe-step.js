let node_crypto = require("node:crypto");
let node_path = require("node:path");
const require_step_options = require("./step-options.js");
let node_fs = require("node:fs");
const require_redact = require("./redact.js");
const require_step = require("./step.js");
const require_open = require("./open.js");
const require_projects = require("./projects.js");
const require_own_prices = require("./own-prices.js");
const require_agent_command = require("./agent-command.js");
const require_agents = require("./agents.js");
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
const MOST_BYTES = 4194304;
function digestInstructions(root, directory) {
	const room = {
		files: MOST_FILES,
		bytes: MOST_BYTES
	};
	return foldersDownTo(root, directory).flatMap((folder) => NAMES.flatMap((name) => {
		const digest = digestPath((0, node_path.join)(folder, name), room);
		const path = (0, node_path.relative)(root, (0, node_path.join)(folder, name)).split(node_path.sep).join("/");
		return digest === null ? [] : [{
			path,
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
	const file = (0, node_fs.openSync)(path, node_fs.constants.O_RDONLY | node_fs.constants.O_NOFOLLOW | node_fs.constants.O_NONBLOCK);
	try {
		room.bytes -= (0, node_fs.fstatSync)(file).size;
		return room.bytes < 0 ? null : sha256((0, node_fs.readFileSync)(file));
	} finally {
		(0, node_fs.closeSync)(file);
	}
}
function sha256(content) {
	return (0, node_crypto.hash)("sha256", content, "hex");
}
// src/usage/prompt-argument.ts
async function findPromptArgument(command, cwd) {
	const { commands } = await require_step_options.readCommand(command, cwd);
	const prompts = new Set(require_agents.AGENTS.flatMap((agent) => commands.filter(({ names }) => require_agent_command.namesOneOf(names, agent.command.names)).flatMap((simple) => promptOf(agent.command, simple) ?? [])));
	const [prompt] = prompts;
	if (prompts.size !== 1 || prompt === void 0 || prompt.trim() === "") return null;
	return typeof command !== "string" && command.includes(prompt) || !/[$`]/.test(prompt) ? prompt : null;
}
function promptOf(agent, simple) {
	const { options = [], behind } = agent.prompt;
	const ofOption = valueOfOption(options, simple.args);
	if (ofOption !== void 0 || behind === void 0) return ofOption;
	const words = require_agent_command.startsOf(agent, [simple]).flatMap((start) => start.words);
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
		...require_step.EMPTY_AGENT_CONFIG,
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
function scriptDigest(command) {
	return (0, node_crypto.hash)("sha256", JSON.stringify(require_step_options.wordsOf(command)), "hex");
}
async function describeSetup(repository, { command, directory, envAllow }, env) {
	const isGiven = require_step_options.givenVariables(envAllow, env);
	const { sha } = await repository.head();
	return {
		script_sha256: scriptDigest(command),
		shell: command.kind === "script" ? command.shell.name : null,
		directory: (0, node_path.relative)(repository.root, directory).split(node_path.sep).join("/") || ".",
		instructions: digestInstructions(repository.root, directory),
		platform: `${process.platform} ${process.arch}`,
		image: env.ImageOS ?? null,
		image_version: env.ImageVersion ?? null,
		env: Object.keys(env).filter((name) => env[name] !== void 0 && isGiven(name) && !require_step_options.isCommonVariable(name)).sort(),
		submodules: sha === null ? [] : await repository.submodulesOf(sha).catch(() => [])
	};
}
Object.defineProperty(exports, "describeSetup", {
	enumerable: true,
	get: function() {
		return describeSetup;
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
Object.defineProperty(exports, "findPromptArgument", {
	enumerable: true,
	get: function() {
		return findPromptArgument;
	}
});
Object.defineProperty(exports, "readPrices", {
	enumerable: true,
	get: function() {
		return readPrices;
	}
});
Object.defineProperty(exports, "scriptDigest", {
	enumerable: true,
	get: function() {
		return scriptDigest;
	}
});
