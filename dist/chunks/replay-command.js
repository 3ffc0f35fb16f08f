const require_step_options = require("./step-options.js");
const require_errors = require("./errors.js");
const require_identity = require("./identity.js");
const require_open = require("./open.js");
const require_step = require("./step.js");
const require_folders = require("./folders.js");
const require_agents = require("./agents.js");
const require_describe_step = require("./describe-step.js");
// src/app/replay-command.ts
const GIVE_COMMAND = "Give one behind --, and say --baseline 0.";
function hasOther(request) {
	return request.command !== null || request.template !== null || request.model !== null || isAsked(request);
}
function isAsked({ command, template, agent }) {
	return command === null && template === null && require_agents.AGENTS.some(({ name }) => name === agent);
}
function isAskable(agent) {
	return require_agents.AGENTS.some(({ name, asked }) => name === agent && asked !== void 0);
}
function recordedCommand(step) {
	const { setup } = step;
	if (step.agentConfig?.metadata.kept_replay !== void 0) throw refusal(`${require_folders.capital(require_step.stepName(step))} keeps what a replay made, and no agent ran in it. Replay the step that was replayed.`);
	const line = step.agentConfig?.command ?? null;
	const digest = setup?.script_sha256 ?? null;
	if (line === null || setup === null || digest === null) throw refusal(`${require_step.stepName(step)} was recorded without what is needed to run its command again. ${GIVE_COMMAND}`);
	const argv = setup.shell === null ? require_open.unquoteFromShell(line) : null;
	const command = setup.shell !== null ? {
		kind: "script",
		text: line,
		shell: require_step_options.parseShell(setup.shell, "The recorded shell")
	} : argv === null ? null : {
		kind: "program",
		argv
	};
	if (command !== null && require_describe_step.scriptDigest(command) === digest) return command;
	throw refusal(`The command of ${require_step.stepName(step)} was recorded without its secrets, or cut, so it is not the whole one. ${GIVE_COMMAND}`);
}
function otherCommand(step, request) {
	const { command, template, model } = request;
	const run = template?.options.get("run");
	if ((command !== null || run !== void 0) && model !== null) throw new require_errors.InputError("bad-input", "--model changes the recorded command, and another one is given. Name the model there.");
	if (command !== null) return command;
	const agent = isAsked(request) ? require_agents.AGENTS.find(({ name }) => name === request.agent) : void 0;
	if (agent !== void 0) return commandOfAgent(agent, model);
	if (template === null) return changedModel(step, model ?? "");
	if (run === void 0) throw new require_errors.InputError("bad-input", `Template ${require_identity.quote(template.name)} has no "run". Give a command behind --.`);
	const shell = template.options.get("shell");
	return {
		kind: "script",
		text: run,
		shell: shell === void 0 ? require_step_options.usualShell("--template") : require_step_options.parseShell(shell, "--template")
	};
}
function commandOfAgent({ name, asked }, model) {
	if (asked === void 0) {
		const known = require_agents.AGENTS.filter((one) => one.asked !== void 0).map((one) => one.name);
		throw new require_errors.InputError("bad-input", `How ${name} is asked without a person is not known, as it is of ${known.join(", ")}. Give its command behind --.`);
	}
	const shell = require_step_options.parseShell(process.platform === "win32" ? "bash" : "sh", "--agent");
	return {
		kind: "script",
		text: asked.replace("{model}", model === null ? "" : ` --model ${plainModel(model)}`),
		shell
	};
}
function changedModel(step, model) {
	const changed = withModel(step, model);
	if (require_describe_step.scriptDigest(changed) !== require_describe_step.scriptDigest(recordedCommand(step))) return changed;
	throw refusal(`The command of ${require_step.stepName(step)} names no other model that could be replaced. ${GIVE_COMMAND}`);
}
function withModel(step, model) {
	const command = recordedCommand(step);
	const where = `The command of ${require_step.stepName(step)}`;
	const argv = command.kind === "program" ? [...command.argv] : [];
	const at = argv.findIndex((arg) => arg === "--model" || arg === "-m" || arg.startsWith("--model="));
	if (at >= 0 && argv[at]?.startsWith("--model=")) argv[at] = `--model=${model}`;
	else if (at >= 0 && at + 1 < argv.length) argv[at + 1] = model;
	else if (command.kind === "program") return {
		kind: "program",
		argv: argv.map((arg) => inText(arg, model, where))
	};
	else return {
		...command,
		text: inText(command.text, model, where)
	};
	return {
		kind: "program",
		argv
	};
}
const MODEL = /(?<=(?:^|[\s'"])--model(?:=|[ \t]+))(?:'[^'\n]*'|"[^"\n]*"|[^\s'"|&;()<>]+)/g;
function inText(text, model, where) {
	const named = new Set((text.match(MODEL) ?? []).map((word) => word.replace(/^(['"])(.*)\1$/, "$2")));
	if (named.size > 1) throw refusal(`${where} names several models: ${[...named].map(require_identity.quote).join(", ")}. ${GIVE_COMMAND}`);
	for (const name of named) if (/[$`%]/.test(name)) throw refusal(`${where} has its model made by the shell: ${require_identity.quote(name)}. ${GIVE_COMMAND}`);
	return named.size === 0 ? text : text.replace(MODEL, plainModel(model));
}
function plainModel(model) {
	if (/^\w[\w.:/@+-]*$/.test(model)) return model;
	throw new require_errors.InputError("bad-input", `--model is ${require_identity.quote(model)}, which is no word that may stand in a script.`);
}
function refusal(message) {
	return new require_errors.RefusedError("not-replayable", message);
}
Object.defineProperty(exports, "hasOther", {
	enumerable: true,
	get: function() {
		return hasOther;
	}
});
Object.defineProperty(exports, "isAskable", {
	enumerable: true,
	get: function() {
		return isAskable;
	}
});
Object.defineProperty(exports, "isAsked", {
	enumerable: true,
	get: function() {
		return isAsked;
	}
});
Object.defineProperty(exports, "otherCommand", {
	enumerable: true,
	get: function() {
		return otherCommand;
	}
});
Object.defineProperty(exports, "recordedCommand", {
	enumerable: true,
	get: function() {
		return recordedCommand;
	}
});
