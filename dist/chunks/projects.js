(function (exports, require, module, __filename, __dirname) {
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_run_steps = require("./action-run-steps.js");
const require_help_run_steps = require("./help-run-steps.js");
const require_terminal = require("./terminal.js");
// src/cli/projects.ts
function define(command, context) {
	command.usage("[options]").option("--project <id>", "list only this project").option("--json", "print the projects as a JSON array").addHelpText("after", EXAMPLES);
	command.action((options) => showProjects(context, options));
}
async function showProjects(context, options) {
	const wanted = options.project?.toLowerCase();
	const found = require_action_run_steps.listProjects(context.env).filter(({ id }) => wanted === void 0 || id.toLowerCase() === wanted);
	if (options.project !== void 0 && found.length === 0 && options.json !== true) throw require_action_post_help_run_steps.badInput(`There is no project ${require_action_post_help_run_steps.quote(options.project)} on this machine. laforge projects lists them.`);
	const { projectToJson, renderProjectList } = await Promise.resolve().then(() => require("./project-list.js"));
	const overviews = [];
	await require_terminal.withProgress(context, `reading ${found.length} projects`, async () => {
		for (const project of found) overviews.push(await overview(project));
	});
	if (options.json === true) return require_help_run_steps.printJson(context, overviews.map(projectToJson));
	if (overviews.length === 0) {
		const none = `No projects in ${require_action_run_steps.projectsFolder(context.env)} yet`;
		return require_help_run_steps.print(context, `${none}. Record a first step in a repository: laforge step run -- <command>`);
	}
	const view = require_help_run_steps.stdoutView(context);
	require_help_run_steps.print(context, renderProjectList(overviews, view));
}
async function overview(project) {
	const [{ openLedger }, { agentInWords }, { systemClock }] = await Promise.all([
		Promise.resolve().then(() => require("./action-run-steps.js")).then((n) => n.open_ledger_exports),
		Promise.resolve().then(() => require("./step-list.js")),
		Promise.resolve().then(() => require("./action-run-steps.js")).then((n) => n.clock_and_uids_exports)
	]);
	const path = project.ledger;
	try {
		const ledger = openLedger(path, {
			clock: systemClock,
			readonly: true
		});
		try {
			const [last] = ledger.listSteps({ limit: 1 });
			return {
				id: project.id,
				path,
				steps: ledger.countSteps(),
				activeSteps: ledger.countSteps({ active: true }),
				lastStep: last === void 0 ? null : {
					id: last.id,
					status: last.status,
					startTime: last.startTime,
					agent: agentInWords(last) || null
				},
				usage: ledger.sumUsage(),
				fault: null
			};
		} finally {
			ledger.close();
		}
	} catch (error) {
		return {
			id: project.id,
			path,
			steps: 0,
			activeSteps: 0,
			lastStep: null,
			usage: null,
			fault: require_action_post_help_run_steps.describeError(error)
		};
	}
}
const EXAMPLES = `
Lists every project with a history under ~/.laforge (LAFORGE_HOME moves it), with its number of steps, its last step, the
usage of all steps, and its file. A remote history (store git) is listed as it was when it was last shown here, and its
file is that copy. A file that cannot be read is listed with the reason.

Each object of --json has project_id, path, steps, active_steps, last_step {id, status, start_time, agent} or null,
total_tokens, cost_usd, estimated_usd, fault (null when the file can be read). Unknown is null.

Examples:
  $ laforge projects                                               all of them, with their totals
  $ laforge projects --json | jq -r '.[] | select(.fault) | .path'`;
exports.define = define;
});
