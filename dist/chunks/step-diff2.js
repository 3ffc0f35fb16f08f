(function (exports, require, module, __filename, __dirname) {
let node_path = require("node:path");
const require_action_run_steps = require("./action-run-steps.js");
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_step_comparison = require("./step-comparison.js");
const require_step_diff = require("./step-diff.js");
const require_diff_steps = require("./diff-steps.js");
const require_arguments = require("./arguments.js");
const require_help_run_steps = require("./help-run-steps.js");
const require_open_history = require("./open-history.js");
const require_run_steps = require("./run-steps.js");
const require_terminal = require("./terminal.js");
const require_write_output = require("./write-output.js");
// src/cli/step-diff.ts
function define(command, context) {
	command.usage("[options] [project-id] <step-id> [step-id]").argument("[step-id...]", "a step, to see what it changed, or two to compare: numbers (3, S3) or uids").option("--code <mode>", CODE_HELP, require_arguments.oneOf("--code", require_step_comparison.CODE_MODES)).option("--patch", "print only the patch, which git apply takes").option("--stat", "print the files and how many of their lines changed, instead of the patch").option("--name-only", "print only the names of the files that differ").option("--json", "print the comparison as one object, with every file and no patch").option("--md", "print the comparison as Markdown, with the first 8,000 characters of the patch").option("--html <file>", "write the comparison to this file as one page that loads nothing").option("--paths <path...>", "compare only these files and folders, which may be pathspecs of git").option("--net", "compare what the branch kept: a step that was rolled back counts as the state before it").option("--exit-code", "exit with 1 when the code differs");
	require_run_steps.addHistoryOptions(command, EXAMPLES);
	command.action((args, options) => showDiff(context, args, options));
}
const CODE_HELP = "compare of two steps the states they left, the work each did, their commits in pairs, or none (default: states if one came after the other, else work)";
async function showDiff(context, args, options) {
	const named = require_arguments.readOneOrTwo(args, options);
	refuseConflicts(options, named.steps.length);
	await require_open_history.withHistory(context, named.project, options, async (opened) => {
		const [a, b = null] = await Promise.all(named.steps.map((ref) => require_open_history.findStep(opened, ref, options)));
		if (a === void 0) return;
		const compare = async (repository) => {
			if (repository === null && options.code !== "none") {
				const message = `${require_action_post_help_run_steps.quote(context.cwd)} is not in a git work tree, so the commits cannot be compared. Run this in a clone, or use --code none.`;
				throw new require_action_post_help_run_steps.InputError("not-a-work-tree", message);
			}
			const paths = pathspecs(context, repository, options.paths);
			const request = {
				a,
				b,
				code: options.code ?? null,
				net: options.net === true,
				paths
			};
			const diff = await require_diff_steps.diffSteps({
				repository,
				history: opened.history,
				words: require_action_run_steps.WORDINGS.cli
			}, request);
			await show(context, repository, diff, {
				...options,
				own: [opened.dbPath, opened.history.dbPath]
			});
			if (options.exitCode === true && diff.files.length > 0) context.exitWith(1);
		};
		if (options.code === "none") await compare(opened.repository);
		else await require_run_steps.withRepository(context, compare, opened.repository);
	});
}
async function show(context, repository, diff, options) {
	const patchOf = (look) => require_diff_steps.printDiff(repository, diff, look);
	if (options.json === true) return require_help_run_steps.printJson(context, require_step_diff.diffToJson(diff));
	if (options.md === true) return require_help_run_steps.print(context, require_step_diff.renderDiffMarkdown(diff, (await patchOf({})).toString("utf8")));
	if (options.html !== void 0) {
		const { renderDiffPage } = await Promise.resolve().then(() => require("./step-diff-page.js"));
		const file = (0, node_path.resolve)(context.cwd, options.html);
		require_write_output.writeToFile(file, [renderDiffPage(diff, (await patchOf({})).toString("utf8"))], {
			option: "--html",
			own: options.own
		});
		return require_help_run_steps.print(context, `Written: ${file}`);
	}
	const colour = require_help_run_steps.stdoutPaint(context) !== require_action_post_help_run_steps.plainPaint;
	const columns = context.streams.stdout.columns ?? null;
	const pager = require_terminal.choosePager(context, repository?.pager ?? null);
	if (options.nameOnly === true) return await require_terminal.page(context, pager, await patchOf({ form: "name-only" }));
	if (options.patch === true) return await require_terminal.page(context, pager, await patchOf({
		form: "whole-patch",
		colour
	}));
	const text = await patchOf(options.stat === true ? {
		form: "stat",
		colour,
		columns
	} : { colour });
	const head = require_step_diff.renderDiffHead(diff, require_help_run_steps.stdoutView(context));
	await require_terminal.page(context, pager, Buffer.concat([Buffer.from(`${head}\n${text.length > 0 ? "\n" : ""}`), text]));
}
function refuseConflicts(options, steps) {
	const { patch, stat, nameOnly, json, md, html, paths, net } = options;
	const given = (flags) => Object.keys(flags).filter((flag) => flags[flag]);
	const ofCode = given({
		"--patch": patch,
		"--stat": stat,
		"--name-only": nameOnly
	});
	const forms = [...ofCode, ...given({
		"--json": json,
		"--md": md,
		"--html": html !== void 0
	})];
	if (forms.length > 1) throw require_action_post_help_run_steps.badInput(`${forms.join(" and ")} do not go together. Give one of them.`);
	const narrowing = [...ofCode, ...given({
		"--paths": paths,
		"--net": net
	})];
	if ((options.code === "commits" || options.code === "none") && narrowing.length > 0) {
		const what = options.code === "none" ? "compares no code" : "pairs whole commits";
		throw require_action_post_help_run_steps.badInput(`--code ${options.code} ${what}. Leave out ${narrowing.join(" and ")}, or use --code work.`);
	}
	if (options.net === true && options.code === "work") throw require_action_post_help_run_steps.badInput("--net compares states, and --code work what each step did. Give one of them.");
	if (steps < 2 && (options.net === true || options.code !== void 0)) {
		const option = options.net === true ? "--net" : "--code";
		throw require_action_post_help_run_steps.badInput(`${option} is for two steps. Name a second one, or leave it out.`);
	}
}
function pathspecs(context, repository, paths = []) {
	if (repository === null) return paths;
	return paths.map((path) => {
		if (path.startsWith(":")) return path;
		const inTree = (0, node_path.relative)(repository.root, (0, node_path.resolve)(context.cwd, path));
		if (inTree.startsWith("..")) throw require_action_post_help_run_steps.badInput(`${require_action_post_help_run_steps.quote(path)} is outside the work tree ${require_action_post_help_run_steps.quote(repository.root)}.`);
		return inTree === "" ? "." : inTree;
	});
}
const EXAMPLES = `
A step that was rolled back can be shown as long as its pin exists.

Examples:
  $ laforge step diff 3                         what step 3 changed
  $ laforge step diff 3 --patch | git apply -R  take it out of the files, and commit nothing
  $ laforge step diff 3 5                       step 5 against step 3
  $ laforge step diff 3 5 --code commits        which commits of one are those of the other
  $ laforge step diff 3 5 --json | jq .figures  for programs`;
exports.define = define;
});
