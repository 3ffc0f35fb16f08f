(function (exports, require, module, __filename, __dirname) {
const require_action_run_steps = require("./action-run-steps.js");
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_post_run_steps = require("./action-post-run-steps.js");
const require_action_help_run_steps = require("./action-help-run-steps.js");
const require_build_reverts = require("./build-reverts.js");
const require_prepare_move = require("./prepare-move.js");
const require_roll_back = require("./roll-back.js");
// src/usecases/rollback/revert-steps.ts
async function prepareRevert(deps, request) {
	return await require_prepare_move.prepareMove(deps, request, {
		chooseTarget: (seen) => chooseSteps(deps, seen, request),
		plan: (seen, chosen) => planRevert(deps, request, seen, chosen),
		record: ({ goes }) => ({
			kind: "revert",
			undoes: null,
			target: null,
			stepUids: goes.map(({ uid }) => uid),
			steps: goes,
			canBeProposed: true
		})
	});
}
async function planRevert(deps, request, seen, chosen) {
	const { words } = deps;
	const { branch } = chosen;
	const tip = await require_action_run_steps.tipOf(seen, branch);
	if (tip === null) {
		const where = seen.remote === null ? `There is no local branch ${branch}` : `${branch} is no longer at the remote`;
		throw new require_action_post_help_run_steps.RefusedError("branch-gone", `${where}. Name with ${words.branch} the branch that has the step's commits.`);
	}
	const { things, goes } = await findWorks(seen.repository, words, {
		...chosen,
		tip
	});
	const { squash } = request;
	const built = await require_build_reverts.buildReverts(deps, request, seen, {
		branch,
		tip,
		things,
		squash,
		mayBeIdle: false
	});
	const { plan: move, remote, local, commits } = built;
	const idle = new Set(built.idle.map(({ uid }) => uid));
	const taken = goes.filter(({ uid }) => !idle.has(uid));
	return {
		plan: {
			...move,
			goes: taken,
			commits,
			stays: await latestOther(seen.view, branch, taken),
			warnings: [...built.idle.map(({ name }) => `${require_action_help_run_steps.capital(name)} stays as it is: ${branch} has nothing left of what it changed.`), ...move.warnings]
		},
		remote,
		local
	};
}
async function chooseSteps(deps, seen, request) {
	const { of } = request;
	if (of.kind === "rollback") {
		const { step, branch } = await require_roll_back.chooseTarget(deps, seen, {
			step: of.step,
			mode: of.mode,
			branch: request.branch
		});
		const later = await activeSteps(seen, branch, (one) => require_action_run_steps.isLaterStep(one, step));
		const steps = of.mode === "before" ? [...later, step] : later;
		if (steps.length === 0) throw new require_action_post_help_run_steps.RefusedError("not-reversible", `Nothing to take back: no later step of ${branch} is active.`);
		return {
			branch,
			steps: steps.map((one) => ({
				step: one,
				isNamed: false
			}))
		};
	}
	const targets = [];
	for (const ref of of.last === null ? [of.first] : [of.first, of.last]) targets.push(await namedStep(deps, seen, ref, request.branch));
	const [one, other = one] = targets.map(({ step }) => step).sort((a, b) => require_action_run_steps.isLaterStep(a, b) ? 1 : -1);
	const [branch = ""] = targets.map((target) => target.branch);
	if (one === void 0 || other === void 0 || one.uid === other.uid) return {
		branch,
		steps: targets.slice(0, 1).map(({ step }) => ({
			step,
			isNamed: true
		}))
	};
	if (one.branch !== other.branch) throw require_action_post_help_run_steps.badInput(`${require_action_help_run_steps.capital(require_action_run_steps.stepName(one))} is of ${one.branch ?? "no branch"} and ${require_action_run_steps.stepName(other)} of ${other.branch ?? "none"}. Name steps of one branch, or ${deps.words.branch}.`);
	const within = (step) => require_action_run_steps.isLaterStep(step, one) && require_action_run_steps.isLaterStep(other, step);
	const between = await activeSteps(seen, one.branch ?? branch, within);
	return {
		branch,
		steps: [
			{
				step: other,
				isNamed: true
			},
			...between.map((step) => ({
				step,
				isNamed: false
			})),
			{
				step: one,
				isNamed: true
			}
		]
	};
}
async function namedStep({ words: wording }, seen, ref, branch) {
	const found = await require_roll_back.lookUp(seen, ref);
	return require_action_run_steps.findRollbackTarget({
		...found,
		ref,
		mode: "to",
		branch,
		isBranchGone: true,
		wording
	});
}
async function activeSteps({ view }, branch, isWanted) {
	const steps = await view.listSteps({
		branch,
		active: true
	});
	return require_action_run_steps.latestFirst(steps.filter((step) => isWanted(step)));
}
async function findWorks(repository, words, { branch, steps, tip }) {
	const things = [];
	const goes = [];
	for (const { step, isNamed } of steps) {
		const { commitShaBefore: before, commitShaAfter: after } = step;
		const name = require_action_run_steps.stepName(step);
		if (after === null || before === after) {
			if (isNamed) throw new require_action_post_help_run_steps.RefusedError("not-reversible", `${require_action_help_run_steps.capital(name)} made no commit, so there is nothing to take back.`);
			continue;
		}
		const reached = await repository.isAncestor(after, tip);
		if (reached === "unknown") throw cutOff(name, branch);
		if (reached === "no") {
			if (!isNamed) continue;
			if (await require_action_run_steps.isOnBranchHere(repository, {
				branch,
				step
			})) throw new require_action_post_help_run_steps.RefusedError("not-an-ancestor", `Cannot take back ${name} at the remote: ${require_action_run_steps.sayOnlyHere(branch, null, words)}`);
			throw new require_action_post_help_run_steps.RefusedError("not-an-ancestor", `Cannot take back ${name} on ${branch}: ${require_action_post_run_steps.shortSha(after)}, where it ended, is not in the history of its tip ${require_action_post_run_steps.shortSha(tip)}. If its work came to another branch, name that with ${words.branch}; if it came there as one squashed commit, revert that commit with git.`);
		}
		const { commits, complete } = await require_action_run_steps.listBetween(repository, require_action_run_steps.branchRef(branch), {
			from: before,
			to: after
		});
		if (!complete) throw cutOff(name, branch);
		const own = new Set(require_action_run_steps.findOwners(commits, [step]).keys());
		const works = require_action_run_steps.worksOf(step, commits, own);
		if (works.length === 0) continue;
		things.push({
			name,
			uid: step.uid,
			works
		});
		goes.push(step);
	}
	if (things.length === 0) throw new require_action_post_help_run_steps.RefusedError("not-reversible", `Nothing to take back: ${branch} has no commit of these steps.`);
	return {
		things,
		goes
	};
}
function cutOff(name, branch) {
	return new require_action_post_help_run_steps.RefusedError("not-confirmed", `Cannot tell what ${name} did on ${branch}: the history is cut off here. Check out with fetch-depth: 0.`);
}
async function latestOther(view, branch, goes) {
	const uids = new Set(goes.map(({ uid }) => uid));
	return (await view.listSteps({
		branch,
		active: true,
		limit: goes.length + 1
	})).find(({ uid }) => !uids.has(uid)) ?? null;
}
Object.defineProperty(exports, "prepareRevert", {
	enumerable: true,
	get: function() {
		return prepareRevert;
	}
});
});
