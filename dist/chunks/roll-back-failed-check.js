(function (exports, require, module, __filename, __dirname) {
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_run_steps = require("./action-run-steps.js");
const require_roll_back = require("./roll-back.js");
const require_action_run = require("./action-run.js");
// src/usecases/step/roll-back-failed-check.ts
async function rollBackFailedCheck(deps, ended, step, work) {
	const { repository, warn } = deps;
	if (work.branch === null || work.after === null || work.after === step.commitShaBefore) return null;
	try {
		const way = await wayBack(deps, ended, step, {
			work,
			branch: work.branch
		});
		if (way === null) return null;
		const moveDeps = {
			repository,
			history: deps.history,
			clock: deps.clock,
			uids: deps.host.uids,
			log: {
				info: () => {},
				notice: () => {},
				warn
			},
			words: deps.words
		};
		const prepared = await require_roll_back.prepareRollback(moveDeps, {
			projectId: step.projectId,
			slug: ended.request.slug,
			branch: work.branch,
			reason: "check failed",
			actor: step.run?.actor ?? null,
			run: step.run,
			tokenKind: "other",
			step: {
				kind: "uid",
				prefix: step.uid
			},
			mode: "before",
			mayBeDirty: true,
			...way
		});
		return await require_roll_back.carryOutMove(moveDeps, prepared);
	} catch (error) {
		warn(`${repository.remote === null ? work.branch : `${work.branch}, here or at the remote,`} is not where ${require_action_run_steps.stepName(step)} found it, and could not be put back: ${require_action_post_help_run_steps.describeError(error)}`);
		return null;
	}
}
async function wayBack({ repository, warn }, { request, progress: { start } }, step, { work, branch }) {
	const remote = request.push === "auto" ? repository.remote : null;
	const pushed = remote === null ? null : await require_action_run.warnOnFailure(warn, () => findPushed(repository, remote, branch, work));
	if (pushed != null) {
		const found = start.heads?.get(branch);
		if (found !== void 0 && found !== step.commitShaBefore) throw require_action_run_steps.notReversible.pushedByAgent(branch, pushBack(remote?.name ?? "origin", branch, pushed, found));
		return {
			where: "both",
			allowDiscard: false,
			keepAt: null
		};
	}
	if (request.push === "none") await warnOfOwnPush(repository, work, branch, step.commitShaBefore, warn);
	const tip = await repository.resolve(require_action_run_steps.branchRef(branch));
	if (tip === null || tip === step.commitShaBefore) return null;
	return {
		where: "local",
		allowDiscard: tip === work.after,
		keepAt: pushed === void 0 ? null : remote
	};
}
async function findPushed(repository, remote, branch, work) {
	const tip = await require_action_run_steps.tipOf$1(remote, require_action_run_steps.branchRef(branch));
	const oldest = work.changes?.own_commits.at(-1);
	if (tip === null || oldest === void 0) return null;
	if (work.made.has(tip)) return tip;
	await require_action_run_steps.fetchCommits(repository, [tip], 1);
	return await repository.isAncestor(oldest.sha, tip) === "no" ? null : tip;
}
function pushBack(remote, branch, from, to) {
	return require_action_run_steps.quoteForShell([
		"git",
		"push",
		`--force-with-lease=${branch}:${from}`,
		remote,
		`${to}:${require_action_run_steps.HEADS}${branch}`
	]);
}
async function warnOfOwnPush(repository, { made }, branch, before, warn) {
	for (const [ref, sha] of await repository.localRefs("refs/remotes/")) {
		const tracked = require_action_run_steps.trackedBranch(ref);
		if (tracked.branch !== branch || !made.has(sha) || before === null) continue;
		const command = pushBack(tracked.remote, branch, sha, before);
		warn(`The agent pushed ${branch} to ${tracked.remote} by itself, and it was left there, since nothing is pushed: ${command}`);
	}
}
exports.rollBackFailedCheck = rollBackFailedCheck;
});
