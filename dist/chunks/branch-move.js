const require_errors = require("./errors.js");
const require_text = require("./text.js");
const require_identity = require("./identity.js");
const require_open = require("./open.js");
const require_clock_and_uids = require("./clock-and-uids.js");
const require_wordings = require("./wordings.js");
const require_folders = require("./folders.js");
const require_rollback = require("./rollback.js");
const require_format = require("./format.js");
const require_figures = require("./figures.js");
const require_settings = require("./settings.js");
const require_record_from_pins = require("./record-from-pins.js");
const require_step_telemetry = require("./step-telemetry.js");
const require_prepare_move = require("./prepare-move.js");
const require_finish_moves = require("./finish-moves.js");
const require_place = require("./place.js");
const require_cli = require("./cli.js");
const require_run_info = require("./run-info.js");
const require_terminal = require("./terminal.js");
const require_open_history = require("./open-history.js");
require("./spans.js");
// src/render/terminal/plan.ts
const COMMITS_SHOWN = 20;
function renderRollbackPlan(plan, paint) {
	const parts = [staysPart(plan.stays), verb(plan.goes, "goes", "go")];
	const gone = plan.displaced.length;
	const leaving = `${require_figures.plural(gone, "commit")} ${gone === 1 ? "leaves" : "leave"} it and ${gone === 1 ? "stays" : "stay"} pinned${plan.pinRef === null ? "" : ` at ${plan.pinRef}`}:`;
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
	return [paint("strong", `${sentence([`${require_rollback.rollbackName(plan.rollback)} is taken back`, back])} ${moves(plan.branch, plan.from, plan.to)}.`), ...warningLines(plan.warnings, paint)].join("\n");
}
function renderRevertPlan(plan, paint) {
	const parts = [staysPart(plan.stays), verb(plan.goes, "is taken back", "are taken back")];
	const came = plan.commits.length;
	const where = plan.isProposed === true ? `${require_text.toPlainText(plan.branch)} stays at ${require_identity.shortSha(plan.from)} until that is merged` : moves(plan.branch, plan.from, plan.to);
	return [
		paint("strong", `${sentence(parts)} ${where}.`),
		`${require_figures.plural(came, "commit")} ${came === 1 ? "comes" : "come"} on top of it; what others did since stays:`,
		...plan.commits.slice(0, COMMITS_SHOWN).map(({ sha, subject }) => `  ${paint("warn", require_identity.shortSha(sha))}  ${require_text.toPlainText(subject)}`),
		...came > COMMITS_SHOWN ? [paint("dim", `  and ${came - COMMITS_SHOWN} more`)] : [],
		...warningLines(plan.warnings, paint)
	].join("\n");
}
function staysPart(stays) {
	return stays === null ? "no step of the branch stays" : `step ${require_format.stepLabel(stays)} stays`;
}
function verb(steps, one, many) {
	if (steps.length === 0) return "";
	return `${steps.length === 1 ? "step" : "steps"} ${stepNames(steps)} ${steps.length === 1 ? one : many}`;
}
function stepNames(steps) {
	const ids = steps.flatMap(({ id }) => id === null ? [] : [id]);
	const uids = steps.filter(({ id }) => id === null).map(require_format.stepLabel);
	return require_figures.formatList([...ids.length > 0 ? [require_figures.formatIds(ids)] : [], ...uids]);
}
function moves(branch, from, to) {
	const name = require_text.toPlainText(branch);
	return from === to ? `${name} stays at ${require_identity.shortSha(to)}` : `${name} moves from ${require_identity.shortSha(from)} to ${require_identity.shortSha(to)}`;
}
function commitLine({ commit, fate }, paint) {
	const owner = fate.kind === "own" ? `step ${require_format.stepLabel(fate.step)}` : fate.kind === "elsewhere" ? `also on ${require_text.toPlainText(fate.branches.join(", "))}` : fate.kind === "revert" ? require_rollback.rollbackName(fate.rollback) : paint("bad", "no step");
	return `  ${paint("warn", require_identity.shortSha(commit.sha))}  ${require_text.toPlainText(commit.subject)}  ${paint("dim", `(${owner})`)}`;
}
function warningLines(warnings, paint) {
	return warnings.map((warning) => `${paint("warn", "warning:")} ${require_text.toPlainText(warning)}`);
}
function sentence(parts) {
	const text = parts.filter((part) => part !== "").join(", ");
	return `${require_folders.capital(text)},`;
}
// src/cli/move-json.ts
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
		rollback: require_rollback.rollbackToJson(rollback),
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
// src/cli/branch-move.ts
const RECONCILE_MS = 1e4;
function addMoveOptions(command) {
	command.option("--reason <text>", "record why, for those who wonder later").option("--push", "also move the branch at the remote, only if it is still where the plan saw it").option("--dry-run", "show the plan and stop").option("-y, --yes", "do not ask first; required when there is no terminal to ask on").option("--json", "print the plan and its result as one JSON object");
}
function modeOption(usual) {
	return new require_cli.Option("--mode <mode>", "reset moves the branch, revert adds commits on top of it, auto does what can be done").argParser((text) => require_open.parseWord(text, require_rollback.MOVE_MODES, "--mode")).default(usual);
}
function addProposeOption(command) {
	command.option("--propose", "push the commits to a branch of their own, for a pull request, and leave the branch");
}
function proposedInWords(rollback, { branch }) {
	const base = rollback.branch ?? "";
	const line = require_open.quoteForShell([
		"gh",
		"pr",
		"create",
		"--base",
		base,
		"--head",
		branch,
		"--fill"
	]);
	return `${require_rollback.rollbackName(rollback)}: proposed on ${branch}; ${base} and its steps stay as they are until it is merged. Open a pull request: ${line}`;
}
function movedInWords(rollback, { branch, to }, words) {
	const name = require_rollback.rollbackName(rollback);
	return `${name}: ${branch} is at ${require_identity.shortSha(to)}. To take it back: ${words.undo(name)}`;
}
function isProtected(error) {
	return error instanceof require_errors.RefusedError && error.code === "branch-protected";
}
async function planAndMove(context, project, options, story) {
	const check = ({ storeName }) => {
		if (storeName !== "git" || options.push === true || options.propose === true) return;
		throw new require_errors.InputError("bad-input", "The store git lives at the remote, so the branch has to move there too: add --push.");
	};
	const words = wordsFor(project, options);
	const use = async (opened) => {
		const { history, repository } = opened;
		const warn = (message) => require_cli.say(context, `warning: ${message}`);
		if (options.dryRun !== true) {
			await require_open_history.settlePlace(context, history);
			await require_finish_moves.finishMoves({
				repository,
				warn
			}, opened.slug);
			await require_record_from_pins.reconcileLocalPins({
				history,
				repository,
				warn
			}, opened.slug, RECONCILE_MS);
		}
		const deps = {
			history,
			repository,
			clock: require_clock_and_uids.systemClock,
			uids: require_clock_and_uids.systemUids,
			log: require_cli.createLog(context, false),
			words
		};
		const prepared = await require_terminal.withProgress(context, "looking at the branch", () => story.prepare(deps, moveRequest(context, opened, options)));
		const json = options.json === true;
		if (options.dryRun === true) return json ? require_cli.printJson(context, {
			kind: story.kind,
			plan: story.toJson(prepared),
			result: null
		}) : require_cli.print(context, story.describe(prepared, require_cli.stdoutPaint(context), false));
		if (!json) require_cli.print(context, story.describe(prepared, require_cli.stdoutPaint(context), true));
		else if (options.yes !== true) require_cli.showOnStderr(context, (paint) => story.describe(prepared, paint, true));
		if (!await require_terminal.confirm(context, options.yes === true)) {
			require_cli.say(context, "nothing was changed.");
			return context.exitWith(1);
		}
		const result = await require_terminal.withProgress(context, "moving the branch", () => require_prepare_move.carryOutMove(deps, prepared, {
			way: options.propose === true ? "propose" : "push",
			autoMerge: false
		}));
		const { rollback, proposal, plan } = result;
		if (json) require_cli.printJson(context, {
			kind: story.kind,
			plan: story.toJson(prepared),
			result: moveResultToJson(result)
		});
		else require_cli.print(context, proposal === null ? story.done(rollback, plan, words) : proposedInWords(rollback, proposal));
		await tellMove(context, history, rollback);
	};
	await require_open_history.withHistoryHere(context, project, options, {
		purpose: "move",
		check,
		use
	});
}
function wordsFor(project, options) {
	const { toStep, beforeStep, undo } = require_wordings.WORDINGS.cli;
	return {
		...require_wordings.WORDINGS.cli,
		toStep: (step) => require_place.forSameHistory(toStep(step), project, options, options.push),
		beforeStep: (step) => require_place.forSameHistory(beforeStep(step), project, options, options.push),
		undo: (rollback) => require_place.forSameHistory(undo(rollback), project, options, options.push)
	};
}
async function tellMove(context, history, rollback) {
	const { settings } = require_settings.readTelemetryVariables(context.env);
	if (settings === null) return;
	const covered = await Promise.all(rollback.stepUids.slice(0, 100).map(async (uid) => {
		const found = await history.findStep({
			kind: "uid",
			prefix: uid
		});
		return {
			uid,
			run: found.kind === "found" ? found.value.run : null
		};
	}));
	await require_step_telemetry.tellRollback(settings, rollback, covered, (message) => require_cli.say(context, `warning: ${message}`));
}
function moveRequest(context, place, options) {
	const told = require_run_info.describeRun(context.env);
	const run = require_settings.readTelemetryVariables(context.env).settings !== null ? require_step_telemetry.withTrace(told, {
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
