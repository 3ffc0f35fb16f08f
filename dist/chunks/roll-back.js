const require_errors = require("./errors.js");
const require_identity = require("./identity.js");
const require_open = require("./open.js");
const require_rollback = require("./rollback.js");
const require_rollback_plan = require("./rollback-plan.js");
const require_revert_plan = require("./revert-plan.js");
const require_survey_branch = require("./survey-branch.js");
const require_move_checks = require("./move-checks.js");
// src/usecases/rollback/roll-back.ts
async function rollBack(deps, request) {
	const prepared = await prepareRollback(deps, request);
	return require_move_checks.isDry(request.dryRun, prepared.plan) ? {
		kind: "planned",
		prepared
	} : await carryOutRollback(deps, prepared);
}
async function prepareRollback(deps, request) {
	return await require_survey_branch.prepareMove(deps, request, {
		chooseTarget: (lookout) => chooseTarget(deps, lookout, request),
		plan: (lookout, target) => planRollback(deps, request, lookout, target)
	});
}
async function planRollback(deps, request, lookout, target) {
	const { repository } = deps;
	const { remote, refs } = lookout;
	const { branch } = target;
	const survey = async (place, tip) => require_errors.orThrow(await require_survey_branch.surveyBranch({
		repository,
		history: lookout.view,
		target,
		allowDiscard: request.allowDiscard,
		wording: deps.words,
		place,
		tip
	}));
	if (remote === null) {
		const plan = await survey("local", await repository.resolve(require_open.branchRef(branch)));
		return {
			plan,
			remote,
			local: {
				kind: "move",
				from: plan.from,
				to: plan.to
			}
		};
	}
	const found = await survey("remote", await require_move_checks.remoteTip(repository, refs, branch));
	const closing = await require_move_checks.warnOfPullRequest(deps, {
		refs,
		branch,
		to: found.to
	});
	const plan = closing === void 0 ? found : {
		...found,
		warnings: [...found.warnings, closing]
	};
	if (request.where === "remote") return {
		plan,
		remote,
		local: { kind: "none" }
	};
	const local = await require_survey_branch.planLocalReset(repository, branch, plan.to);
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
async function carryOutRollback(deps, prepared) {
	const { request, plan } = prepared;
	return {
		kind: "rolled-back",
		...await require_survey_branch.carryOutMove(deps, prepared, {
			kind: "rollback",
			undoes: null,
			target: {
				mode: plan.mode,
				stepUid: plan.step.uid
			},
			stepUids: plan.goes.map((step) => step.uid),
			steps: plan.goes,
			keepAt: request.keepAt ?? null
		})
	};
}
async function chooseTarget({ repository, words }, lookout, request) {
	const { step: ref, mode, branch } = request;
	const { view } = lookout;
	const lookup = await view.findStep(ref);
	const found = lookup.kind === "found" ? lookup.value : void 0;
	const deactivatedBy = (found === void 0 || found.active ? [] : await view.listRollbacks()).find((it) => require_rollback.isInForce(it) && it.stepUids.includes(found?.uid ?? ""));
	const own = found?.branch ?? null;
	const isBranchGone = own !== null && branch !== null && own !== branch && await require_move_checks.isGone(repository, lookout, own);
	return require_errors.orThrow(require_revert_plan.findRollbackTarget({
		ref,
		mode,
		lookup,
		condition: view.condition,
		branch,
		isBranchGone,
		deactivatedBy,
		wording: words
	}));
}
function joinPlans(remote, local) {
	const seen = new Set(remote.goes.map(({ uid }) => uid));
	const goes = [...remote.goes, ...local.goes.filter(({ uid }) => !seen.has(uid))].sort((a, b) => require_rollback_plan.isLaterStep(a, b) ? -1 : 1);
	const shas = new Set(remote.displaced.map(({ commit }) => commit.sha));
	const more = local.displaced.filter(({ commit }) => !shas.has(commit.sha));
	return {
		...remote,
		goes,
		displaced: [...more, ...remote.displaced],
		warnings: [
			...remote.warnings,
			...local.warnings.filter((warning) => !remote.warnings.includes(warning)),
			`The local ${remote.branch} is at ${require_identity.shortSha(local.from)} and the remote one at ${require_identity.shortSha(remote.from)}; both go to ${require_identity.shortSha(remote.to)}.`
		]
	};
}
Object.defineProperty(exports, "carryOutRollback", {
	enumerable: true,
	get: function() {
		return carryOutRollback;
	}
});
Object.defineProperty(exports, "chooseTarget", {
	enumerable: true,
	get: function() {
		return chooseTarget;
	}
});
Object.defineProperty(exports, "prepareRollback", {
	enumerable: true,
	get: function() {
		return prepareRollback;
	}
});
Object.defineProperty(exports, "rollBack", {
	enumerable: true,
	get: function() {
		return rollBack;
	}
});
