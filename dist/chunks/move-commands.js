(function (exports, require, module, __filename, __dirname) {
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_run_steps = require("./action-run-steps.js");
const require_action_help_run_steps = require("./action-help-run-steps.js");
const require_table = require("./table.js");
const require_undo_rollback = require("./undo-rollback.js");
const require_roll_back = require("./roll-back.js");
const require_arguments = require("./arguments.js");
const require_help_run_steps = require("./help-run-steps.js");
const require_action_run = require("./action-run.js");
require("./spans.js");
const require_open_history = require("./open-history.js");
const require_run_steps = require("./run-steps.js");
const require_run_info = require("./run-info.js");
const require_signer_options = require("./signer-options.js");
const require_terminal = require("./terminal.js");
// src/render/terminal/plan.ts
const COMMITS_SHOWN = 20;
function renderRollbackPlan(plan, paint) {
	const parts = [staysPart(plan.stays), verb(plan.goes, "goes", "go")];
	const gone = plan.displaced.length;
	const leaving = `${require_action_run_steps.plural(gone, "commit")} ${gone === 1 ? "leaves" : "leave"} it and ${gone === 1 ? "stays" : "stay"} pinned${plan.pinRef === null ? "" : ` at ${plan.pinRef}`}:`;
	return [
		paint("strong", `${sentence(parts)} ${moves(plan.branch, plan.from, plan.to)}.`),
		...gone > 0 ? [leaving] : [],
		...require_table.firstLines(plan.displaced, COMMITS_SHOWN, (displaced) => commitLine(displaced, paint), paint),
		...require_table.warningLines(plan.warnings, paint)
	].join("\n");
}
function renderUndoPlan(plan, paint) {
	const back = verb(plan.returns, "becomes active again", "become active again");
	return [paint("strong", `${sentence([`${require_action_run_steps.rollbackName(plan.rollback)} is taken back`, back])} ${proposesOrMoves(plan)}.`), ...require_table.warningLines(plan.warnings, paint)].join("\n");
}
function renderRevertPlan(plan, paint) {
	const parts = [staysPart(plan.stays), verb(plan.goes, "is taken back", "are taken back")];
	const came = plan.commits.length;
	return [
		paint("strong", `${sentence(parts)} ${proposesOrMoves(plan)}.`),
		`${require_action_run_steps.plural(came, "commit")} ${came === 1 ? "comes" : "come"} on top of it; what others did since stays:`,
		...require_table.firstLines(plan.commits, COMMITS_SHOWN, ({ sha, subject }) => `  ${paint("warn", require_action_post_help_run_steps.shortSha(sha))}  ${require_action_post_help_run_steps.toPlainText(subject)}`, paint),
		...require_table.warningLines(plan.warnings, paint)
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
	return isProposed && from !== to ? `${require_action_post_help_run_steps.toPlainText(branch)} stays at ${require_action_post_help_run_steps.shortSha(from)} until that is merged` : moves(branch, from, to);
}
function moves(branch, from, to) {
	const name = require_action_post_help_run_steps.toPlainText(branch);
	return from === to ? `${name} stays at ${require_action_post_help_run_steps.shortSha(to)}` : `${name} moves from ${require_action_post_help_run_steps.shortSha(from)} to ${require_action_post_help_run_steps.shortSha(to)}`;
}
function commitLine({ commit, fate }, paint) {
	const owner = fate.kind === "own" ? `step ${require_action_run_steps.stepLabel(fate.step)}` : fate.kind === "elsewhere" ? `also on ${require_action_post_help_run_steps.toPlainText(fate.branches.join(", "))}` : fate.kind === "revert" ? require_action_run_steps.rollbackName(fate.rollback) : paint("bad", "no step");
	return `  ${paint("warn", require_action_post_help_run_steps.shortSha(commit.sha))}  ${require_action_post_help_run_steps.toPlainText(commit.subject)}  ${paint("dim", `(${owner})`)}`;
}
function sentence(parts) {
	const text = require_action_help_run_steps.joinFilled(parts, ", ");
	return `${require_action_help_run_steps.capital(text)},`;
}
// src/cli/branch-move.ts
const RECONCILE_MS = 1e4;
function addMoveOptions(command, examples) {
	command.option("--reason <text>", "record this reason").option("--push", "also move the branch at the remote, only if it is still where the plan saw it");
	require_terminal.addPlanOptions(command);
	require_run_steps.addMirrorOption(command);
	require_run_steps.addHistoryOptions(command, examples);
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
	return `${name}: ${branch} is at ${require_action_post_help_run_steps.shortSha(to)}. To take it back: ${words.undo(name)}`;
}
function isProtected(error) {
	return error instanceof require_action_post_help_run_steps.RefusedError && error.code === "branch-protected";
}
async function planAndMove(context, project, options, story) {
	require_signer_options.checkSignedOption(options);
	await require_run_steps.withPlaceHere(context, project, options, async (place) => {
		if (place.storeName === "git" && options.push !== true && options.propose !== true) throw require_action_post_help_run_steps.badInput("The store git lives at the remote, so the branch has to move there too: add --push.");
		require_open_history.checkFile(place, options);
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
	const prepared = await require_terminal.withProgress(context, "looking at the branch", async () => {
		const planned = await story.prepare(deps, moveRequest(context, opened, options));
		return options.propose === true ? await require_roll_back.planOfProposal(deps, planned) : planned;
	});
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
	const result = await require_terminal.withProgress(context, "moving the branch", () => require_roll_back.carryOutMove(deps, prepared, {
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
		findAgent: require_action_run_steps.findAgentOfStep
	});
	if (words !== void 0) throw new require_action_post_help_run_steps.RefusedError("wrong-place", `The branch was not moved: ${words}.`);
}
function refuseProposal({ plan, record }, { propose }) {
	if (propose !== true || record.canBeProposed || plan.from === plan.to) return;
	const instead = record.kind === "undo" ? "the rollback moved the branch, and so does its undo. Leave it out, and use --push" : "a rollback moves the branch. Add --mode revert";
	throw require_action_post_help_run_steps.badInput(`--propose is for commits on top of a branch, and ${instead}.`);
}
function wordsForMove(project, options, store) {
	const hereAlone = (branch, back) => {
		if (store !== "git") return `leave ${options.propose ? "--propose" : "--push"} out`;
		return back === null ? null : `git reset --keep ${back} (on ${branch}; the history does not note it)`;
	};
	return {
		...require_run_steps.wordsFor(project, options, options.push),
		hereAlone
	};
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
// src/cli/move-commands.ts
function defineRollback(command, context) {
	command.usage("[options] [project-id] <step-id>").argument("[step-id...]", "the step to keep: its number (3, S3), or its uid or the first 8 or more characters of it").option("--before", "undo that step as well: go back to where it began").option("--branch <name>", "the branch to reset (default: the step's)", require_arguments.branchOf).addOption(modeOption("reset")).option("--allow-discard", "allow commits that no step made to be displaced; they are pinned like the others");
	addRevertOptions(command);
	require_signer_options.addSignedOption(command);
	addMoveOptions(command, ROLLBACK);
	command.action(async (names, options) => {
		const { project, step } = require_arguments.readStep(names, options);
		const mode = options.before === true ? "before" : "to";
		const allowDiscard = options.allowDiscard === true;
		const of = {
			kind: "rollback",
			step,
			mode
		};
		if (options.mode === "revert" || options.mode === "auto" && options.propose === true) return await planAndRevert(context, project, options, of);
		try {
			await planAndReset(context, project, options, {
				step,
				mode,
				allowDiscard
			});
		} catch (error) {
			if (!isProtected(error)) throw error;
			if (options.mode !== "auto") throw advised(error, "Add --mode auto to take the steps back with commits on top, and --propose too if the branch takes commits only from pull requests.");
			require_help_run_steps.say(context, `${require_action_post_help_run_steps.describeError(error)} The steps are taken back with commits instead.`);
			await planAndRevert(context, project, options, of, require_action_post_help_run_steps.describeError(error));
		}
	});
}
async function planAndReset(context, project, options, asked) {
	await planAndMove(context, project, options, {
		kind: "rollback",
		prepare: (deps, request) => require_roll_back.prepareRollback(deps, {
			...request,
			...asked
		}),
		describe: ({ plan, pinRef }, paint, isFinal) => renderRollbackPlan({
			...plan,
			pinRef: isFinal ? pinRef : null
		}, paint),
		toJson: rollbackPlanToJson,
		displaced: ({ displaced }) => displaced,
		done: movedInWords
	});
}
const ROLLBACK = `
Resets the branch to where the step left it, or with --before to where the step began. It shows the plan first: what
stays, what goes, where the branch moves. A pin keeps the displaced commits reachable, the steps stay listed, and the
rollback gets a number for step undo. It is refused if the work tree has uncommitted changes, if the branch is checked out
in another worktree, and if it would displace commits that no step made.

With --json: {kind: "rollback", plan: {mode, step, branch, from_sha, to_sha, pin_ref, local, stays, deactivates,
displaced, warnings}, result: {rollback, recorded, local, warnings}}; result is null in a dry run. Steps are {id, uid}.

With --signed it is refused unless trusted signatures prove each step that becomes inactive, and that these steps made each
commit that leaves the branch.

With --mode revert the branch is not moved back: new commits on top of it take the steps back, which also works on
protected branches (laforge step revert --help). auto resets, and reverts if a rule of the remote branch forbids that.

Examples:
  $ laforge step rollback 13                         keep step 13, undo all later ones of its branch
  $ laforge step rollback 13 --before --reason "wrong approach"
  $ laforge step rollback acme/app 13 --dry-run      only show the plan
  $ laforge step rollback 13 --push --yes            here and at the remote, without asking
  $ laforge step rollback 13 --signed                only what workflows of this repository are proven to have made`;
function defineRevert(command, context) {
	command.usage("[options] [project-id] <step-id>[..<step-id>]").argument("[step-id...]", "the step to take back, or the first and the last of several: 3, 3..5, or uids").option("--branch <name>", "the branch that has its commits (default: the step's)", require_arguments.branchOf);
	addRevertOptions(command);
	require_signer_options.addSignedOption(command);
	addMoveOptions(command, REVERT);
	command.action(async (names, options) => {
		const { project, first, last } = require_arguments.readSteps(names, options);
		await planAndRevert(context, project, options, {
			kind: "steps",
			first,
			last
		});
	});
}
function addRevertOptions(command) {
	command.option("--squash", "take all steps back in one commit instead of one for each step");
	addProposeOption(command);
}
function advised(error, advice) {
	const refusal = require_action_post_help_run_steps.describeError(error).replace(/ \(LF\d{3}\)$/, "");
	return new require_action_post_help_run_steps.RefusedError("branch-protected", `${require_action_help_run_steps.asSentence(refusal)} ${advice}`);
}
async function planAndRevert(context, project, options, of, told) {
	const story = {
		kind: "revert",
		prepare: (deps, request) => require_undo_rollback.prepareRevert(deps, {
			...request,
			of,
			squash: options.squash === true
		}),
		describe: ({ plan }, paint) => renderRevertPlan({
			...plan,
			isProposed: options.propose === true
		}, paint),
		toJson: revertPlanToJson,
		done: movedInWords
	};
	try {
		await planAndMove(context, project, options, story);
	} catch (error) {
		if (!isProtected(error) || options.propose === true) throw error;
		throw advised(require_action_post_help_run_steps.describeError(error) === told ? "The remote refuses these commits for the same reason." : error, "Add --propose to offer the commits in a pull request.");
	}
}
const REVERT = `
Takes steps back with new commits on top of the branch, so nothing is forced and what others did since stays as it is. A
step in the middle can be taken back alone. If later work changed the same lines, the revert is refused and names the files
and who changed them. The steps become inactive, and the revert gets a number for step undo.

With --json: {kind: "revert", plan: {branch, from_sha, to_sha, pin_ref, local, stays, deactivates, commits, warnings},
result: {rollback, recorded, local, warnings}}; result is null in a dry run. Steps are {id, uid}.

Examples:
  $ laforge step revert 3                       take step 3 back, keep all later ones
  $ laforge step revert 3..5 --squash --push    three steps in one commit, here and at the remote
  $ laforge step revert 3 --propose             on a new branch, for a pull request
  $ laforge step revert 3 --branch main         on main, after a pull request was merged`;
function defineUndo(command, context) {
	command.usage("[options] [project-id] [rollback-id]").argument("[rollback-id...]", "the rollback: its number (R2), or its uid (default: the latest of the branch)").option("--branch <name>", "take back the latest rollback of this branch (default: the checked-out one)", require_arguments.branchOf);
	command.addOption(modeOption("auto"));
	addProposeOption(command);
	addMoveOptions(command, UNDO);
	command.action(async (names, options) => {
		const { project, rollback } = require_arguments.readRollback(names, options.project);
		await planAndMove(context, project, options, {
			kind: "undo",
			prepare: (deps, request) => require_undo_rollback.prepareUndo(deps, {
				...request,
				rollback,
				mode: options.mode
			}),
			describe: ({ plan }, paint) => renderUndoPlan({
				...plan,
				isProposed: options.propose === true
			}, paint),
			toJson: undoPlanToJson,
			done: (undo, plan) => `${require_action_run_steps.rollbackName(undo)}: ${require_action_run_steps.rollbackName(plan.rollback)} is taken back, ${plan.branch} is at ${require_action_post_help_run_steps.shortSha(plan.to)}.`
		});
	});
}
const UNDO = `
Undoes a rollback: the branch moves to where it was before, and exactly the steps that the rollback covered become active
again. This works only while the branch is where the rollback left it. A revert (--mode revert, step revert) is undone by a
commit on top of whatever came since. Name a rollback by R2 or its uid, which laforge steps shows, not by a step's number.
Without a rollback-id the latest rollback of the branch is undone.

With --json: {kind: "undo", plan: {undoes, branch, from_sha, to_sha, pin_ref, local, reactivates, warnings},
result: {rollback, recorded, local, warnings}}; result is null in a dry run. Steps are {id, uid}.

Examples:
  $ laforge step undo                      take back the latest rollback of the checked-out branch
  $ laforge step undo R2 --dry-run         only show the plan
  $ laforge step undo acme/app R2 --push   here and at the remote`;
exports.defineRevert = defineRevert;
exports.defineRollback = defineRollback;
exports.defineUndo = defineUndo;
});
