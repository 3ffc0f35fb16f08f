(function (exports, require, module, __filename, __dirname) {
const require_action_post_run_steps = require("./action-post-run-steps.js");
const require_action_run_steps = require("./action-run-steps.js");
const require_prepare_move = require("./prepare-move.js");
// src/usecases/rollback/roll-back.ts
async function prepareRollback(deps, request) {
	return await require_prepare_move.prepareMove(deps, request, {
		chooseTarget: (seen) => chooseTarget(deps, seen, request),
		plan: (seen, target) => planRollback(deps, request, seen, target),
		record: ({ mode, step, goes }) => ({
			kind: "rollback",
			undoes: null,
			target: {
				mode,
				stepUid: step.uid
			},
			stepUids: goes.map(({ uid }) => uid),
			steps: goes,
			canBeProposed: false,
			keepAt: request.keepAt ?? null
		})
	});
}
async function planRollback(deps, request, seen, target) {
	const { repository } = deps;
	const { remote } = seen;
	const { branch } = target;
	const survey = async (place, tip) => await require_action_run_steps.surveyBranch({
		repository,
		history: seen.view,
		target,
		allowDiscard: request.allowDiscard,
		wording: deps.words,
		place,
		tip
	});
	if (remote === null) {
		const plan = await survey("local", await repository.resolve(require_action_run_steps.branchRef(branch)));
		const stays = await require_action_run_steps.sayRemoteStays(repository, branch, "still has what leaves it here", async (tip) => tip !== plan.to && await repository.isAncestor(plan.to, tip) === "yes");
		const warnings = [...plan.warnings, ...stays];
		return {
			plan: {
				...plan,
				warnings
			},
			remote,
			local: {
				kind: "move",
				from: plan.from,
				to: plan.to
			}
		};
	}
	const found = await survey("remote", await require_action_run_steps.remoteTip(seen, branch));
	const closing = await require_action_run_steps.warnOfPullRequest(deps.codeHost, seen, found);
	const plan = closing === void 0 ? found : {
		...found,
		warnings: [...found.warnings, closing]
	};
	if (request.where === "remote") return {
		plan,
		remote,
		local: { kind: "none" }
	};
	const local = await planLocalReset(repository, branch, plan.to);
	if (local.kind !== "move" || local.from === plan.from) return {
		plan,
		remote,
		local
	};
	return {
		plan: joinPlans(plan, await survey("local", local.from)),
		remote,
		local
	};
}
async function chooseTarget({ words }, seen, request) {
	const { step: ref, mode, branch } = request;
	const found = await lookUp(seen, ref);
	const own = found.lookup.kind === "found" ? found.lookup.value.branch : null;
	const isBranchGone = own !== null && branch !== null && own !== branch && await require_action_run_steps.isGone(seen, own);
	return require_action_run_steps.findRollbackTarget({
		...found,
		ref,
		mode,
		branch,
		isBranchGone,
		wording: words
	});
}
async function lookUp({ view }, ref) {
	const lookup = await view.getStep(ref);
	const found = lookup.kind === "found" ? lookup.value : void 0;
	const deactivatedBy = (found === void 0 || found.active ? [] : await view.listRollbacks()).find((it) => require_action_run_steps.isInForce(it) && it.stepUids.includes(found?.uid ?? ""));
	return {
		lookup,
		condition: view.condition,
		deactivatedBy
	};
}
function joinPlans(remote, local) {
	const seen = new Set(remote.goes.map(({ uid }) => uid));
	const goes = require_action_run_steps.latestFirst([...remote.goes, ...local.goes.filter(({ uid }) => !seen.has(uid))]);
	const shas = new Set(remote.displaced.map(({ commit }) => commit.sha));
	const more = local.displaced.filter(({ commit }) => !shas.has(commit.sha));
	return {
		...remote,
		goes,
		displaced: [...more, ...remote.displaced],
		warnings: [
			...remote.warnings,
			...local.warnings.filter((warning) => !remote.warnings.includes(warning)),
			`The local ${remote.branch} is at ${require_action_post_run_steps.shortSha(local.from)} and the remote one at ${require_action_post_run_steps.shortSha(remote.from)}; both go to ${require_action_post_run_steps.shortSha(remote.to)}.`
		]
	};
}
async function planLocalReset(repository, branch, to) {
	const from = await repository.resolve(require_action_run_steps.branchRef(branch));
	if (from === null || from === to) return { kind: "none" };
	if (await repository.isAncestor(to, from) === "yes") return {
		kind: "move",
		from,
		to
	};
	return {
		kind: "left",
		reason: `it is at ${require_action_post_run_steps.shortSha(from)}, which does not build on ${require_action_post_run_steps.shortSha(to)}. Bring it there yourself when you need it.`
	};
}
Object.defineProperty(exports, "chooseTarget", {
	enumerable: true,
	get: function() {
		return chooseTarget;
	}
});
Object.defineProperty(exports, "lookUp", {
	enumerable: true,
	get: function() {
		return lookUp;
	}
});
Object.defineProperty(exports, "prepareRollback", {
	enumerable: true,
	get: function() {
		return prepareRollback;
	}
});
});
