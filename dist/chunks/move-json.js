const require_errors = require("./errors.js");
const require_identity = require("./identity.js");
const require_open = require("./open.js");
const require_clock_and_uids = require("./clock-and-uids.js");
const require_revert_plan = require("./revert-plan.js");
const require_rollback = require("./rollback.js");
const require_format = require("./format.js");
const require_figures = require("./figures.js");
const require_text = require("./text2.js");
const require_settings = require("./settings.js");
const require_record_from_pins = require("./record-from-pins.js");
const require_step_telemetry = require("./step-telemetry.js");
const require_finish_moves = require("./finish-moves.js");
const require_cli = require("./cli.js");
const require_open_history = require("./open-history.js");
const require_progress = require("./progress.js");
const require_confirm = require("./confirm.js");
const require_run_info = require("./run-info.js");
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
	return `${text.charAt(0).toUpperCase()}${text.slice(1)},`;
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
function proposalOptions({ propose }) {
	return {
		way: propose === true ? "propose" : "push",
		autoMerge: false
	};
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
function isProtected(error) {
	return error instanceof require_errors.RefusedError && error.code === "branch-protected";
}
async function planAndMove(context, project, options, story) {
	const check = ({ storeName }) => {
		if (storeName !== "git" || options.push === true || options.propose === true) return;
		throw new require_errors.InputError("bad-input", "The store git lives at the remote, so the branch has to move there too: add --push.");
	};
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
			words: require_revert_plan.WORDINGS.cli
		};
		const prepared = await require_progress.withProgress(context, "looking at the branch", () => story.prepare(deps, moveRequest(context, opened, options)));
		const json = options.json === true;
		if (options.dryRun === true) return json ? require_cli.printJson(context, story.toJson(prepared, null)) : require_cli.print(context, story.describe(prepared, require_cli.stdoutPaint(context), false));
		if (!json) require_cli.print(context, story.describe(prepared, require_cli.stdoutPaint(context), true));
		else if (options.yes !== true) require_cli.showOnStderr(context, (paint) => story.describe(prepared, paint, true));
		if (!await require_confirm.confirm(context, options.yes === true)) {
			require_cli.say(context, "nothing was changed.");
			return context.exitWith(1);
		}
		const result = await require_progress.withProgress(context, "moving the branch", () => story.move(deps, prepared));
		if (json) require_cli.printJson(context, story.toJson(prepared, result));
		else require_cli.print(context, story.done(result));
		await tellMove(context, history, result.rollback);
	};
	await require_open_history.withHistoryHere(context, project, options, {
		purpose: "move",
		check,
		use
	});
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
// src/cli/move-json.ts
function stepName({ id, uid }) {
	return {
		id,
		uid
	};
}
function rollbackPlanToJson({ plan, pinRef, local }) {
	return {
		mode: plan.mode,
		step: stepName(plan.step),
		branch: plan.branch,
		from_sha: plan.from,
		to_sha: plan.to,
		pin_ref: pinRef,
		local: local.kind,
		stays: plan.stays === null ? null : stepName(plan.stays),
		deactivates: plan.goes.map(stepName),
		displaced: plan.displaced.map(displacedToJson),
		warnings: plan.warnings
	};
}
function revertPlanToJson({ plan, pinRef, local }) {
	return {
		branch: plan.branch,
		from_sha: plan.from,
		to_sha: plan.to,
		pin_ref: pinRef,
		local: local.kind,
		stays: plan.stays === null ? null : stepName(plan.stays),
		deactivates: plan.goes.map(stepName),
		commits: plan.commits,
		warnings: plan.warnings
	};
}
function undoPlanToJson({ plan, pinRef, local }) {
	return {
		undoes: {
			number: plan.rollback.number,
			uid: plan.rollback.uid
		},
		branch: plan.branch,
		from_sha: plan.from,
		to_sha: plan.to,
		pin_ref: pinRef,
		local: local.kind,
		reactivates: plan.returns.map(stepName),
		warnings: plan.warnings
	};
}
function moveResultToJson(result) {
	return {
		rollback: require_rollback.rollbackToJson(result.rollback),
		recorded: result.recorded,
		local: result.local.kind,
		warnings: result.warnings,
		...result.proposal !== void 0 && { proposal: { branch: result.proposal.branch } }
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
Object.defineProperty(exports, "moveResultToJson", {
	enumerable: true,
	get: function() {
		return moveResultToJson;
	}
});
Object.defineProperty(exports, "planAndMove", {
	enumerable: true,
	get: function() {
		return planAndMove;
	}
});
Object.defineProperty(exports, "proposalOptions", {
	enumerable: true,
	get: function() {
		return proposalOptions;
	}
});
Object.defineProperty(exports, "proposedInWords", {
	enumerable: true,
	get: function() {
		return proposedInWords;
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
