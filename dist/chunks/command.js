(function (exports, require, module, __filename, __dirname) {
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_run_steps = require("./action-run-steps.js");
const require_action_run = require("./action-run.js");
const require_action_help_run_steps = require("./action-help-run-steps.js");
const require_escape = require("./escape.js");
const require_replay_place = require("./replay-place.js");
const require_comment = require("./comment.js");
const require_step_diff = require("./step-diff.js");
const require_diff_steps = require("./diff-steps.js");
const require_history_store = require("./history-store.js");
const require_action_post = require("./action-post.js");
const require_move_branch = require("./move-branch.js");
const require_reading = require("./reading.js");
const require_replay_command = require("./replay-command.js");
const require_replay_try = require("./replay-try.js");
// src/domain/comment-command.ts
const LONGEST = 200;
function readCommentLine(body) {
	const [first = ""] = body.split(/[\n\r]/, 1);
	if (!/^\/laforge(?![\w/.-])/.test(first)) return { kind: "none" };
	if (first.length > LONGEST) return {
		kind: "unreadable",
		why: `It has more than ${LONGEST} characters.`
	};
	const text = first.trimEnd();
	if (!/^[A-Za-z0-9 /-]*$/.test(text)) return {
		kind: "unreadable",
		why: "It has other characters than letters, digits, blanks and hyphens."
	};
	const [, verb = "help", ...words] = text.split(/ +/);
	if (words.at(-2) !== "at") return {
		kind: "command",
		text,
		verb,
		words,
		at: null
	};
	const at = words.at(-1) ?? "";
	if (/^[0-9a-f]{12,64}$/.test(at)) return {
		kind: "command",
		text,
		verb,
		words: words.slice(0, -2),
		at
	};
	return {
		kind: "unreadable",
		why: "A commit after \"at\" needs 12 or more of its hex digits, in small letters."
	};
}
// src/render/command-answer.ts
const SAFE_DIGITS = 12;
const MOST_WARNINGS = 10;
const LONGEST_TABLE = 6e3;
function answerMove(move, asked) {
	const { kind, branch, from, to, steps, done } = move;
	const what = kind === "undo" ? "active again" : "rolled back";
	const where = `${require_escape.escapeCode(branch)} from ${require_escape.escapeCode(require_action_post_help_run_steps.shortSha(from))} to ${require_escape.escapeCode(require_action_post_help_run_steps.shortSha(to))}`;
	const touched = steps.length === 0 ? "" : `; ${require_escape.escapeText(require_action_run_steps.nameSteps(steps))}: ${what}`;
	const warnings = require_escape.folded(require_action_run_steps.plural(move.warnings.length, "warning"), require_escape.list(move.warnings.slice(0, MOST_WARNINGS).map((warning) => require_escape.escapeText(warning, 500))));
	const shown = move.warnings.length === 0 ? "" : warnings;
	if (done !== null) {
		const back = kind !== "undo" ? ` Take it back: ${require_escape.escapeCode(`/laforge undo ${require_action_run_steps.rollbackName(done.rollback)}`)}` : "";
		return require_escape.sections([`\u2705 ${said(asked)}: ${require_action_run_steps.rollbackName(done.rollback)} moved ${where}${touched}.${back}`, shown]);
	}
	const bare = asked.line.replace(/ +at [0-9a-f]+$/, "");
	return require_escape.sections([
		`\ud83d\udd0d ${said(asked)}: nothing is changed, because the branch is not at the commit that this comment showed or that the command names. The plan: ${where}${touched}.`,
		shown,
		"If that is what you want, comment this line:",
		`\`\`\`\n${bare} at ${from.slice(0, SAFE_DIGITS)}\n\`\`\``
	]);
}
function answerStatus(asked, { branch, tip }) {
	return `\u2139\ufe0f ${said(asked)}: ${require_escape.escapeCode(branch)} is at ${require_escape.escapeCode(require_action_post_help_run_steps.shortSha(tip))}.`;
}
function answerReplay(asked, step, shown) {
	const text = require_replay_place.renderReplay(shown, {
		paint: require_action_post_help_run_steps.plainPaint,
		width: Number.POSITIVE_INFINITY
	});
	return require_escape.sections([`\ud83d\udd01 ${said(asked)}: ${require_escape.escapeText(require_action_run_steps.stepName(step))} again.`, require_escape.escapeBlock(text, LONGEST_TABLE)]);
}
function answerHelp(asked, verbs) {
	return require_escape.sections([`\u2139\ufe0f ${said(asked)}:`, verbTable(verbs)]);
}
function replyRefusal({ author, line }, why, verbs) {
	const what = line === null ? "The command" : require_escape.escapeCode(line);
	return require_escape.sections([`\u274c ${what} of ${require_escape.escapeText(author, 60)} was refused, and nothing is changed. ${require_escape.escapeText(require_action_help_run_steps.capital(why), 1e3)}`, verbs === null ? "" : verbTable(verbs)]);
}
function said({ author, line }) {
	return `${require_escape.escapeCode(line)}, asked by ${require_escape.escapeText(author, 60)}`;
}
function verbTable(verbs) {
	return require_escape.table(["Command", "Does"], ["---", "---"], verbs.map(({ usage, does }) => [require_escape.escapeCode(`/laforge ${usage}`), require_escape.escapeText(does, 300)]));
}
// src/action/replay-command.ts
const MOST_TIMES = 10;
const CUT_OFF = new Set(["cancelled", "interrupted"]);
function readReplayWords(words) {
	const [name, ...more] = words;
	const [agent, rest] = more[0] === "with" ? [more[1] ?? "", more.slice(2)] : [null, more];
	if (name === void 0 || agent !== null && !require_replay_command.isAskable(agent)) return null;
	if (rest.length === 0) return {
		step: require_action_post_help_run_steps.parseStepRef(name, "The step"),
		agent,
		times: 1
	};
	const times = /^[1-9]\d?$/.test(rest[1] ?? "") ? Number(rest[1]) : 11;
	if (rest[0] !== "times" || rest.length > 2 || times > MOST_TIMES) return null;
	return {
		step: require_action_post_help_run_steps.parseStepRef(name, "The step"),
		agent,
		times
	};
}
async function replayForComment({ inputs, job, commentId }, asked) {
	const { allow, maxCostUsd } = inputs;
	if (!allow.includes("replay") || maxCostUsd === null) throw new require_action_post_help_run_steps.RefusedError("wrong-place", "The workflow does not allow replays, which spend money. Give the action the inputs allow: replay, and max-cost-usd.");
	const signal = require_history_store.listenForCancellation();
	let made = 0;
	for (let count = 0; count < asked.times && !signal.aborted; count++) await require_reading.withHistoryAndCode(inputs, job, async (run) => {
		const { step, lane } = await planTry(run, inputs, asked);
		if ((await run.history.listSteps({ startedSince: step.startTime })).filter(({ replays, run: by, status }) => replays === step.uid && by?.comment_id === commentId && !CUT_OFF.has(status)).length >= asked.times) return;
		checkMoney(step, maxCostUsd, asked.times);
		if (made === 0) require_action_post.actionLog.info(`The try ${require_replay_place.laneInWords(lane).join(", ")}.`);
		const share = maxCostUsd / asked.times;
		const { step: tried, publication } = await require_replay_try.runTry(run, step, lane, {
			maxCostUsd: share,
			signal
		});
		if (!require_action_help_run_steps.isStored(publication)) throw new Error("The record of the try could not be published.");
		require_replay_place.checkRan(tried);
		made++;
	});
	return made;
}
async function showReplay(history, { inputs, job }, asked) {
	const { step, lanes } = await planTry({
		history,
		job
	}, inputs, asked);
	return {
		step,
		shown: await require_replay_try.showTries({
			history,
			repository: null
		}, step, lanes)
	};
}
async function planTry({ history, job }, inputs, asked) {
	const step = await require_action_run_steps.findStep(history, asked.step, job.projectId, require_action_run_steps.WORDINGS.comment);
	const request = {
		command: null,
		template: null,
		model: null,
		prompt: null,
		check: null,
		checkTimeoutMs: null,
		timeoutMs: null,
		envAllow: null,
		agent: asked.agent,
		words: require_action_run_steps.WORDINGS.comment
	};
	const tokens = [inputs.githubToken, inputs.pushToken];
	const lanes = await require_replay_place.planReplay(step, request, job.env, true, tokens).catch((error) => {
		if (asked.agent !== null) return require_replay_place.planReplay(step, request, job.env, false, tokens);
		throw error;
	});
	const lane = asked.agent === null ? lanes.same : lanes.other;
	if (lane === null) throw require_action_post_help_run_steps.notReplayable(`${require_action_run_steps.stepName(step)} cannot be run again.`);
	return {
		step,
		lanes,
		lane
	};
}
function checkMoney(step, maxCostUsd, times) {
	const cost = step.tokenUsage?.cost ?? null;
	if (cost === null || maxCostUsd / times >= cost) return;
	throw require_action_post_help_run_steps.notReplayable(`${require_action_run_steps.stepName(step)} cost ${cost.toFixed(4)} USD, and max-cost-usd leaves ${(maxCostUsd / times).toFixed(4)} a try. Ask for fewer tries, or allow more in the workflow.`);
}
// src/action/command-verbs.ts
const VERBS = new Map(Object.entries({
	rollback: {
		usage: "rollback to 3 | before 3",
		does: "Put the branch back to where step 3 left it, or where it began.",
		moves: true,
		read: ([mode, name, ...more]) => {
			if (mode !== "to" && mode !== "before" || name === void 0 || more.length > 0) return null;
			const step = require_action_post_help_run_steps.parseStepRef(name, "The step");
			return (said) => move(said, (deps, request) => require_move_branch.rollbackMove(deps, {
				...request,
				step,
				mode,
				allowDiscard: false
			}));
		}
	},
	revert: {
		usage: "revert 3[..5]",
		does: "Take step 3 back with a commit on top, and keep what came later.",
		moves: true,
		read: ([names, ...more]) => {
			if (names === void 0 || more.length > 0) return null;
			const of = {
				kind: "steps",
				...require_action_run_steps.parseNamedSteps(names, "The step")
			};
			return (said) => move(said, (deps, request) => require_move_branch.revertMove(deps, {
				...request,
				of,
				squash: false
			}, {
				way: "push",
				autoMerge: false
			}));
		}
	},
	undo: {
		usage: "undo [R2]",
		does: "Take a rollback back: the one that is named, or the latest of the branch.",
		moves: true,
		read: ([name, ...more]) => {
			if (more.length > 0) return null;
			const rollback = name === void 0 ? null : require_action_post_help_run_steps.parseRollbackRef(name, "The rollback");
			return (said) => move(said, (deps, request) => require_move_branch.undoMove(deps, {
				...request,
				rollback
			}));
		}
	},
	diff: {
		usage: "diff 3 [4]",
		does: "Show what step 3 changed, or how step 4 differs from it.",
		moves: false,
		read: ([first, second, ...more]) => {
			if (first === void 0 || more.length > 0) return null;
			const a = require_action_post_help_run_steps.parseStepRef(first, "The step");
			const b = second === void 0 ? null : require_action_post_help_run_steps.parseStepRef(second, "The step");
			return (said) => answer(said, true, async ({ history, repository }) => {
				const find = (ref) => require_action_run_steps.findStep(history, ref, said.job.projectId, require_action_run_steps.WORDINGS.comment);
				const steps = {
					a: await find(a),
					b: b === null ? null : await find(b)
				};
				const diff = await require_diff_steps.diffSteps({
					repository,
					history,
					words: require_action_run_steps.WORDINGS.comment
				}, {
					...steps,
					code: null,
					net: false,
					paths: []
				});
				return require_step_diff.foldedDiff(diff, (await require_diff_steps.printDiff(repository, diff)).toString("utf8"));
			});
		}
	},
	replay: {
		usage: "replay 3 [with codex] [times 5]",
		does: "Run step 3 again beside the branch, where the workflow allows it: the same agent, or another.",
		moves: false,
		spends: true,
		read: (words) => {
			const asked = readReplayWords(words);
			return asked === null ? null : (said) => replay(said, asked);
		}
	},
	status: {
		usage: "status",
		does: "Bring the comment of LaForge up to date.",
		moves: false,
		read: (words) => {
			if (words.length > 0) return null;
			return (said) => answer(said, false, async () => answerStatus(askedOf(said), {
				branch: said.pull.headRef,
				tip: said.pull.headSha
			}));
		}
	},
	help: {
		usage: "help",
		does: "Show this.",
		moves: false,
		read: (words) => words.length > 0 ? null : (said) => answer(said, false, async () => answerHelp(askedOf(said), [...VERBS.values()]))
	}
}));
var AlreadyDone = class extends Error {
	constructor() {
		super("An earlier attempt of this run has done it.");
	}
};
async function move(said, story) {
	const { inputs, job, comment, line, pull } = said;
	const { at } = line;
	const shown = at === null ? require_comment.shownTip(await job.forge.readOwn(pull.number, require_comment.commentMarker(job.slug)) ?? "") : null;
	const dryRun = ({ from }) => at === null ? from !== shown : !from.startsWith(at);
	return (await require_move_branch.moveBranch({
		...inputs,
		branch: pull.headRef,
		reason: line.text,
		dryRun: false
	}, async (deps, request) => {
		const { view } = await require_action_run_steps.readRefsAndHistory(deps, request);
		if ((await view.listRollbacks()).some(({ run }) => run?.comment_id === comment.id)) throw new AlreadyDone();
		return await story(deps, {
			...request,
			dryRun
		});
	}, {
		job,
		actor: comment.author,
		answer: (it) => answerMove(it, askedOf(said))
	})).done === null ? "planned" : "done";
}
async function replay(said, asked) {
	if (await replayForComment({
		...said,
		commentId: said.comment.id
	}, asked) === 0) throw new AlreadyDone();
	return await answer(said, false, async ({ history }) => {
		const { step, shown } = await showReplay(history, said, asked);
		return answerReplay(askedOf(said), step, shown);
	});
}
async function answer({ inputs, job, pull }, needsCode, say) {
	if (inputs.storeNotice !== null) require_action_post.actionLog.notice(inputs.storeNotice);
	await require_reading.withHistory(inputs, job, { needsCode }, async (opened) => {
		const context = await require_history_store.completeContext(job);
		const request = {
			...inputs,
			job,
			context,
			comment: "auto",
			branch: pull.headRef
		};
		const url = await require_history_store.updateComment({
			...request,
			said: await say(opened)
		}, opened.history);
		require_action_post.setOutputs({ "comment-url": url });
	});
	return "done";
}
function askedOf({ comment, line }) {
	return {
		author: comment.author,
		line: line.text
	};
}
// src/action/command.ts
const main = () => require_action_post.runAction(async () => {
	const inputs = require_history_store.readCommandInputs();
	const job = require_history_store.openJob(inputs);
	const { event } = job.context.run;
	if (event !== "issue_comment" && event !== "pull_request_comment") {
		const message = `The action command answers comments, and this run was triggered by ${event ?? "an unknown event"}. Run it on: issue_comment.`;
		throw new require_action_post_help_run_steps.RefusedError("wrong-place", message);
	}
	await answerComment(inputs, job, require_action_run.parseComment(require_action_run.readEvent(job.env.GITHUB_EVENT_PATH)));
});
async function answerComment(inputs, job, comment) {
	const ignore = (why) => {
		require_action_post.actionLog.info(why);
		require_action_post.setOutputs({
			command: "",
			outcome: "ignored"
		});
	};
	if (comment === null) return ignore("The comment is on no pull request.");
	const { author, id, pullRequest } = comment;
	const line = readCommentLine(comment.body);
	if (line.kind === "none") return ignore("The comment does not begin with /laforge.");
	if (!comment.isNew) return ignore("The comment is not new: edited and deleted comments are not commands.");
	if (comment.isBot || author === "") return ignore("The comment is not by a person.");
	if (!canAnswer(job)) throw require_action_post_help_run_steps.badInput("Without \"github-token\" the action can neither check who has write access nor answer. Give the input github-token.");
	if (!await require_action_run_steps.waitWithin(job.forge.canWrite(author), 1e4, `Whether ${author} may write`)) return ignore(`${author} may not write to this repository, and is not answered.`);
	const react = (reaction) => tryToReact(job, id, reaction);
	await react("eyes");
	const verb = line.kind === "command" ? line.verb : "";
	const asked = {
		author,
		line: line.kind === "command" ? line.text : null
	};
	const marker = `<!-- laforge-reply ${id} -->`;
	const refuse = async (why, withHelp) => {
		const body = `${marker}\n${replyRefusal(asked, why, withHelp ? [...VERBS.values()] : null)}\n`;
		const { url } = await job.forge.upsertComment({
			pullRequest,
			marker,
			body
		});
		require_action_post.setOutputs({
			command: verb,
			outcome: "refused",
			"comment-url": url ?? ""
		});
		await react("confused");
	};
	try {
		if (line.kind === "unreadable") return await refuse(line.why, true);
		const known = VERBS.get(verb);
		const deed = known?.read(line.words) ?? null;
		if (known === void 0 || deed === null) return await refuse("There is no such command.", true);
		const pull = await job.forge.getPullRequest(pullRequest);
		if (pull.state !== "open") return await refuse(`Pull request #${pullRequest} is closed.`, false);
		const isOwn = pull.headRepository === job.context.repository?.toLowerCase();
		if (known.moves && !isOwn) return await refuse(`Pull request #${pullRequest} comes from a fork, whose branch is not ours to move.`, false);
		if (known.spends === true && !isOwn) return await refuse(`Pull request #${pullRequest} comes from a fork, for which nothing is run.`, false);
		if (!known.moves && line.at !== null) return await refuse("There is no such command.", true);
		const outcome = await deed({
			inputs,
			job,
			comment,
			line,
			pull
		});
		require_action_post.setOutputs({
			command: verb,
			outcome
		});
		await react(outcome === "done" ? "rocket" : "confused");
	} catch (error) {
		if (error instanceof AlreadyDone) {
			require_action_post.setOutputs({
				command: verb,
				outcome: "done"
			});
			return require_action_post.actionLog.info(error.message);
		}
		await refuse(require_action_post_help_run_steps.tellError(error), false);
		if (!(error instanceof require_action_post_help_run_steps.RefusedError || error instanceof require_action_post_help_run_steps.InputError)) throw error;
	}
}
function canAnswer(job) {
	return job.forge !== null;
}
async function tryToReact(job, comment, reaction) {
	try {
		await require_action_run_steps.waitWithin(job.forge.react(comment, reaction), require_history_store.QUESTION_MS, "The reaction to the comment");
	} catch (error) {
		require_action_post.actionLog.warn(require_action_post_help_run_steps.describeError(error));
	}
}
exports.main = main;
});
