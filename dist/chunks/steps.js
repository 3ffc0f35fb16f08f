const require_step = require("./step.js");
const require_cli = require("./cli.js");
const require_positionals = require("./positionals.js");
const require_place = require("./place.js");
// src/cli/steps.ts
const SHOWN_BY_DEFAULT = 50;
const KNOWN_STATUSES = [
	"running",
	"succeeded",
	"failed",
	"timed_out",
	"over_budget",
	"refused",
	"cancelled",
	"interrupted"
];
function define(command, context) {
	command.usage("[options] [project-id]").argument("[project-id...]", "the project (default: the one of this repository)").option("--branch <name>", "only steps of this branch", require_place.branchOf).option("--active", "only steps that were not rolled back").option("--status <status>", `only steps that ended like this: ${KNOWN_STATUSES.join(", ")}`).option("--limit <number>", `the newest so many, or all (default: ${SHOWN_BY_DEFAULT}; with --json: all)`, require_place.parseLimit).option("--json", "print an array of steps, newest first, each as step info --json prints it");
	require_place.addHistoryOptions(command);
	command.addHelpText("after", EXAMPLES);
	command.action((args, options) => listSteps(context, args, options));
}
async function listSteps(context, args, options) {
	const { project } = require_positionals.readProject(args, options.project);
	const opened = await require_positionals.openHistory(context, project, options);
	try {
		const { history } = opened;
		const filter = {
			...options.branch === void 0 ? {} : { branch: options.branch },
			...options.active === true ? { active: true } : {},
			...options.status === void 0 ? {} : { status: options.status }
		};
		const limit = options.limit === void 0 ? options.json === true ? null : SHOWN_BY_DEFAULT : options.limit;
		const steps = await history.listSteps(limit === null ? filter : {
			...filter,
			limit
		});
		if (options.json === true) return require_cli.printJson(context, steps.map(require_step.stepToJson));
		const all = await history.countSteps();
		if (all === 0) return require_cli.print(context, noSteps(opened));
		if (steps.length === 0) return require_cli.print(context, noMatch(opened.project.id, all, options));
		const { renderStepList } = await Promise.resolve().then(() => require("./step-list.js"));
		const list = {
			projectId: opened.project.id,
			where: opened.where,
			steps,
			rollbacks: await history.listRollbacks(),
			counts: {
				all,
				active: await history.countSteps({ active: true })
			},
			older: await history.countSteps(filter) - steps.length,
			totals: await totalsOfHistory(history, options.branch)
		};
		require_cli.print(context, renderStepList(list, {
			width: require_cli.stdoutWidth(context),
			paint: require_cli.stdoutPaint(context),
			now: new Date()
		}));
	} finally {
		await opened.close();
	}
}
async function totalsOfHistory(history, branch) {
	const project = {
		name: "in all",
		usage: await history.sumUsage()
	};
	return branch === void 0 ? [project] : [{
		name: branch,
		usage: await history.sumUsage({ branch })
	}, project];
}
function noSteps({ project, storeName, repository }) {
	const hint = storeName === "file" && repository?.remote != null ? "\nWhat runs recorded in the store git is shown by laforge steps --store git" : "";
	return `No steps yet in project ${project.id}. Record the first one: laforge step run -- <command>${hint}`;
}
function noMatch(projectId, all, options) {
	return `None of the ${all} steps of project ${projectId} is as asked (${[
		...options.branch === void 0 ? [] : [`branch ${JSON.stringify(options.branch)}`],
		...options.status === void 0 ? [] : [`status ${JSON.stringify(options.status)}`],
		...options.active === true ? ["active"] : []
	].join(", ")}). laforge steps shows them all.`;
}
const EXAMPLES = `
Rolled-back steps stay listed, dimmed, with the number of the rollback that covers them.

Examples:
  $ laforge steps                                  the newest ${SHOWN_BY_DEFAULT} steps of this repository
  $ laforge steps --branch main --active           what main is made of
  $ laforge steps acme/app --status failed         another project's failures
  $ laforge steps --json | jq '.[0].token_usage'   for programs`;
exports.define = define;
