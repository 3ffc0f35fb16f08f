(function (exports, require, module, __filename, __dirname) {
const require_agent_config = require("./agent-config.js");
const require_action_run = require("./action-run.js");
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_run_steps = require("./action-run-steps.js");
const require_action_help_run_steps = require("./action-help-run-steps.js");
const require_table = require("./table.js");
const require_help_run_steps = require("./help-run-steps.js");
const require_run_steps = require("./run-steps.js");
// src/render/terminal/template.ts
function renderTemplateList(templates, options) {
	return require_table.renderTable([
		{
			title: "TEMPLATE",
			cell: ({ name }) => name,
			shrinkTo: 12
		},
		{
			title: "INPUTS",
			cell: ({ template }) => inputsInWords(template),
			shrinkTo: 12
		},
		{
			title: "DESCRIPTION",
			cell: ({ template, fault }) => fault ?? template?.description ?? "",
			shrinkTo: 20,
			look: ({ fault }, text, paint) => fault === null ? text : paint("bad", text)
		}
	], templates, options);
}
function inputsInWords(template) {
	return [...template?.inputs ?? []].map(([name, { required }]) => required ? name : `[${name}]`).join(" ");
}
function renderTemplate(name, { description, inputs, options }, { paint, variable }) {
	const block = (text) => require_action_post_help_run_steps.toPlainText(text).split("\n").join("\n    ");
	const lines = [paint("strong", require_action_post_help_run_steps.toPlainText(name)), ...description === null ? [] : [`  ${block(description)}`]];
	if (inputs.size > 0) lines.push("", paint("strong", "Inputs"));
	for (const [input, { description: what, required, default: usual, options: words, pattern }] of inputs) {
		const facts = require_action_help_run_steps.joinFilled([
			required ? "required" : "",
			usual === null ? "" : `default: ${usual}`,
			words === null ? "" : `one of ${words.join(", ")}`,
			pattern === null ? "" : `matches ${pattern}`,
			`in scripts $${variable(input)}`
		], "; ");
		lines.push(`  ${require_action_post_help_run_steps.toPlainText(`${input}: ${what === null ? "" : `${what} `}(${facts})`)}`);
	}
	lines.push("", paint("strong", "Options"), ...[...options].map(([key, text]) => `  ${key}: ${block(text.trimEnd())}`));
	return lines.join("\n");
}
// src/cli/template.ts
const NO_TEMPLATES = `There are no templates (${require_action_run.TEMPLATE_FOLDER}/*.yml).`;
function defineList(command, context) {
	command.option("--json", "print the templates as a JSON array");
	command.addHelpText("after", EXAMPLES);
	command.action(async ({ json }) => {
		const found = await Promise.all(require_action_run.listTemplates(require_action_run.topOf(context.cwd)).map((name) => lookAt(context, name)));
		if (json === true) return require_help_run_steps.printJson(context, found.map(toJson));
		if (found.length === 0) return require_help_run_steps.print(context, NO_TEMPLATES);
		require_help_run_steps.print(context, renderTemplateList(found, require_help_run_steps.stdoutView(context)));
	});
}
function defineShow(command, context) {
	command.argument("<name>", "the template").option("--json", "print it as one object");
	command.addHelpText("after", EXAMPLES);
	command.action(async (name, { json }) => {
		const found = await lookAt(context, name);
		if (found.fault !== null) throw require_action_post_help_run_steps.badInput(found.fault);
		if (json === true) return require_help_run_steps.printJson(context, toJson(found));
		if (found.template !== null) require_help_run_steps.print(context, renderTemplate(name, found.template, {
			paint: require_help_run_steps.stdoutPaint(context),
			variable: require_action_run.inputVariable
		}));
	});
}
function defineCheck(command, context) {
	command.argument("[name...]", "the templates (default: all)");
	command.addHelpText("after", EXAMPLES);
	command.action(async (names) => {
		const all = names.length > 0 ? names : require_action_run.listTemplates(require_action_run.topOf(context.cwd));
		if (all.length === 0) return require_help_run_steps.print(context, NO_TEMPLATES);
		const found = await Promise.all(all.map((name) => lookAt(context, name)));
		for (const { name, fault, warnings = [] } of found) {
			for (const warning of warnings) require_help_run_steps.say(context, `warning: ${warning}`);
			if (fault === null) require_help_run_steps.print(context, `${name}: ok`);
			else require_help_run_steps.say(context, fault);
		}
		if (found.some(({ fault }) => fault !== null)) context.exitWith(1);
	});
}
async function lookAt(context, name) {
	let blob = null;
	try {
		const found = require_action_run.findTemplate(require_action_run.topOf(context.cwd), name, "The template");
		blob = found.blob;
		const { template, fault } = await require_action_run.inspectTemplateText(found);
		const faults = [...fault === null ? [] : [fault.message], ...await faultsOfOptions(context, name, template)];
		const warnings = await require_action_run.findCutOptions(found);
		if (faults.length === 0) return {
			name,
			blob,
			template,
			fault: null,
			warnings
		};
		return {
			name,
			blob,
			template: null,
			fault: faults.join(" ")
		};
	} catch (error) {
		return {
			name,
			blob,
			template: null,
			fault: require_action_post_help_run_steps.describeError(error)
		};
	}
}
async function faultsOfOptions(context, name, { options }) {
	const nameOf = (option) => `In template "${name}" ${option}`;
	const shell = () => require_action_run.parseShell(options.get("shell") ?? "sh", nameOf("shell"));
	const texts = {
		home: "",
		folder: context.cwd,
		secrets: []
	};
	const [branch, prices, config] = [
		"branch",
		"prices",
		"agent-config"
	].map((option) => options.get(option));
	const checks = [
		() => require_action_run.readStepOptions({
			text: (option) => options.get(option)?.replace(require_action_run.PLACE, "x") ?? null,
			nameOf,
			command: () => ({
				kind: "script",
				text: options.get("run") ?? "",
				shell: shell()
			}),
			shell,
			directory: context.cwd,
			folder: context.cwd,
			hasCommitHost: true,
			defaultPush: "none"
		}),
		() => branch !== void 0 && checkBranchName(context, require_action_run_steps.parseBranch(branch, nameOf("branch")), nameOf("branch")),
		() => prices !== void 0 && require_action_run.readOwnPrices({
			...texts,
			text: prices,
			what: nameOf("prices")
		}),
		() => config !== void 0 && require_agent_config.readAgentConfig({
			...texts,
			text: config,
			what: nameOf("agent-config")
		})
	];
	const faults = new Set();
	for (const check of checks) try {
		await check();
	} catch (error) {
		if (!(error instanceof require_action_post_help_run_steps.InputError)) throw error;
		faults.add(error.message);
	}
	return [...faults];
}
async function checkBranchName(context, branch, what) {
	if (!await require_run_steps.withRepository(context, async (repository) => repository?.isBranchName(branch) ?? true)) throw require_action_post_help_run_steps.badInput(`${what} is ${require_action_post_help_run_steps.quote(branch)}, which git does not accept as a branch name. Use another.`);
}
function toJson({ name, blob, template, fault }) {
	return {
		schema_version: 1,
		name,
		blob,
		description: template?.description ?? null,
		inputs: template === null ? null : Object.fromEntries(template.inputs),
		options: template === null ? null : Object.fromEntries(template.options),
		fault
	};
}
const EXAMPLES = `
A template is a file .laforge/steps/<name>.yml with options of a step, and the inputs that it needs.

Examples:
  $ laforge template list                               the templates of this work tree
  $ laforge template show fix                           its inputs and options
  $ laforge template check                              what is wrong with any of them; exit status 1 when something is
  $ laforge step run --template fix --input issue=12    a step from it`;
exports.defineCheck = defineCheck;
exports.defineList = defineList;
exports.defineShow = defineShow;
});
