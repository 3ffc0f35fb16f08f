(function (exports, require, module, __filename, __dirname) {
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_post_run_steps = require("./action-post-run-steps.js");
const require_action_run_steps = require("./action-run-steps.js");
const require_action_help_run_steps = require("./action-help-run-steps.js");
const require_action_run = require("./action-run.js");
const require_prepare_move = require("./prepare-move.js");
const require_help_run_steps = require("./help-run-steps.js");
const require_run_steps = require("./run-steps.js");
const require_terminal = require("./terminal.js");
const require_open_history = require("./open-history.js");
const require_run_info = require("./run-info.js");
const require_signer_options = require("./signer-options.js");
require("./spans.js");
// src/render/terminal/plan.ts
const COMMITS_SHOWN = 20;
function renderRollbackPlan(plan, paint) {
	const parts = [staysPart(plan.stays), verb(plan.goes, "goes", "go")];
	const gone = plan.displaced.length;
	const leaving = `${require_action_run_steps.plural(gone, "commit")} ${gone === 1 ? "leaves" : "leave"} it and ${gone === 1 ? "stays" : "stay"} pinned${plan.pinRef === null ? "" : ` at ${plan.pinRef}`}:`;
	return [
		paint("strong", `${sentence(parts)} ${moves(plan.branch, plan.from, plan.to)}.`),
		...gone > 0 ? [leaving] : [],
		...plan.displaced.slice(0, COMMITS_SHOWN).map((displaced) => commitLine(displaced, paint)),
		...gone > COMMITS_SHOWN ? [paint("dim", `  and ${gone - COMMITS_SHOWN} more`)] : [],
		...warningLines(plan.warnings, paint)
	].join("\n");
}
function renderUndoPlan(plan, paint) {
	const back = verb(plan.returns, "becomes active again", "become active again");
	return [paint("strong", `${sentence([`${require_action_run_steps.rollbackName(plan.rollback)} is taken back`, back])} ${proposesOrMoves(plan)}.`), ...warningLines(plan.warnings, paint)].join("\n");
}
function renderRevertPlan(plan, paint) {
	const parts = [staysPart(plan.stays), verb(plan.goes, "is taken back", "are taken back")];
	const came = plan.commits.length;
	return [
		paint("strong", `${sentence(parts)} ${proposesOrMoves(plan)}.`),
		`${require_action_run_steps.plural(came, "commit")} ${came === 1 ? "comes" : "come"} on top of it; what others did since stays:`,
		...plan.commits.slice(0, COMMITS_SHOWN).map(({ sha, subject }) => `  ${paint("warn", require_action_post_run_steps.shortSha(sha))}  ${require_action_post_help_run_steps.toPlainText(subject)}`),
		...came > COMMITS_SHOWN ? [paint("dim", `  and ${came - COMMITS_SHOWN} more`)] : [],
		...warningLines(plan.warnings, paint)
	].join("\n");
}
function staysPart(stays) {
	return stays === null ? "no step of the branch stays" : `step ${require_action_run_steps.stepLabel(stays)} stays`;
}
function verb(steps, one, many) {
	if (steps.length === 0) return "";
	return `${steps.length === 1 ? "step" : "steps"} ${require_action_run_steps.formatSteps(steps)} ${steps.length === 1 ? one : many}`;
}
function proposesOrMoves({ branch, from, to, isProposed }) {
	return isProposed && from !== to ? `${require_action_post_help_run_steps.toPlainText(branch)} stays at ${require_action_post_run_steps.shortSha(from)} until that is merged` : moves(branch, from, to);
}
function moves(branch, from, to) {
	const name = require_action_post_help_run_steps.toPlainText(branch);
	return from === to ? `${name} stays at ${require_action_post_run_steps.shortSha(to)}` : `${name} moves from ${require_action_post_run_steps.shortSha(from)} to ${require_action_post_run_steps.shortSha(to)}`;
}
function commitLine({ commit, fate }, paint) {
	const owner = fate.kind === "own" ? `step ${require_action_run_steps.stepLabel(fate.step)}` : fate.kind === "elsewhere" ? `also on ${require_action_post_help_run_steps.toPlainText(fate.branches.join(", "))}` : fate.kind === "revert" ? require_action_run_steps.rollbackName(fate.rollback) : paint("bad", "no step");
	return `  ${paint("warn", require_action_post_run_steps.shortSha(commit.sha))}  ${require_action_post_help_run_steps.toPlainText(commit.subject)}  ${paint("dim", `(${owner})`)}`;
}
function warningLines(warnings, paint) {
	return warnings.map((warning) => `${paint("warn", "warning:")} ${require_action_post_help_run_steps.toPlainText(warning)}`);
}
function sentence(parts) {
	const text = require_action_help_run_steps.joinFilled(parts, ", ");
	return `${require_action_help_run_steps.capital(text)},`;
}
// src/cli/branch-move.ts
const RECONCILE_MS = 1e4;
function addMoveOptions(command) {
	command.option("--reason <text>", "record this reason").option("--push", "also move the branch at the remote, only if it is still where the plan saw it");
	require_terminal.addPlanOptions(command);
}
function modeOption(usual) {
	return new require_help_run_steps.Option("--mode <mode>", "reset: move the branch; revert: add commits on top of it; auto: whichever fits").argParser((text) => require_action_run_steps.parseWord(text, require_action_run_steps.MOVE_MODES, "--mode")).default(usual);
}
function addProposeOption(command) {
	command.option("--propose", "push the commits to a new branch, for a pull request, and leave this branch as it is");
}
function proposedInWords(rollback, { branch }) {
	const base = rollback.branch ?? "";
	const line = require_action_run_steps.quoteForShell([
		"gh",
		"pr",
		"create",
		"--base",
		base,
		"--head",
		branch,
		"--fill"
	]);
	return `${require_action_run_steps.rollbackName(rollback)}: proposed on ${branch}; ${base} and its steps stay as they are until it is merged. Open a pull request: ${line}`;
}
function movedInWords(rollback, { branch, to }, words) {
	const name = require_action_run_steps.rollbackName(rollback);
	return `${name}: ${branch} is at ${require_action_post_run_steps.shortSha(to)}. To take it back: ${words.undo(name)}`;
}
function isProtected(error) {
	return error instanceof require_action_post_help_run_steps.RefusedError && error.code === "branch-protected";
}
async function planAndMove(context, project, options, story) {
	require_signer_options.checkSignedOption(options);
	await require_run_steps.withPlaceHere(context, project, options, async (place) => {
		if (place.storeName === "git" && options.push !== true && options.propose !== true) throw require_action_post_help_run_steps.badInput("The store git lives at the remote, so the branch has to move there too: add --push.");
		await require_open_history.withOpened(context, place, "move", (opened) => planAndMoveHere(context, opened, project, options, story));
	});
}
async function planAndMoveHere(context, opened, project, options, story) {
	const { history, repository, slug } = opened;
	const words = wordsForMove(project, options, opened.storeName);
	const log = require_help_run_steps.createLog(context);
	const { warn } = log;
	if (options.dryRun !== true) {
		if (options.propose !== true) refuseUnderAgent(context, repository.gitDir);
		await require_open_history.markInterruptedSteps(context, history);
		await require_action_run_steps.finishMoves({
			repository,
			warn
		}, slug);
		await require_action_run_steps.reconcileLocalPins({
			history,
			repository,
			warn
		}, slug, RECONCILE_MS);
	}
	const deps = {
		history,
		repository,
		clock: require_action_run_steps.systemClock,
		uids: require_action_run_steps.systemUids,
		log,
		words
	};
	const prepared = await require_terminal.withProgress(context, "looking at the branch", () => story.prepare(deps, moveRequest(context, opened, options)));
	refuseProposal(prepared, options);
	if (options.signed === true) {
		const { requireSigned } = await Promise.resolve().then(() => require("./check-signed.js"));
		const trust = require_signer_options.readTrustOptions(context, options, repository);
		const undone = {
			steps: prepared.record.steps,
			displaced: story.displaced?.(prepared.plan) ?? []
		};
		await require_terminal.withProgress(context, "checking signatures", () => requireSigned(opened, trust, undone, "--signed"));
	}
	const { kind, toJson } = story;
	const describe = (paint) => story.describe(prepared, paint, options.dryRun !== true);
	if (!await require_terminal.agreeToPlan(context, options, describe, () => ({
		kind,
		plan: toJson(prepared),
		result: null
	}))) return;
	if (options.propose !== true) refuseUnderAgent(context, repository.gitDir);
	const result = await require_terminal.withProgress(context, "moving the branch", () => require_prepare_move.carryOutMove(deps, prepared, {
		way: options.propose === true ? "propose" : "push",
		autoMerge: false
	}));
	const { rollback, proposal, plan } = result;
	if (options.json === true) require_help_run_steps.printJson(context, {
		kind,
		plan: toJson(prepared),
		result: moveResultToJson(result)
	});
	else require_help_run_steps.print(context, proposal === null ? story.done(rollback, plan, words) : proposedInWords(rollback, proposal));
	await sendMoveTelemetry(context, history, rollback);
}
function refuseUnderAgent({ env }, gitDir) {
	const [words] = require_action_run.listStepsUnderWay({
		gitDir,
		within: env.LAFORGE_STEP_UID,
		findAgent: require_action_run.findAgentOfStep
	});
	if (words !== void 0) throw new require_action_post_help_run_steps.RefusedError("wrong-place", `The branch was not moved: ${words}.`);
}
function refuseProposal({ plan, record }, { propose }) {
	if (propose !== true || record.canBeProposed || plan.from === plan.to) return;
	const instead = record.kind === "undo" ? "the rollback moved the branch, and so does its undo. Leave it out, and use --push" : "a rollback moves the branch. Add --mode revert";
	throw require_action_post_help_run_steps.badInput(`--propose is for commits on top of a branch, and ${instead}.`);
}
function wordsForMove(project, options, store) {
	const hereAlone = store === "git" ? resetHere : () => `leave ${options.propose ? "--propose" : "--push"} out`;
	return {
		...require_run_steps.wordsFor(project, options, options.push),
		hereAlone
	};
}
function resetHere(branch, back) {
	return back === null ? null : `git reset --keep ${back} (on ${branch}; the history does not note it)`;
}
async function sendMoveTelemetry(context, history, rollback) {
	const { settings } = require_action_run.readTelemetryVariables(context.env);
	if (settings === null) return;
	const covered = await Promise.all(rollback.stepUids.slice(0, 100).map(async (uid) => ({
		uid,
		run: (await require_action_run_steps.stepOf(history, uid))?.run ?? null
	})));
	await require_action_run.sendRollbackTelemetry(settings, rollback, covered, require_help_run_steps.createLog(context).warn);
}
function moveRequest(context, place, options) {
	const told = require_run_info.describeRun(context.env);
	const run = require_action_run.readTelemetryVariables(context.env).settings !== null ? require_action_run.withTrace(told, {
		env: context.env,
		checkRunId: null
	}) : told;
	return {
		projectId: place.project.id,
		slug: place.slug,
		branch: options.branch ?? null,
		reason: options.reason ?? null,
		actor: run.actor,
		run,
		where: options.propose === true ? "remote" : options.push === true ? "both" : "local",
		tokenKind: "other"
	};
}
function stepName({ id, uid }) {
	return {
		id,
		uid
	};
}
function rollbackPlanToJson(prepared) {
	const { mode, step, stays, goes, displaced, warnings } = prepared.plan;
	return {
		mode,
		step: stepName(step),
		...branchesToJson(prepared),
		stays: stays && stepName(stays),
		deactivates: goes.map(stepName),
		displaced: displaced.map(displacedToJson),
		warnings
	};
}
function revertPlanToJson(prepared) {
	const { stays, goes, commits, warnings } = prepared.plan;
	const steps = {
		stays: stays && stepName(stays),
		deactivates: goes.map(stepName)
	};
	return {
		...branchesToJson(prepared),
		...steps,
		commits,
		warnings
	};
}
function undoPlanToJson(prepared) {
	const { rollback, returns, warnings } = prepared.plan;
	return {
		undoes: {
			number: rollback.number,
			uid: rollback.uid
		},
		...branchesToJson(prepared),
		reactivates: returns.map(stepName),
		warnings
	};
}
function branchesToJson({ plan, pinRef, local }) {
	return {
		branch: plan.branch,
		from_sha: plan.from,
		to_sha: plan.to,
		pin_ref: pinRef,
		local: local.kind
	};
}
function moveResultToJson(result) {
	const { rollback, recorded, local, warnings, proposal } = result;
	return {
		rollback: require_action_run_steps.rollbackToJson(rollback),
		recorded,
		local: local.kind,
		warnings,
		...proposal !== null && { proposal: { branch: proposal.branch } }
	};
}
function displacedToJson({ commit, fate }) {
	return {
		sha: commit.sha,
		subject: commit.subject,
		fate: fate.kind,
		step: fate.kind === "own" ? stepName(fate.step) : null,
		branches: fate.kind === "elsewhere" ? fate.branches : []
	};
}
Object.defineProperty(exports, "addMoveOptions", {
	enumerable: true,
	get: function() {
		return addMoveOptions;
	}
});
Object.defineProperty(exports, "addProposeOption", {
	enumerable: true,
	get: function() {
		return addProposeOption;
	}
});
Object.defineProperty(exports, "isProtected", {
	enumerable: true,
	get: function() {
		return isProtected;
	}
});
Object.defineProperty(exports, "modeOption", {
	enumerable: true,
	get: function() {
		return modeOption;
	}
});
Object.defineProperty(exports, "movedInWords", {
	enumerable: true,
	get: function() {
		return movedInWords;
	}
});
Object.defineProperty(exports, "planAndMove", {
	enumerable: true,
	get: function() {
		return planAndMove;
	}
});
Object.defineProperty(exports, "renderRevertPlan", {
	enumerable: true,
	get: function() {
		return renderRevertPlan;
	}
});
Object.defineProperty(exports, "renderRollbackPlan", {
	enumerable: true,
	get: function() {
		return renderRollbackPlan;
	}
});
Object.defineProperty(exports, "renderUndoPlan", {
	enumerable: true,
	get: function() {
		return renderUndoPlan;
	}
});
Object.defineProperty(exports, "revertPlanToJson", {
	enumerable: true,
	get: function() {
		return revertPlanToJson;
	}
});
Object.defineProperty(exports, "rollbackPlanToJson", {
	enumerable: true,
	get: function() {
		return rollbackPlanToJson;
	}
});
Object.defineProperty(exports, "undoPlanToJson", {
	enumerable: true,
	get: function() {
		return undoPlanToJson;
	}
});
});
