(function (exports, require, module, __filename, __dirname) {
const require_action_run = require("./action-run.js");
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_run_steps = require("./action-run-steps.js");
const require_action_help_run_steps = require("./action-help-run-steps.js");
// src/app/replay-command.ts
const giveCommand = ({ newCommand, otherAlone }) => `Give one ${newCommand}, and use ${otherAlone}.`;
function hasOther(request) {
	return request.command !== null || request.template !== null || request.model !== null || isAsked(request);
}
function isAsked({ command, template, agent }) {
	return command === null && template === null && require_action_run.AGENTS.some(({ name }) => name === agent);
}
function isAskable(agent) {
	return require_action_run.AGENTS.some(({ name, asked }) => name === agent && asked !== void 0);
}
function recordedCommand(step, words) {
	const { setup } = step;
	if (require_action_run_steps.keepsReplay(step)) throw require_action_post_help_run_steps.notReplayable(`${require_action_help_run_steps.capital(require_action_run_steps.stepName(step))} keeps what a replay made, and no agent ran in it. Replay the step that was replayed.`);
	const line = step.agentConfig?.command ?? null;
	const digest = setup?.script_sha256 ?? null;
	if (line === null || setup === null || digest === null) throw require_action_post_help_run_steps.notReplayable(`${require_action_run_steps.stepName(step)} was recorded without what is needed to run its command again. ${giveCommand(words)}`);
	const argv = setup.shell === null ? require_action_run_steps.unquoteFromShell(line) : null;
	const command = setup.shell !== null ? {
		kind: "script",
		text: line,
		shell: require_action_run.parseShell(setup.shell, "The recorded shell")
	} : argv === null ? null : {
		kind: "program",
		argv
	};
	if (command !== null && require_action_run.scriptDigest(command) === digest) return command;
	throw require_action_post_help_run_steps.notReplayable(`The command of ${require_action_run_steps.stepName(step)} was recorded without its secrets, or cut, so it is incomplete. ${giveCommand(words)}`);
}
function otherCommand(step, request) {
	const { command, template, model, words } = request;
	const run = template?.options.get("run");
	if ((command !== null || run !== void 0) && model !== null) throw require_action_post_help_run_steps.badInput("The model goes into the recorded command, and another one is given. Name the model there.");
	if (command !== null) return command;
	const agent = isAsked(request) ? require_action_run.AGENTS.find(({ name }) => name === request.agent) : void 0;
	if (agent !== void 0) return commandOfAgent(agent, request);
	if (template === null) return changedModel(step, model ?? "", words);
	if (run === void 0) throw require_action_post_help_run_steps.badInput(`Template ${require_action_post_help_run_steps.quote(template.name)} has no "run". Give a command ${words.newCommand}.`);
	const shell = template.options.get("shell");
	return {
		kind: "script",
		text: run,
		shell: shell === void 0 ? require_action_run.defaultShell("--template") : require_action_run.parseShell(shell, "--template")
	};
}
function commandOfAgent({ name, asked }, { model, words }) {
	if (asked === void 0) {
		const known = require_action_run.AGENTS.filter((one) => one.asked !== void 0).map((one) => one.name);
		throw require_action_post_help_run_steps.badInput(`It is not known how to run ${name} without a person, only ${known.join(", ")}. Give its command ${words.newCommand}.`);
	}
	const shell = require_action_run.parseShell(process.platform === "win32" ? "bash" : "sh", "--agent");
	return {
		kind: "script",
		text: asked.replace("{model}", model === null ? "" : ` --model ${plainModel(model)}`),
		shell
	};
}
function changedModel(step, model, words) {
	const changed = withModel(step, model, words);
	if (require_action_run.scriptDigest(changed) !== require_action_run.scriptDigest(recordedCommand(step, words))) return changed;
	throw require_action_post_help_run_steps.notReplayable(`The command of ${require_action_run_steps.stepName(step)} names no other model that could be replaced. ${giveCommand(words)}`);
}
function withModel(step, model, words) {
	const command = recordedCommand(step, words);
	const where = `The command of ${require_action_run_steps.stepName(step)}`;
	const argv = command.kind === "program" ? [...command.argv] : [];
	const at = argv.findIndex((arg) => arg === "--model" || arg === "-m" || arg.startsWith("--model="));
	if (at >= 0 && argv[at]?.startsWith("--model=")) argv[at] = `--model=${model}`;
	else if (at >= 0 && at + 1 < argv.length) argv[at + 1] = model;
	else if (command.kind === "program") return {
		kind: "program",
		argv: argv.map((arg) => inText(arg, model, where, words))
	};
	else return {
		...command,
		text: inText(command.text, model, where, words)
	};
	return {
		kind: "program",
		argv
	};
}
const MODEL = /(?<=(?:^|[\s'"])--model(?:=|[ \t]+))(?:'[^'\n]*'|"[^"\n]*"|[^\s'"|&;()<>]+)/g;
function inText(text, model, where, words) {
	const named = new Set((text.match(MODEL) ?? []).map((word) => word.replace(/^(['"])(.*)\1$/, "$2")));
	if (named.size > 1) throw require_action_post_help_run_steps.notReplayable(`${where} names several models: ${[...named].map(require_action_post_help_run_steps.quote).join(", ")}. ${giveCommand(words)}`);
	for (const name of named) if (/[$`%]/.test(name)) throw require_action_post_help_run_steps.notReplayable(`${where} lets the shell compute its model: ${require_action_post_help_run_steps.quote(name)}. ${giveCommand(words)}`);
	return named.size === 0 ? text : text.replace(MODEL, plainModel(model));
}
function plainModel(model) {
	if (/^\w[\w.:/@+-]*$/.test(model)) return model;
	throw require_action_post_help_run_steps.badInput(`The model is ${require_action_post_help_run_steps.quote(model)}. Use a name of letters, digits and any of _ . : / @ + -.`);
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
});
