let node_fs = require("node:fs");
let node_path = require("node:path");
const require_errors = require("./errors.js");
const require_identity = require("./identity.js");
const require_open = require("./open.js");
const require_step = require("./step.js");
let node_crypto = require("node:crypto");
let node_fs_promises = require("node:fs/promises");
let node_os = require("node:os");
let node_timers_promises = require("node:timers/promises");
const require_within = require("./within.js");
const require_budget = require("./budget.js");
const require_agent_command = require("./agent-command.js");
const require_agents = require("./agents.js");
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
		usual: "none"
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
	check: { kind: "text" },
	"on-failure": {
		kind: "text",
		usual: "rollback"
	},
	"check-timeout-minutes": {
		kind: "number",
		usual: "30"
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
	if (!require_step.isObject(value)) {
		const fault = refusal(where, ["it has no keys: write options of the step, such as run: …"]);
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
	if (folder !== void 0 && leadsOut(folder)) faults.push(`working-directory is ${require_identity.quote(folder)}, which leads out of the work tree`);
	return {
		template: {
			description: textOf(value.description),
			inputs,
			options
		},
		fault: faults.length === 0 ? null : refusal(where, faults)
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
	const isMatch = pattern === null || matches(wholly(pattern), value);
	if (isMatch === null) return `is not told in a second to match ${pattern}, which repeats what it repeats`;
	return isMatch ? null : `does not match ${pattern}`;
}
const LONGEST_VALUE = 3e4;
function wholly(pattern) {
	return new RegExp(`^(?:${pattern})$`, "u");
}
function readInputs(value, faults, matches) {
	const inputs = new Map();
	if (value === void 0 || value === null) return inputs;
	if (!require_step.isObject(value)) {
		faults.push("inputs has no keys: write name: {description: …}");
		return inputs;
	}
	const variables = new Map();
	for (const [name, given] of Object.entries(value)) {
		const variable = inputVariable(name);
		const other = variables.get(variable);
		if (!INPUT_NAME.test(name)) faults.push(`${require_identity.quote(name)} is no name of an input: use letters, digits, - and _`);
		else if (other !== void 0) faults.push(`the inputs ${other} and ${name} would both be ${variable}`);
		variables.set(variable, name);
		inputs.set(name, readInput(name, given ?? {}, faults, matches));
	}
	return inputs;
}
function readInput(name, given, faults, matches) {
	const say = (what) => faults.push(`the input ${name} ${what}`);
	const keys = require_step.isObject(given) ? given : {};
	if (!require_step.isObject(given)) say(`is no object: write ${name}: {description: …}`);
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
		say(`has the pattern ${require_identity.quote(input.pattern)}, which is no regular expression`);
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
	if (kind === "document" && require_step.isObject(given)) return JSON.stringify(given);
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
	return [...new Set(names)].map((name) => require_identity.quote(name)).join(", ");
}
function refusal(where, faults) {
	return new require_errors.InputError("bad-input", `${where} is no template of a step: ${faults.join("; ")}.`);
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
function checkEnvAllow(names, what) {
	for (const name of names) {
		if (!/^[^\s=*,]*\*?$/.test(name) || name === "") throw new require_errors.InputError("bad-input", `${what} has ${require_identity.quote(name)}, which is no name of a variable. Write variables by their names, with * only at the end.`);
		if (require_open.RUNNERS_OWN.some((own) => require_open.coversVariable(own, name, process.platform === "win32"))) throw new require_errors.InputError("bad-input", `${what} has ${require_identity.quote(name)}, which is the runner's own and never reaches the agent. Take it out of the list.`);
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
	const matches = (patterns, name) => patterns.some((one) => require_open.coversVariable(one, name, platform === "win32"));
	const agentSends = Object.entries(env).some(([name, value]) => AGENTS_TELEMETRY.test(name) && value);
	return (name) => !matches(require_open.RUNNERS_OWN, name) && (allow !== null || agentSends || !matches(ENDPOINTS, name)) && !matches(OURS, name) && (allow === null || matches(ALWAYS, name) || matches(allow, name));
}
function isCommonVariable(name) {
	return [
		...ALWAYS,
		"GITHUB_*",
		"RUNNER_*",
		"GIT_*",
		"LAFORGE_*",
		"_",
		"PWD",
		"OLDPWD",
		"SHLVL",
		"CI"
	].some((one) => require_open.coversVariable(one, name, process.platform === "win32"));
}
function stepVariables(request) {
	const { prompt, promptFile } = request;
	const fits = prompt !== null && Buffer.byteLength(prompt) <= LONGEST_PROMPT_BYTES && !prompt.includes("\0");
	return {
		LAFORGE_STEP_ID: request.stepId === null ? "" : String(request.stepId),
		LAFORGE_STEP_UID: request.stepUid,
		LAFORGE_PROJECT_ID: request.projectId,
		LAFORGE_USAGE_FILE: request.usageFile,
		...request.traceparent == null ? {} : { TRACEPARENT: request.traceparent },
		...promptFile === null ? {} : { LAFORGE_PROMPT_FILE: promptFile },
		...fits ? { LAFORGE_PROMPT: prompt } : {},
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
	if (builtIn?.windowsOnly && platform !== "win32") throw new require_errors.InputError("bad-input", `${what} is ${require_identity.quote(text)}, which exists on Windows only. ${advice}`);
	if (program === void 0 || builtIn === void 0 && args.length === 0) throw new require_errors.InputError("bad-input", `${what} is ${require_identity.quote(text)}, which is no shell we know. ${advice}`);
	if (args.length === 0 && builtIn !== void 0) return {
		name: text,
		program,
		...builtIn
	};
	if (!args.some((arg) => arg.includes(PLACE$1))) throw new require_errors.InputError("bad-input", `${what} is ${require_identity.quote(text)}, where {0} is missing. ${advice}`);
	return {
		name: text,
		program,
		args,
		extension: builtIn?.extension ?? "",
		wrap: builtIn?.wrap ?? asIs
	};
}
async function writeScript(shell, script, folder, platform = process.platform) {
	const file = (0, node_path.join)(folder, `${(0, node_crypto.randomUUID)()}${shell.extension}`);
	const wrapped = shell.wrap(script);
	const text = platform === "win32" ? wrapped.replaceAll("\r\n", "\n").replaceAll("\n", "\r\n") : wrapped;
	await (0, node_fs_promises.writeFile)(file, text, {
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
// src/usage/command-words.ts
const MOST_TEXT = 65536;
const MOST_SCRIPTS = 20;
const MOST_COMMANDS = 5e3;
const SHELLS = new Set([
	"sh",
	"bash",
	"dash",
	"zsh",
	"ksh",
	"fish"
]);
const WRAPPERS = readTable(`
  env -u --unset -C --chdir
  timeout -k --kill-after -s --signal
  gtimeout -k --kill-after -s --signal
  sudo -u -g -h -p -C -D -R -T -U --user --group --host --chdir
  doas -u -C
  xargs -I -n -P -L -d -a -E -s --max-args --max-procs
  npx -p --package
  bunx -p --package
  pnpx --package
  uvx --from --with -p
  nice -n --adjustment
  exec -a
  time -f -o
  stdbuf -i -o -e
  ionice -c -n -p
  caffeinate -t -w
  strace -o -e -p
  node -r --require
  nohup|command|builtin|eval|script|unbuffer|setsid|chronic|bun|deno|python|python3
  then|do|else|if|elif|while|until|!|{`);
const RUNNERS = readTable(`
  npm exec x
  pnpm exec dlx
  yarn exec dlx
  bun x
  uv|poetry|pipenv|volta|op|doppler run
  mise exec x
  asdf exec`);
const RUNNER_OPTIONS = [
	"-p",
	"--package",
	"--with"
];
const PACKAGE_MANAGERS = new Set([
	"npm",
	"pnpm",
	"yarn",
	"bun"
]);
const TEXT_READERS = new Set([
	"eval",
	"script",
	"watch",
	"su",
	"env",
	"npx"
]);
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
const PLAIN = new Set("true false : test [ exit set cd pwd echo printf cat head tail wc sort ls cp mv rm ln mkdir rmdir touch date sleep".split(" "));
const COPIES = new Set([
	"cat",
	"cp",
	"echo",
	"ln",
	"mv",
	"printf"
]);
const SETTERS = new Set([
	"export",
	"env",
	"declare",
	"readonly",
	"local"
]);
const HERE_DOCUMENT = /^(?!.*\b(?:ba|da|z|k)?sh\b[^|;]*<<)(.*<<-?\s*(['"]?)(\w+)\2.*)\n(?:.*\n)*?\s*\3$/gm;
async function readCommand(command, cwd, env = {}) {
	const commands = [];
	const settings = Object.create(null);
	let scripts = 0;
	let hasLoops = false;
	let isMoving = false;
	let isPlain = true;
	const readText = async (text) => {
		const script = text.slice(0, MOST_TEXT).replace(HERE_DOCUMENT, "$1");
		isPlain &&= text.length <= MOST_TEXT;
		hasLoops ||= /\(\)\s*\{/.test(script);
		for (const line of splitCommands(script)) await readProgram(line);
	};
	const readProgram = async (line) => {
		if (commands.length > MOST_COMMANDS) return;
		const isSetting = (word) => /^[A-Za-z_]\w*=/.test(word);
		const start = line.findIndex((word) => !isSetting(word));
		const [first, ...args] = start === -1 ? [] : line.slice(start);
		const set = start === -1 ? line : line.slice(0, start);
		for (const word of set) takeSetting(word);
		if (first === void 0) return;
		const name = (0, node_path.basename)(first);
		hasLoops ||= LOOPS.has(name);
		isMoving ||= GOES.has(name);
		isPlain &&= PLAIN.has(name) && commands.length < MOST_COMMANDS;
		if (SETTERS.has(name)) for (const word of args.filter(isSetting)) takeSetting(word);
		commands.push({
			names: namesOf(first),
			args,
			isIdle: isIdle(name)
		});
		if (SHELLS.has(name)) return readShell(args);
		if (TEXT_READERS.has(name)) for (const inner of args.filter((arg) => arg.includes(" "))) await readText(inner);
		const runs = RUNNERS.get(name) ?? [];
		const at = args.findIndex((arg) => runs.includes(arg));
		if (at !== -1 && args.slice(0, at).every((arg) => arg.startsWith("-"))) return readProgram(withoutOptions(args.slice(at + 1), RUNNER_OPTIONS));
		const withValue = WRAPPERS.get(name);
		if (withValue !== void 0 && !(PACKAGE_MANAGERS.has(name) && args[0] === "run")) {
			isMoving ||= args.includes("-C") || args.includes("--chdir");
			return readProgram(withoutOptions(args, withValue));
		}
		if (PACKAGE_MANAGERS.has(name)) return readPackageScript(withoutOptions(args, []));
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
	const readShell = async (args) => {
		const flag = args.findIndex((arg) => /^-[a-z]*c$/.test(arg));
		if (flag !== -1) return readText(args.slice(flag + 1).find((arg) => !/^-/.test(arg)) ?? "");
		const script = args.find((arg) => !arg.startsWith("-"));
		if (script !== void 0) await readScript((0, node_path.resolve)(cwd, script));
	};
	const readPackageScript = async ([first, ...rest]) => {
		const name = first === "run" || first === "run-script" ? rest[0] : first;
		const text = await readStart((0, node_path.join)(cwd, "package.json"));
		const script = require_step.asObject(require_step.parseObject(text ?? "")?.scripts)?.[name ?? ""];
		if (typeof script === "string" && ++scripts <= MOST_SCRIPTS) await readText(script);
	};
	const readScript = async (path) => {
		if (++scripts > MOST_SCRIPTS) return;
		const text = await readStart(path);
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
	return [
		SHELLS,
		WRAPPERS,
		RUNNERS,
		SETTERS
	].some((names) => names.has(name)) || PLAIN.has(name) && !COPIES.has(name);
}
function readTable(text) {
	const lines = text.trim().split("\n");
	return new Map(lines.flatMap((line) => {
		const [names = "", ...words] = line.trim().split(" ");
		return names.split("|").map((name) => [name, words]);
	}));
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
function namesOf(word) {
	const [, scoped] = /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(word) ?? [];
	return [/^@[^/]+\/[^/]+$/.test(word) ? word : (0, node_path.basename)(word), ...scoped === void 0 ? [] : [scoped]];
}
function withoutOptions(args, withValue) {
	const isValue = (i) => withValue.includes(args[i - 1] ?? "-");
	const isBefore = (arg, i) => isValue(i) || /^(-.*|\d+(\.\d+)?[smhd]?|\w+=.*)$/s.test(arg);
	const start = args.findIndex((arg, i) => !isBefore(arg, i));
	return start === -1 ? [] : args.slice(start);
}
function splitCommands(text) {
	const commands = [[]];
	const token = /\\\n|#[^\n]*|'([^']*)'|"((?:[^"\\]|\\[\s\S])*)"|\\([\s\S])|([;&|()\n`]+|\$\()|([<>]+&?)|(\s+)|([^\s'"\\;&|()<>`#$]+|[\s\S])/gy;
	const inner = [];
	let word;
	let isFile = false;
	const endWord = () => {
		if (word === void 0) return;
		if (!isFile) commands.at(-1)?.push(word);
		isFile = false;
		word = void 0;
	};
	for (const match of text.matchAll(token)) {
		const [all, single, double, escaped, separator, redirect, space, plain] = match;
		if (all.startsWith("#") && word === void 0) continue;
		if (all === "\\\n") continue;
		if (double !== void 0) inner.push(...[...double.matchAll(/\$\(([^()]+)\)/g)].map(([, command = ""]) => command));
		if (separator !== void 0) {
			if (word !== void 0 && /[$`]/.test(separator)) word += "$";
			endWord();
			isFile = false;
			commands.push([]);
		} else if (space !== void 0) endWord();
		else if (redirect !== void 0) {
			if (/^\d+$/.test(word ?? "")) word = void 0;
			endWord();
			isFile = !(redirect === "<" && SHELLS.has((0, node_path.basename)(commands.at(-1)?.[0] ?? "")));
		} else word = (word ?? "") + (single ?? unquoted(double) ?? escaped ?? plain ?? all);
	}
	endWord();
	return [...commands, ...inner.flatMap(splitCommands)].filter((words) => words.length > 0);
}
function unquoted(quoted) {
	return quoted?.replace(/\\(?:\n|(["\\$`]))/g, "$1");
}
async function readStart(path) {
	try {
		const info = await (0, node_fs_promises.stat)(path);
		if (!info.isFile() || info.size > MOST_TEXT) return void 0;
		return await (0, node_fs_promises.readFile)(path, "utf8");
	} catch {
		return;
	}
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
	for (const match of template.matchAll(PLACE)) if (match[1] !== void 0 && !PLACEHOLDERS.some((name) => name === match[1])) throw new require_errors.InputError("bad-input", `${what} has ${require_identity.quote(match[0])}, which stands for nothing. Use ${PLACEHOLDERS.map((name) => `{${name}}`).join(", ")}.`);
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
// src/domain/ports/agent.ts
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
				usage: require_step.UNKNOWN_USAGE,
				config: {}
			};
			const { watch, logFile } = followed;
			const times = {
				startTime: Date.parse(startTime),
				endTime: endTime === null ? Date.now() : Date.parse(endTime)
			};
			const limitMs = ending === "cancelled" && !isLate ? MOST_MS_CANCELLED : MOST_MS;
			return await require_within.settleWithin(watch.read({
				usageFile,
				logFile,
				exitCode,
				...times
			}), limitMs, () => ({
				usage: {
					...require_step.UNKNOWN_USAGE,
					reason: "its records could not be read in time"
				},
				config: {}
			}));
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
		agents: require_agents.AGENTS,
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
	...require_agents.AGENTS.map((agent) => readerOf(agent.name, {
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
		throw new require_errors.InputError("bad-input", `${what} is ${require_identity.quote(agent)}. Use one of: ${names}.`);
	}
	return chosen;
}
function withUsageFile({ prices = {} }, watch) {
	return {
		...watch,
		read: async (run) => {
			const written = await readWritten(run, prices);
			const { usage, config } = await watch.read(run);
			if (written.state === "unknown") return {
				usage,
				config
			};
			return {
				usage: usage.verdict == null ? written : {
					...written,
					verdict: usage.verdict
				},
				config
			};
		},
		soFar: async (run) => {
			const written = await readWritten(run, prices);
			return written.state === "unknown" ? await watch.soFar(run) : require_budget.usageToSpent(written);
		}
	};
}
async function readWritten({ usageFile, endTime }, prices) {
	if (!(0, node_fs.existsSync)(usageFile)) return require_step.UNKNOWN_USAGE;
	const [{ readUsageFile }, { toTokenUsage }] = [await Promise.resolve().then(() => require("./told-records.js")), await Promise.resolve().then(() => require("./token-usage.js")).then((n) => n.token_usage_exports)];
	const told = await readUsageFile(usageFile);
	return told === null ? require_step.UNKNOWN_USAGE : await toTokenUsage([{
		agent: null,
		findings: told
	}], new Date(endTime), prices);
}
const WATCHES_NOTHING = {
	observe: () => {},
	read: async () => ({
		usage: require_step.UNKNOWN_USAGE,
		config: {}
	}),
	soFar: async () => require_budget.usageToSpent(require_step.UNKNOWN_USAGE)
};
async function watchRun(wanted, place) {
	const command = await readCommand(place.command, place.cwd, place.env);
	const isNamed = ({ command: { names } }) => command.commands.some((one) => require_agent_command.namesOneOf(one.names, names));
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
		read: async (run) => (await current()).read(run),
		soFar: async (run) => (await current()).soFar(run)
	};
}
// src/app/step-options.ts
const CHECK_TIMEOUT_MS = 18e5;
function readStepOptions(given) {
	const { text, nameOf } = given;
	const read = (name, parse) => {
		const value = text(name);
		return value === null ? null : parse(value, nameOf(name));
	};
	const word = (name, words, usual) => read(name, (value, what) => require_open.parseWord(value, words, what)) ?? usual;
	const flag = (name, usual) => read(name, require_open.parseFlag) ?? usual;
	const file = (name) => read(name, (value, what) => ({
		text: value,
		folder: given.folder,
		what
	}));
	return require_open.readAll({
		command: given.command,
		directory: () => given.directory,
		branch: () => read("branch", require_open.parseBranch),
		usageReader: () => chooseUsageReader(text("agent") ?? "auto", nameOf("agent")),
		telemetry: () => word("telemetry", TELEMETRY, "none"),
		prices: () => file("prices"),
		agentConfig: () => file("agent-config"),
		prompt: () => text("prompt"),
		recordsPrompt: () => flag("record-prompt", true),
		timeoutMs: () => read("timeout-minutes", require_open.parseMinutes),
		limits: () => require_open.toLimits(require_open.readAll({
			max_cost_usd: () => read("max-cost-usd", require_open.parseUsd),
			max_tokens: () => read("max-tokens", require_open.parseTokens),
			budgets: () => read("budget", require_open.parseBudgets) ?? [],
			budget_unknown: () => word("budget-unknown", ["warn", "stop"], "warn")
		})),
		check: () => {
			const { script, ...rest } = require_open.readAll({
				script: () => read("check", checkScript),
				timeoutMs: () => read("check-timeout-minutes", require_open.parseMinutes) ?? 18e5,
				onFailure: () => word("on-failure", ON_FAILURE, "rollback")
			});
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
			const [why, advice] = given.hasCommitHost === true ? ["the host makes such commits in the repository, where nothing may be pushed", "Leave push out, or say ssh"] : ["only the action has the token of a job", "Say ssh"];
			throw new require_errors.InputError("bad-input", `${nameOf("commit-signing")} is "api", and ${why}. ${advice}.`);
		},
		push: () => word("push", ["auto", "none"], given.usualPush),
		envAllow: () => read("env-allow", (value, what) => checkEnvAllow(require_open.splitNames(value), what)),
		continueOnAgentError: () => flag("continue-on-agent-error", false),
		requireRecord: () => flag("require-record", false),
		template: () => given.template ?? null
	});
}
function readSigningKey(signing, key, nameOf) {
	if (signing !== "ssh") {
		if (key === null) return null;
		const message = `${key.what} is given, and ${nameOf("commit-signing")} is not "ssh". Say ssh, or leave the key out.`;
		throw new require_errors.InputError("bad-input", message);
	}
	if (key === null) {
		const message = `${nameOf("commit-signing")} is "ssh" without a key. Give ${nameOf("ssh-signing-key")} a private key, or its file.`;
		throw new require_errors.InputError("bad-input", message);
	}
	if (key.text.includes("PRIVATE KEY-----")) return {
		kind: "text",
		text: key.text
	};
	const path = (0, node_path.resolve)(key.folder, key.text);
	if ((0, node_fs.existsSync)(path)) return {
		kind: "file",
		path
	};
	throw new require_errors.InputError("bad-input", `${key.what} is neither a private key nor a file that is there.`);
}
function checkScript(script, what) {
	if (script.trim() !== "") return script;
	throw new require_errors.InputError("bad-input", `${what} is empty. Give it a shell script such as "npm test", or leave it out.`);
}
function usualShell(what) {
	return parseShell(process.platform === "win32" ? "cmd" : "sh", what);
}
function wordsOf(command) {
	return command.kind === "script" ? command.text : command.argv;
}
Object.defineProperty(exports, "CHECK_TIMEOUT_MS", {
	enumerable: true,
	get: function() {
		return CHECK_TIMEOUT_MS;
	}
});
Object.defineProperty(exports, "PLACE", {
	enumerable: true,
	get: function() {
		return PLACE$2;
	}
});
Object.defineProperty(exports, "buildAgentEnv", {
	enumerable: true,
	get: function() {
		return buildAgentEnv;
	}
});
Object.defineProperty(exports, "checkEnvAllow", {
	enumerable: true,
	get: function() {
		return checkEnvAllow;
	}
});
Object.defineProperty(exports, "chooseUsageReader", {
	enumerable: true,
	get: function() {
		return chooseUsageReader;
	}
});
Object.defineProperty(exports, "commitMessage", {
	enumerable: true,
	get: function() {
		return commitMessage;
	}
});
Object.defineProperty(exports, "faultOfValue", {
	enumerable: true,
	get: function() {
		return faultOfValue;
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
Object.defineProperty(exports, "inputVariable", {
	enumerable: true,
	get: function() {
		return inputVariable;
	}
});
Object.defineProperty(exports, "inspectTemplate", {
	enumerable: true,
	get: function() {
		return inspectTemplate;
	}
});
Object.defineProperty(exports, "isCommonVariable", {
	enumerable: true,
	get: function() {
		return isCommonVariable;
	}
});
Object.defineProperty(exports, "parseShell", {
	enumerable: true,
	get: function() {
		return parseShell;
	}
});
Object.defineProperty(exports, "readCommand", {
	enumerable: true,
	get: function() {
		return readCommand;
	}
});
Object.defineProperty(exports, "readStepOptions", {
	enumerable: true,
	get: function() {
		return readStepOptions;
	}
});
Object.defineProperty(exports, "templateOption", {
	enumerable: true,
	get: function() {
		return templateOption;
	}
});
Object.defineProperty(exports, "usualShell", {
	enumerable: true,
	get: function() {
		return usualShell;
	}
});
Object.defineProperty(exports, "wordsOf", {
	enumerable: true,
	get: function() {
		return wordsOf;
	}
});
Object.defineProperty(exports, "writeScript", {
	enumerable: true,
	get: function() {
		return writeScript;
	}
});
