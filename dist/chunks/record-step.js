const require_errors = require("./errors.js");
const require_identity = require("./identity.js");
const require_open = require("./open.js");
const require_step = require("./step.js");
const require_step_options = require("./step-options.js");
const require_clock_and_uids = require("./clock-and-uids.js");
const require_folders = require("./folders.js");
const require_repository_key = require("./repository-key.js");
const require_redact = require("./redact.js");
const require_within = require("./within.js");
const require_budget = require("./budget.js");
const require_records = require("./records.js");
const require_pin_refs = require("./pin-refs.js");
const require_record_from_pins = require("./record-from-pins.js");
const require_mark_interrupted = require("./mark-interrupted.js");
const require_finish_step = require("./finish-step.js");
const require_finish_moves = require("./finish-moves.js");
// src/agent/run-check.ts
function createCheck({ runner, clock, script, launch, secrets, signal }) {
	const command = require_redact.redactText(script, secrets);
	return async (step, settledId) => {
		const startedAt = clock.now();
		const tail = collectLastLines(secrets);
		try {
			const request = await launch(step, settledId);
			const end = await runner.run({
				...request,
				observe: tail.observe,
				signal
			});
			return {
				ending: end.ending,
				notes: end.notes.map(ofTheCheck),
				result: resultOf(command, end, tail.lines())
			};
		} catch (error) {
			const durationMs = Math.max(0, clock.now().getTime() - startedAt.getTime());
			return {
				ending: "exited",
				notes: [`The check could not be started: ${require_errors.describeError(error)}`],
				result: resultOf(command, {
					exitCode: 127,
					durationMs
				}, [])
			};
		}
	};
}
function resultOf(command, { exitCode, durationMs }, lines) {
	return {
		command,
		exit_code: exitCode,
		duration_ms: durationMs,
		last_lines: lines
	};
}
function ofTheCheck(note) {
	return note.replaceAll(/\b([Tt]he) agent\b/g, "$1 check");
}
const MOST_LINES = 20;
const MOST_CHARACTERS = 4e3;
const LINE_LENGTH = 400;
const BYTES_KEPT = 65536;
function collectLastLines(secrets) {
	let kept = [];
	let size = 0;
	let isCut = false;
	return {
		observe: (chunk) => {
			kept.push(chunk);
			size += chunk.length;
			if (size <= 2 * BYTES_KEPT) return;
			kept = [Buffer.concat(kept).subarray(-65536)];
			size = BYTES_KEPT;
			isCut = true;
		},
		lines: () => {
			const text = toPlainLines(Buffer.concat(kept).toString("utf8"));
			const lineEnd = text.indexOf("\n");
			const whole = isCut ? text.slice(lineEnd < 0 ? text.length / 2 : lineEnd + 1) : text;
			return chooseLines(require_redact.redactText(whole, secrets));
		}
	};
}
function chooseLines(text) {
	const chosen = [];
	let left = MOST_CHARACTERS;
	for (const line of text.split("\n").toReversed()) {
		const shown = require_folders.cutText(line.trimEnd().split("\r").at(-1) ?? "", LINE_LENGTH);
		if (shown === "") continue;
		left -= shown.length;
		if (chosen.length === MOST_LINES || left < 0) break;
		chosen.push(shown);
	}
	return chosen.toReversed();
}
function toPlainLines(text) {
	return require_folders.stripEscapes(text).replaceAll(/(?![\n\r\t])\p{Cc}/gu, "").replaceAll("	", "  ");
}
// src/app/step-agent.ts
function createStepAgent(request) {
	const { options, folder, runner, usage, secrets, signal } = request;
	const { command, check } = options;
	const { traceparents = null } = request;
	const launch = async (step, settledId, traceparent = traceparents?.agent) => ({
		argv: command.kind === "program" ? command.argv : await require_step_options.writeScript(command.shell, command.text, folder.path),
		cwd: options.directory,
		env: require_step_options.buildAgentEnv({
			env: request.env,
			allow: options.envAllow,
			stepId: settledId,
			stepUid: step.uid,
			projectId: step.projectId,
			usageFile: folder.usageFile,
			promptFile: folder.promptFile,
			prompt: options.prompt,
			inputs: options.template?.inputs ?? {},
			identity: request.identity,
			traceparent: traceparent ?? null
		}),
		timeoutMs: options.timeoutMs,
		logFile: request.logFile,
		stdin: request.stdin
	});
	const launchCheck = ({ shell, script, timeoutMs }) => async (step, settledId) => ({
		...await launch(step, settledId, traceparents?.check),
		argv: await require_step_options.writeScript(shell, script, folder.path),
		timeoutMs,
		logFile: request.checkLogFile,
		stdin: "none"
	});
	const runCheck = (given) => {
		const run = createCheck({
			runner,
			clock: require_clock_and_uids.systemClock,
			secrets,
			signal,
			script: given.script,
			launch: launchCheck(given)
		});
		return (step, settledId) => {
			request.onCheck(step, given);
			return run(step, settledId);
		};
	};
	return {
		run: async (step, settledId, watched) => {
			const ready = await usage.watch(await launch(step, settledId), require_step_options.wordsOf(command));
			request.onReady?.();
			const { onStarted } = request;
			return runner.run({
				...ready,
				...watched,
				...onStarted !== void 0 && { onStarted }
			});
		},
		check: check === null ? null : runCheck(check)
	};
}
// src/usecases/step/check-budgets.ts
const NO_HISTORY = "this run has no history to count in";
const LEAST_MS = 1e3;
async function checkBudgets(history, question) {
	const { step, limits, isUsageRead, hasHistory, isSeen, wording, limitMs } = question;
	const deadline = Date.now() + limitMs;
	const own = require_budget.ownCeilings(limits);
	let check = {
		refusal: null,
		ceilings: own,
		notes: [],
		remarks: []
	};
	if (limits === null) return check;
	const doubt = (what, why) => {
		const refusal = limits.budget_unknown === "stop" ? require_finish_step.cannotHold(what, why, wording) : null;
		check = {
			...check,
			notes: [...check.notes, require_finish_step.mayNotHold(what, why)],
			refusal: check.refusal ?? refusal
		};
	};
	if (!isUsageRead) for (const { unit } of own) doubt(require_finish_step.limitName(unit, wording), require_finish_step.NOTHING_READS);
	for (const budget of limits.budgets) {
		const scope = require_budget.budgetScope(budget, step);
		if (scope === null) {
			const remark = `The budget of ${require_budget.formatBudget(budget)} does not count here: this run has no ${budget.per.replace("_", " ")}.`;
			check = {
				...check,
				remarks: [...check.remarks, remark]
			};
			continue;
		}
		const name = `the budget of ${require_budget.formatBudget(budget)}`;
		const facts = hasHistory ? await gatherFacts(history, {
			budget,
			scope,
			step,
			deadline
		}) : NO_HISTORY;
		if (typeof facts === "string") {
			doubt(name, facts);
			continue;
		}
		const left = require_budget.leftOf(facts);
		if (left <= 0) return {
			...check,
			refusal: require_finish_step.usedUp(facts, wording)
		};
		check = {
			...check,
			ceilings: [...check.ceilings, {
				amount: left,
				unit: budget.unit,
				budget
			}]
		};
		if (!isUsageRead) doubt(name, require_finish_step.NOTHING_READS);
		if (!isSeen) doubt(name, "this step could not be put on record in time, for others to count it");
		const why = require_finish_step.uncertainty(facts, wording);
		if (why !== null && require_budget.isUncertain(facts)) doubt(name, why);
		else if (why !== null) check = {
			...check,
			notes: [...check.notes, require_finish_step.mayNotHold(name, why)]
		};
	}
	return check;
}
async function gatherFacts(history, asked) {
	const { budget, scope, step, deadline } = asked;
	const { condition } = history;
	if (condition.kind === "unreadable") return "the history could not be read";
	if (condition.kind === "expired" && !(condition.lastSavedAt !== null && condition.lastSavedAt < (scope.startedSince ?? ""))) return "the history has expired";
	try {
		const read = Promise.all([history.sumUsage(scope), history.listSteps({
			...scope,
			status: "running"
		})]);
		const answer = await require_within.settleWithin(read, Math.max(LEAST_MS, deadline - Date.now()), () => "the history could not be read in time");
		return typeof answer === "string" ? answer : require_budget.budgetFacts(budget, ...answer, step);
	} catch (error) {
		return `the history could not be read (${require_errors.describeError(error).replace(/\.$/, "")})`;
	}
}
const LOOKS = 5;
function watchCeilings(ceilings, usage, wording) {
	if (ceilings.length === 0) return {
		request: {},
		explain: (result) => ({
			...result,
			overBudget: null
		})
	};
	let reason = null;
	let looks = 0;
	let isTold = false;
	const isEnough = (spent) => {
		looks += 1;
		isTold ||= spent.costUsd !== null || spent.tokens !== null;
		return require_budget.findPassed(ceilings, spent) !== void 0;
	};
	return {
		request: { isOverBudget: async (ended) => {
			const spent = await usage.until(isEnough, ended);
			const ceiling = spent === null ? void 0 : require_budget.findPassed(ceilings, spent);
			if (spent === null || ceiling === void 0) return false;
			reason = require_finish_step.passed(ceiling, spent, wording);
			return true;
		} },
		explain: (result) => {
			const overBudget = result.ending === "over_budget" ? reason : null;
			const ended = overBudget === null ? [] : [`The agent was ended: ${overBudget}.`];
			const untold = !isTold && looks >= LOOKS ? [require_finish_step.neverTold(wording)] : [];
			return {
				...result,
				overBudget,
				notes: [
					...ended,
					...untold,
					...result.notes
				]
			};
		}
	};
}
// src/usecases/step/check-remote.ts
const NOTHING = {
	heads: new Map(),
	refs: new Map(),
	unreached: null
};
async function checkRemote(deps, head, request) {
	const { repository, host, words } = deps;
	const { slug, uid, push, workTreeLasts } = request;
	const { remote } = repository;
	if (remote === null || push === "none") return NOTHING;
	const within = (answer) => require_within.waitWithin(answer, host.startTime.leftMs("remote"), "An answer of the remote");
	let refs;
	try {
		refs = await within(remote.refs([`${require_open.HEADS}*`, ...require_pin_refs.pinPatterns(slug)]));
	} catch (error) {
		if (!isDown(error)) throw error;
		return {
			heads: null,
			refs: new Map(),
			unreached: require_errors.describeError(error)
		};
	}
	const heads = require_open.headsOf(refs);
	if (head.sha === null) return {
		heads,
		refs,
		unreached: null
	};
	const { branch } = head;
	const tip = (branch === null ? null : heads.get(branch)) ?? null;
	if (branch !== null && tip !== null && tip !== head.sha) throw await movedOn(deps, {
		refs,
		slug,
		branch,
		tip,
		head: head.sha
	});
	if (tip === null && workTreeLasts) await refuseUnpublished(deps, heads, head.sha, branch);
	const ref = branch === null ? require_pin_refs.stepPinRef(slug, uid) : require_open.branchRef(branch);
	try {
		if (host.mayPush !== null && await within(host.mayPush()) === false) throw mayNotPush(`There is no permission to push to ${branch ?? ref}, as the host says of the token. Give the job "permissions: contents: write", or give push-token a personal access token that may.`, words);
		const probe = await within(remote.probe([{
			ref,
			to: head.sha,
			expected: tip
		}]));
		if (probe.kind === "refused" && probe.code === "no-permission") throw mayNotPush(probe.explanation, words);
	} catch (error) {
		if (!isDown(error)) throw error;
	}
	return {
		heads,
		refs,
		unreached: null
	};
}
async function refuseUnpublished({ repository, words }, heads, head, branch) {
	if ([...heads.values()].includes(head) || await repository.isShallow()) return;
	if ((await require_finish_step.findUnpublished(repository, { heads }, [head])).length === 0) return;
	const { subject } = await repository.commit(head) ?? { subject: "" };
	throw new require_errors.RefusedError("branch-moved", `The agent was not started: ${branch ?? "its work"} would take ${require_identity.shortSha(head)} ${require_identity.quote(subject)} to the remote, which is only here. Push it first if it may be seen, begin on what the remote has, or use ${words.pushNone}.`);
}
function mayNotPush(why, words) {
	return new require_errors.RefusedError("no-permission", `${why} With ${words.pushNone} the agent runs without pushing.`);
}
function isDown(error) {
	return error instanceof require_errors.StoreError || error instanceof require_errors.GitError && error.code === "remote-unreachable";
}
const PINS_READ = 20;
const COMMITS_READ = 50;
async function movedOn({ repository, words }, { refs, slug, branch, tip, head }) {
	const where = `The agent was not started: ${branch} is at ${require_identity.shortSha(tip)} at the remote, but ${require_identity.shortSha(head)} is checked out`;
	const displaced = await repository.isAncestor(head, tip) === "yes" ? null : await findDisplaced(repository, refs, slug, {
		tip,
		head
	});
	if (displaced === null) return new require_errors.RefusedError("branch-moved", `${where}, so its work could not be pushed. Check out the branch as it is now, push what is only here, or use ${words.pushNone}.`);
	const { pin, sha } = displaced;
	if (sha !== head) return new require_errors.RefusedError("branch-moved", `${where}, which builds on ${require_identity.shortSha(sha)}, and a rollback took that off it (${pin} keeps it). Put what is your own onto the branch as it is now, without pushing it as it is: git fetch, then git rebase --onto ${tip} ${sha}; or use ${words.pushNone}.`);
	return new require_errors.RefusedError("branch-moved", `${where}, which a rollback took off it (${pin} keeps it). Bring what is checked out along, without pushing it: git fetch, then git reset --keep ${tip}; or use ${words.pushNone}.`);
}
async function findDisplaced(repository, refs, slug, { tip, head }) {
	const pins = [...refs].filter(([ref]) => require_pin_refs.rollbackOfPin(ref, slug) !== void 0).sort(([a], [b]) => a < b ? 1 : -1);
	try {
		for (const [ref, pin] of pins.slice(0, PINS_READ)) {
			if (!await require_record_from_pins.fetchCommits(repository, [pin], 2)) continue;
			const kept = await require_record_from_pins.pinnedCommit(repository, pin);
			if (kept === void 0) continue;
			if (await repository.isAncestor(head, kept) === "yes") return {
				pin: ref,
				sha: head
			};
			const { commits } = await repository.commits(tip, head);
			for (const { sha } of commits.slice(0, COMMITS_READ)) {
				if (await repository.isAncestor(sha, kept) !== "yes") continue;
				if (await repository.isAncestor(sha, tip) === "no") return {
					pin: ref,
					sha
				};
				break;
			}
		}
	} catch (error) {
		if (!(error instanceof require_errors.GitError)) throw error;
	}
	return null;
}
// src/usecases/step/record-step.ts
async function recordStep(deps, request) {
	const { repository, store, host, words } = deps;
	const { startTime: time } = host;
	const warnings = [];
	const warn = (message) => {
		warnings.push(message);
		deps.log.warn(message);
	};
	const behind = request.workTreeLasts ? await time.count(() => require_finish_moves.finishMoves({
		repository,
		warn
	}, request.slug)) : null;
	const head = await repository.head();
	const remote = request.push === "auto" ? repository.remote : null;
	if (remote !== null && behind?.has(head.branch ?? "")) throw isBehind(head.branch ?? "", words);
	if (request.push === "auto" && remote === null) throw noRemote(repository.root, words);
	const atStart = await time.count(() => checkRemote(deps, head, request));
	if (atStart.unreached !== null) deps.log.info(require_finish_step.sayUnreached(atStart.unreached));
	const opened = await time.count(() => store.open());
	for (const message of opened.warnings) warn(message);
	require_finish_step.sayCondition(opened.condition, {
		warn,
		info: deps.log.info
	});
	await recordEarlier(deps, request, {
		history: opened,
		refs: atStart.refs,
		warn
	});
	const [workTree, clone] = await Promise.all([repository.snapshot(), repository.cloneState()]);
	const startTime = deps.clock.now().toISOString();
	const name = request.replays === null ? repository.remote?.repository ?? null : request.replays.repository;
	const { draft, cuts } = require_records.boundDraft({
		uid: request.uid,
		projectId: request.projectId,
		repository: name,
		branch: head.branch ?? request.detachedBranch,
		commitShaBefore: head.sha,
		agentConfig: request.agentConfig,
		run: require_repository_key.withRepositoryId(request.run, name),
		startTime,
		limits: request.limits,
		prompt: request.prompt,
		setup: request.setup,
		template: request.template,
		replays: request.replays?.uid ?? null
	});
	const start = {
		head,
		workTree,
		clone,
		heads: atStart.heads,
		startTime,
		draft
	};
	host.note({
		start,
		agent: null,
		left: null,
		used: null,
		checked: null
	});
	if (cuts.length > 0) warn(require_records.cutSentence(cuts));
	const { history, started } = await time.count(() => startStep(deps, opened, warn, draft));
	const settledId = require_open.settlesIds(store.name) ? started.id : null;
	const isSeen = !require_open.settlesIds(store.name) || started.id !== null;
	const asked = {
		step: started,
		limits: request.limits,
		isUsageRead: deps.usage.isRead,
		hasHistory: request.hasHistory,
		isSeen,
		wording: words,
		limitMs: time.leftMs("record")
	};
	const { refusal, ceilings, notes, remarks } = await time.count(() => checkBudgets(history, asked));
	for (const note of notes) warn(note);
	for (const remark of remarks) deps.log.info(remark);
	if (request.limits !== null && request.limits.budgets.length > 0 && !require_open.settlesIds(store.name)) warn(require_finish_step.othersUnseen(store.name));
	if (refusal !== null) return {
		...await refuseStep({
			history,
			warn
		}, started, {
			refusal,
			notes,
			isPushed: remote !== null
		}),
		history,
		warnings,
		failure: require_finish_step.refusedSentence(started, refusal)
	};
	host.onStarted(started, history);
	const inspect = await history.guard();
	const ran = await runAgent(deps, started, settledId, ceilings, request.signal);
	const ended = {
		...ran,
		notes: [...ran.notes, ...await inspect()]
	};
	for (const note of ended.notes) warn(note);
	const agent = {
		...ended,
		notes: [...notes, ...ended.notes]
	};
	const progress = {
		start,
		agent,
		left: null,
		used: null,
		checked: null
	};
	host.note(progress);
	const { usage, agent: { check }, takeBack, clock } = deps;
	const { step, publication, rollback, missed } = await require_finish_step.finishStep({
		repository,
		history,
		store,
		usage,
		check,
		takeBack,
		clock,
		host,
		words,
		warn
	}, request, {
		started,
		settledId,
		agent,
		ceilings,
		progress,
		isLate: false
	});
	const { continueOnAgentError, push } = request;
	return {
		step,
		publication,
		rollback,
		missed,
		history,
		warnings,
		failure: require_finish_step.failureOf(step, agent, {
			continueOnAgentError,
			push,
			rollback,
			missed,
			wording: words
		})
	};
}
async function recordEarlier({ repository, host, log }, { slug, run, workTreeLasts }, { history, refs, warn }) {
	const { startTime: time } = host;
	const pins = {
		history,
		repository,
		warn
	};
	await time.count(() => require_record_from_pins.reconcilePins(pins, {
		slug,
		refs,
		place: "remote"
	}, time.leftMs("pins")));
	if (workTreeLasts) await time.count(() => require_record_from_pins.reconcileLocalPins(pins, slug, time.leftMs("pins")));
	const running = {
		history,
		proofs: host.proofs,
		inform: log.info
	};
	await time.count(() => require_mark_interrupted.markInterrupted(running, {
		own: run,
		limitMs: time.leftMs("pins")
	}));
}
async function startStep(deps, opened, warn, draft) {
	try {
		return {
			history: opened,
			started: await opened.startStep(draft)
		};
	} catch (error) {
		warn(`The step could not be written to its history before it started: ${require_errors.describeError(error)}`);
		const history = deps.store.fallback(require_errors.describeError(error));
		return {
			history,
			started: await history.startStep(draft)
		};
	}
}
async function runAgent(deps, started, settledId, ceilings, signal) {
	try {
		const watched = watchCeilings(ceilings, deps.usage, deps.words);
		const result = await deps.agent.run(started, settledId, {
			...watched.request,
			signal
		});
		return watched.explain(result);
	} catch (error) {
		const endTime = deps.clock.now();
		return {
			ending: "exited",
			exitCode: 127,
			startTime: started.startTime,
			endTime: endTime.toISOString(),
			durationMs: Math.max(0, endTime.getTime() - Date.parse(started.startTime)),
			notes: [`The agent could not be started: ${require_errors.describeError(error)}`],
			overBudget: null
		};
	}
}
function isBehind(branch, { pushNone }) {
	return new require_errors.RefusedError("branch-moved", `The agent was not started: the local ${branch} still has what was moved away at the remote. Clear what keeps it from following, or use ${pushNone}.`);
}
function noRemote(root, { pushIsAuto, pushNone }) {
	return new require_errors.InputError("bad-input", `${pushIsAuto}, but the repository in ${root} has no remote to push to. Add one as origin, or use ${pushNone}.`);
}
async function refuseStep({ history, warn }, started, why) {
	const outcome = {
		...require_step.UNKNOWN_OUTCOME,
		status: "refused",
		branch: started.branch,
		commitShaAfter: started.commitShaBefore,
		agentConfig: started.agentConfig,
		endTime: started.startTime,
		durationMs: 0,
		pushed: why.isPushed ? "unchanged" : "none",
		changes: require_step.NO_CHANGES,
		notes: [`The agent was not started: ${why.refusal}.`, ...why.notes]
	};
	const end = await require_finish_step.recordEnd({ history }, started, outcome);
	const step = end.kind === "lost" ? {
		...started,
		...outcome
	} : end.step;
	const publication = end.kind === "lost" ? end.publication : await history.publish();
	require_finish_step.sayPublication(publication, step, warn);
	return {
		step,
		publication,
		rollback: null,
		missed: null
	};
}
Object.defineProperty(exports, "createStepAgent", {
	enumerable: true,
	get: function() {
		return createStepAgent;
	}
});
Object.defineProperty(exports, "recordStep", {
	enumerable: true,
	get: function() {
		return recordStep;
	}
});
