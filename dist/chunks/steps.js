(function (exports, require, module, __filename, __dirname) {
const __late = (load, loaded) => new Proxy({}, {get: (_, name) => (loaded ??= load())[name]});
let node_timers_promises = __late(() => require("node:timers/promises"));
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_run_steps = require("./action-run-steps.js");
const require_arguments = require("./arguments.js");
const require_help_run_steps = require("./help-run-steps.js");
const require_open_history = require("./open-history.js");
const require_run_steps = require("./run-steps.js");
const require_write_output = require("./write-output.js");
// src/cli/steps.ts
const SHOWN_BY_DEFAULT = 50;
const PAGE = 32;
function define(command, context) {
	require_run_steps.takeProject(command).option("--branch <name>", "list only steps of this branch", require_arguments.branchOf).option("--active", "list only steps that are not rolled back").option("--status <status>", `list only steps with this status: ${require_action_run_steps.STEP_STATUSES.join(", ")}`, require_arguments.oneOf("--status", require_action_run_steps.STEP_STATUSES)).option("--limit <number>", `list this many, the newest first, or all (default: ${SHOWN_BY_DEFAULT}; with --json: all)`, require_arguments.parseLimit).option("--watch", "keep the list up to date until you end the command; if stdout is not a terminal, print a line for each change").option("--json", "print the steps as a JSON array, newest first, each as step info --json prints it");
	require_run_steps.addHistoryOptions(command, EXAMPLES);
	command.action((args, options) => listSteps(context, args, options));
}
async function listSteps(context, args, given) {
	const { project } = require_arguments.readProject(args, given.project);
	const options = project === null ? given : {
		...given,
		project
	};
	if (options.watch === true) {
		if (options.json === true) throw require_action_post_help_run_steps.badInput("--watch is for people, and --json for programs. Give one.");
		return await watchSteps(context, () => lookAt(context, project, options));
	}
	await require_open_history.withHistory(context, project, options, async (opened) => {
		const limit = require_arguments.limitOr(options.limit, options.json === true ? null : SHOWN_BY_DEFAULT);
		if (options.json === true) {
			require_write_output.limitMemory(opened.history.dbPath);
			return await printAll(context, opened.history, filterOf(options), limit);
		}
		require_help_run_steps.print(context, (await makeList(context, opened, options)).list);
	});
}
async function lookAt(context, project, options) {
	let look = {
		list: "",
		steps: [],
		rollbacks: [],
		isRemote: false
	};
	await require_open_history.withHistory(context, project, options, async (opened) => {
		look = {
			...await makeList(context, opened, options),
			isRemote: opened.storeName !== "file"
		};
	});
	return look;
}
const LOOK_MS = {
	file: 1e3,
	remote: 5e3
};
const NEW_SCREEN = "\x1B[H\x1B[2J";
async function watchSteps(context, look) {
	const [{ signalExitCode }, { endLine, rollbackLine }] = await Promise.all([Promise.resolve().then(() => require("./action-run.js")).then((n) => n.start_process_exports), Promise.resolve().then(() => require("./action-run.js")).then((n) => n.end_line_exports)]);
	const { stdout } = context.streams;
	const seen = new Map();
	await require_help_run_steps.untilStopped(async (stopped) => {
		for (let isFirst = true; !stopped.aborted && !require_help_run_steps.isClosed(stdout); isFirst = false) {
			const { list, steps, rollbacks, isRemote } = await look();
			if (stdout.isTTY === true) stdout.write(`${NEW_SCREEN}${list}\n`);
			else if (isFirst) require_help_run_steps.print(context, list);
			const lines = [...steps.toReversed().map((step) => [step.uid, endLine(step)]), ...rollbacks.toReversed().map((rollback) => [rollback.uid, rollbackLine(rollback, rollbacks)])];
			for (const [uid, line] of lines) {
				const isNew = seen.get(uid) !== line;
				seen.set(uid, line);
				if (isNew && !isFirst && stdout.isTTY !== true) require_help_run_steps.print(context, line);
			}
			await (0, node_timers_promises.setTimeout)(isRemote ? LOOK_MS.remote : LOOK_MS.file, void 0, { signal: stopped }).catch(() => {});
		}
		const signal = require_help_run_steps.signalThatStopped(stopped);
		if (signal !== void 0) context.exitWith(signalExitCode(signal));
	});
}
async function makeList(context, opened, options) {
	const { history } = opened;
	const filter = filterOf(options);
	const limit = require_arguments.limitOr(options.limit, SHOWN_BY_DEFAULT);
	const steps = await history.listSteps(limit === null ? filter : {
		...filter,
		limit
	});
	const all = await history.countSteps();
	const rollbacks = await history.listRollbacks();
	if (all === 0) return {
		list: noSteps(opened, options),
		steps,
		rollbacks
	};
	if (steps.length === 0) return {
		list: noMatch(opened.project.id, all, options),
		steps,
		rollbacks
	};
	const { renderStepList } = await Promise.resolve().then(() => require("./step-list.js"));
	return {
		list: renderStepList({
			projectId: opened.project.id,
			where: opened.where,
			steps,
			rollbacks,
			counts: {
				all,
				active: await history.countSteps({ active: true })
			},
			older: limit === null ? 0 : Math.max(0, await history.countSteps(filter) - limit),
			totals: await totalsOfHistory(history, options.branch)
		}, require_help_run_steps.stdoutView(context)),
		steps,
		rollbacks
	};
}
function filterOf({ branch, active, status }) {
	return {
		...branch === void 0 ? {} : { branch },
		...active === true ? { active: true } : {},
		...status === void 0 ? {} : { status }
	};
}
async function printAll(context, history, filter, limit) {
	const list = new require_write_output.JsonList();
	let beforeId;
	for (let left = limit ?? Number.POSITIVE_INFINITY; left > 0;) {
		const most = Math.min(PAGE, left);
		const steps = await history.listSteps({
			...filter,
			limit: most,
			...beforeId === void 0 ? {} : { beforeId }
		});
		await require_write_output.writeToStream(context.streams.stdout, list.add(steps.map(require_action_run_steps.stepToJson)));
		left -= most;
		beforeId = steps.findLast(({ id }) => id !== null)?.id ?? void 0;
		if (steps.length === 0 || beforeId === void 0) break;
	}
	await require_write_output.writeToStream(context.streams.stdout, [list.end(), "\n"]);
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
function noSteps({ project, storeName, repository }, options) {
	const hint = storeName === "file" && repository?.remote != null ? `\nSteps that runs recorded in the store git are shown by ${require_run_steps.stepsCommand(options.project, { store: "git" })}` : "";
	return `No steps yet in project ${project.id}. Record the first one: ${require_run_steps.forSameHistory("laforge step run", options.project, options)} -- <command>${hint}`;
}
function noMatch(projectId, all, options) {
	return `None of the ${all} steps of project ${projectId} matches (${[
		...options.branch === void 0 ? [] : [`branch ${JSON.stringify(options.branch)}`],
		...options.status === void 0 ? [] : [`status ${JSON.stringify(options.status)}`],
		...options.active === true ? ["active"] : []
	].join(", ")}). ${require_run_steps.stepsCommand(options.project, options)} shows them all.`;
}
const EXAMPLES = `
Lists each step with its prompt, how it ended, its changes and its cost, newest first. Rolled-back steps stay in the list,
dimmed, with the number of the rollback that covers them. A figure without a mark is exact; + means at least that much, \u2248
means estimated from a price list.

Examples:
  $ laforge steps                                  the newest ${SHOWN_BY_DEFAULT} steps of this repository
  $ laforge steps --branch main --active           what main is made of
  $ laforge steps acme/app --status failed         another project's failures
  $ laforge steps --watch                          keep it up to date until Ctrl-C
  $ laforge steps --json | jq '.[0].token_usage'   for programs`;
exports.define = define;
});
