const require_finish_step = require("./finish-step.js");
const require_errors = require("./errors.js");
const require_documents = require("./documents.js");
const require_open = require("./open.js");
const require_budget = require("./budget.js");
const require_pin_refs = require("./pin-refs.js");
const require_records = require("./records.js");
const require_wording = require("./wording.js");
const require_wait_within = require("./wait-within.js");
const require_look_before_start = require("./look-before-start.js");
const require_settle_running = require("./settle-running.js");
const require_start_process = require("./start-process.js");
const require_finish_moves = require("./finish-moves.js");
let node_crypto = require("node:crypto");
let node_fs = require("node:fs");
let node_timers_promises = require("node:timers/promises");
let node_path = require("node:path");
let node_stream_promises = require("node:stream/promises");
// src/agent/last-lines.ts
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
			return chooseLines(require_start_process.redactText(whole, secrets));
		}
	};
}
function chooseLines(text) {
	const chosen = [];
	let left = MOST_CHARACTERS;
	for (const line of text.split("\n").toReversed()) {
		const shown = cut(line.trimEnd().split("\r").at(-1) ?? "");
		if (shown === "") continue;
		left -= shown.length;
		if (chosen.length === MOST_LINES || left < 0) break;
		chosen.push(shown);
	}
	return chosen.toReversed();
}
function cut(line) {
	const characters = Array.from(line.slice(0, 802));
	return characters.length <= LINE_LENGTH ? line : `${characters.slice(0, 399).join("")}…`;
}
function toPlainLines(text) {
	return require_open.stripEscapes(text).replaceAll(/(?![\n\r\t])\p{Cc}/gu, "").replaceAll("	", "  ");
}
// src/agent/run-check.ts
function createCheck({ runner, clock, script, launch, secrets, signal }) {
	const command = require_start_process.redactText(script, secrets);
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
// src/usecases/check-budgets.ts
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
		const answer = await require_wait_within.settleWithin(read, Math.max(LEAST_MS, deadline - Date.now()), () => "the history could not be read in time");
		return typeof answer === "string" ? answer : require_budget.budgetFacts(budget, ...answer, step);
	} catch (error) {
		return `the history could not be read (${require_errors.describeError(error).replace(/\.$/, "")})`;
	}
}
// src/usecases/refuse-step.ts
async function refuseStep({ history, warn }, started, why) {
	const outcome = {
		status: "refused",
		branch: started.branch,
		commitShaAfter: started.commitShaBefore,
		agentConfig: started.agentConfig,
		endTime: started.startTime,
		durationMs: 0,
		tokenUsage: null,
		exitCode: null,
		pushed: why.isPushed ? "unchanged" : "none",
		pinRef: null,
		changes: require_documents.NO_CHANGES,
		check: null,
		notes: [`The agent was not started: ${why.refusal}.`, ...why.notes]
	};
	const end = await require_finish_step.recordEnd(history, started.uid, outcome);
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
// src/usecases/watch-ceilings.ts
const LOOKS = 5;
function watchCeilings(ceilings, watchSpending, wording) {
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
			const spent = await watchSpending(isEnough, ended);
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
// src/usecases/record-step.ts
async function recordStep(deps, request) {
	const { repository, startTime: time } = deps;
	const warnings = [];
	const warn = (message) => {
		warnings.push(message);
		deps.log.warn(message);
	};
	const wording = require_wording.WORDINGS[request.frontEnd];
	const movesLocally = request.frontEnd === "cli";
	const behind = movesLocally ? await time.count(() => require_finish_moves.finishMoves({
		repository,
		slug: request.slug,
		warn
	})) : null;
	const head = await repository.head();
	const remote = request.push === "auto" ? repository.remote : null;
	if (remote !== null && behind?.has(head.branch ?? "")) throw isBehind(head.branch ?? "", wording);
	if (request.push === "auto" && remote === null) throw noRemote(repository.root, wording);
	const target = {
		branch: head.branch,
		slug: request.slug,
		wording,
		pinRef: require_pin_refs.stepPinRef(request.slug, request.uid),
		startTime: time,
		mayPush: deps.mayPush ?? null
	};
	const atStart = await time.count(() => require_look_before_start.lookBeforeStart(repository, remote, head, target));
	if (atStart.unreached !== null) deps.log.info(require_finish_step.sayUnreached(atStart.unreached));
	const opened = await time.count(() => deps.store.open());
	for (const message of opened.warnings) warn(message);
	require_finish_step.sayCondition(opened.condition, {
		warn,
		info: deps.log.info
	});
	const pins = {
		history: opened,
		repository,
		slug: request.slug,
		refs: atStart.refs,
		warn
	};
	await time.count(() => require_look_before_start.reconcilePins(pins, time.leftMs("pins")));
	if (movesLocally) await time.count(() => require_look_before_start.reconcileLocalPins(pins, time.leftMs("pins")));
	const running = {
		history: opened,
		proofs: deps.proofs,
		inform: deps.log.info
	};
	await time.count(() => require_settle_running.settleRunning(running, {
		own: request.run,
		limitMs: time.leftMs("pins")
	}));
	const [workTree, clone] = await Promise.all([repository.snapshot(), repository.cloneState()]);
	const startTime = deps.clock.now().toISOString();
	const start = {
		head,
		workTree,
		clone,
		heads: atStart.heads,
		startTime
	};
	deps.note?.({
		start,
		agent: null,
		left: null,
		used: null,
		checked: null
	});
	const { draft, cuts } = require_records.boundDraft({
		uid: request.uid,
		projectId: request.projectId,
		repository: repository.remote?.repository ?? null,
		branch: head.branch ?? request.detachedBranch,
		commitShaBefore: head.sha,
		agentConfig: request.agentConfig,
		run: request.run,
		startTime,
		limits: request.limits
	});
	if (cuts.length > 0) warn(require_records.cutSentence(cuts));
	const { history, started } = await time.count(() => startStep(deps, opened, warn, draft));
	const settledId = require_open.settlesIds(deps.store.name) ? started.id : null;
	const isSeen = !require_open.settlesIds(deps.store.name) || started.id !== null;
	const asked = {
		...deps,
		...request,
		step: started,
		isSeen,
		wording,
		limitMs: time.leftMs("record")
	};
	const { refusal, ceilings, notes, remarks } = await time.count(() => checkBudgets(history, asked));
	for (const note of notes) warn(note);
	for (const remark of remarks) deps.log.info(remark);
	if (request.limits !== null && request.limits.budgets.length > 0 && !require_open.settlesIds(deps.store.name)) warn(require_finish_step.othersUnseen(deps.store.name));
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
	deps.onStarted?.(started, history);
	const inspect = await history.guard();
	const ran = await runAgent$1(deps, request, started, {
		settledId,
		ceilings,
		wording
	});
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
	deps.note?.(progress);
	const finished = await require_finish_step.finishStep({
		...deps,
		history,
		warn
	}, request, {
		started,
		settledId,
		agent,
		ceilings,
		progress,
		isLate: false
	});
	return {
		...finished,
		history,
		warnings,
		failure: require_finish_step.failureOf(finished.step, agent, {
			...request,
			...finished,
			wording
		})
	};
}
async function startStep(deps, opened, warn, draft) {
	try {
		return {
			history: opened,
			started: await opened.startStep(draft)
		};
	} catch (error) {
		warn(`The step could not be written to its history before it started: ${require_errors.describeError(error)}`);
		const history = deps.fallbackHistory(require_errors.describeError(error));
		return {
			history,
			started: await history.startStep(draft)
		};
	}
}
async function runAgent$1(deps, request, started, { settledId, ceilings, wording }) {
	try {
		const launch = await deps.launch(started, settledId);
		const watched = watchCeilings(ceilings, deps.watchSpending, wording);
		const result = await deps.agent.run({
			...launch,
			...watched.request,
			signal: request.signal
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
// src/agent/output-tee.ts
const QUIET_TICKS = 4;
const TICK_MS = 50;
const PIPE_CAPACITY = 1048576;
function openSink(target) {
	let failure;
	const fail = (error) => {
		failure ??= error;
	};
	target.on("error", fail);
	return {
		write: async (chunk) => {
			if (failure === void 0 && !target.writable) fail(new Error("it was closed"));
			if (failure === void 0 && !target.write(chunk)) await hasRoom(target);
		},
		failure: () => failure,
		release: () => {
			if (failure === void 0) target.off("error", fail);
		}
	};
}
function observingSink(observe) {
	return {
		write: async (chunk) => observe(chunk),
		failure: () => void 0,
		release: () => {}
	};
}
function startPump(source, sinks) {
	let received = 0;
	let handingOn = false;
	let ended = false;
	const end = handOn();
	async function handOn() {
		try {
			for await (const chunk of source) {
				const bytes = chunk;
				received += bytes.length;
				handingOn = true;
				await Promise.all(sinks.map((sink) => sink.write(bytes)));
				handingOn = false;
			}
		} catch {}
		ended = true;
	}
	return {
		finish: async () => {
			const before = received;
			for (let quiet = 0; quiet < QUIET_TICKS && received - before <= PIPE_CAPACITY; quiet++) {
				const seen = received;
				await Promise.race([end, (0, node_timers_promises.setTimeout)(TICK_MS, void 0, { ref: false })]);
				if (ended) return true;
				if (handingOn || received !== seen) quiet = -1;
			}
			source.destroy();
			await end;
			return false;
		},
		cut: () => void source.destroy()
	};
}
function hasRoom(target) {
	return new Promise((resolve) => {
		const settle = () => {
			for (const event of [
				"drain",
				"error",
				"close"
			]) target.off(event, settle);
			resolve();
		};
		for (const event of [
			"drain",
			"error",
			"close"
		]) target.on(event, settle);
	});
}
// src/agent/log-file.ts
const KEPT_BYTES = 67108864;
const CHUNK_BYTES = 1048576;
function openLog(path, keptBytes = KEPT_BYTES) {
	let fd;
	try {
		fd = (0, node_fs.openSync)(path, "wx", 384);
	} catch (error) {
		const note = `The agent's log file could not be written: ${require_errors.describeError(error)}.`;
		return {
			sink: observingSink(() => {}),
			close: async () => [note]
		};
	}
	const file = (0, node_fs.createWriteStream)(path, { fd });
	const sink = openSink(file);
	const copy = openCopy(path, keptBytes);
	let written = 0;
	return {
		sink: {
			...sink,
			write: (chunk) => {
				written += chunk.length;
				copy?.add(chunk);
				return sink.write(chunk);
			}
		},
		close: async () => {
			file.end();
			await (0, node_stream_promises.finished)(file).catch(() => {});
			const failure = sink.failure();
			sink.release();
			try {
				if (failure !== void 0) return [`The agent's log file could not be written: ${failure.message}.`];
				return copy === null ? [] : copy.restore(written);
			} finally {
				copy?.close();
			}
		}
	};
}
function openCopy(path, limit) {
	const name = `${path}.copy-${(0, node_crypto.randomUUID)()}`;
	let copy;
	try {
		copy = (0, node_fs.openSync)(name, "wx+", 384);
		(0, node_fs.unlinkSync)(name);
	} catch {
		return null;
	}
	let kept = 0;
	let isWhole = true;
	return {
		add: (chunk) => {
			if (!isWhole || kept >= limit) return;
			try {
				kept += (0, node_fs.writeSync)(copy, chunk.subarray(0, limit - kept));
			} catch {
				isWhole = false;
			}
		},
		restore: (written) => {
			if (!isWhole) return [];
			try {
				const change = changeOf(path, written, copy, kept);
				if (change === null) return [];
				putBack(path, copy, kept);
				return [`The agent's log file was ${change} while the agent ran, and ${kept === written ? "was put back" : `its first ${kept} bytes were put back`}.`];
			} catch (error) {
				return [`The agent's log file was changed while the agent ran: ${require_errors.describeError(error)}`];
			}
		},
		close: () => (0, node_fs.closeSync)(copy)
	};
}
function changeOf(path, written, copy, kept) {
	const stats = (0, node_fs.lstatSync)(path, { throwIfNoEntry: false });
	if (stats === void 0) return "deleted";
	if (!stats.isFile() || stats.size !== written) return "changed";
	const file = (0, node_fs.openSync)(path, "r");
	try {
		const [one, other] = [Buffer.alloc(CHUNK_BYTES), Buffer.alloc(CHUNK_BYTES)];
		for (let at = 0; at < kept; at += CHUNK_BYTES) if (!readAt(file, one, at, kept).equals(readAt(copy, other, at, kept))) return "changed";
		return (0, node_fs.fstatSync)(file).ino === stats.ino ? null : "changed";
	} finally {
		(0, node_fs.closeSync)(file);
	}
}
function putBack(path, copy, kept) {
	(0, node_fs.mkdirSync)((0, node_path.dirname)(path), { recursive: true });
	(0, node_fs.rmSync)(path, {
		recursive: true,
		force: true
	});
	const name = `${path}.new-${(0, node_crypto.randomUUID)()}`;
	const file = (0, node_fs.openSync)(name, "wx", 384);
	try {
		const buffer = Buffer.alloc(CHUNK_BYTES);
		for (let at = 0; at < kept; at += CHUNK_BYTES) (0, node_fs.writeSync)(file, readAt(copy, buffer, at, kept));
	} finally {
		(0, node_fs.closeSync)(file);
	}
	(0, node_fs.renameSync)(name, path);
}
function readAt(file, buffer, at, end) {
	return buffer.subarray(0, (0, node_fs.readSync)(file, buffer, 0, Math.min(buffer.length, end - at), at));
}
// src/agent/run-agent.ts
const GRACES = {
	timeoutMs: 5e3,
	interruptMs: 4e3,
	terminateMs: 2e3,
	leftoverMs: 1e3
};
const TIMEOUT_EXIT_CODE = 124;
const LONGEST_TIMER_MS = 2 ** 31 - 1;
const OUTPUT_AFTER_CANCEL_MS = 1e3;
function createAgentRunner(deps) {
	let ahead = deps.folder === void 0 ? null : require_start_process.makeNamedPipes(deps.folder);
	const takePipes = ({ logFile }) => {
		const pipes = ahead ?? require_start_process.makeNamedPipes((0, node_path.dirname)(logFile));
		ahead = null;
		return pipes;
	};
	return { run: (request) => runAgent(deps, request, takePipes) };
}
async function runAgent(deps, request, takePipes) {
	const startedAt = deps.clock.now();
	if (request.signal.aborted) return describeNotStarted(startedAt);
	const log = openLog(request.logFile);
	const mark = require_finish_step.markPids();
	const agent = await require_start_process.startProcess(request, takePipes(request)).catch(async (error) => {
		await log.close();
		throw error;
	});
	request.onStarted?.(agent.pid);
	const shown = [openSink(deps.sinks.stdout), openSink(deps.sinks.stderr)];
	const { observe } = request;
	const pumps = [agent.stdout, agent.stderr].map((source, i) => {
		const observed = observe === void 0 ? [] : [observingSink((chunk) => observe(chunk, i === 0 ? "stdout" : "stderr"))];
		return startPump(source, [
			...shown.slice(i, i + 1),
			log.sink,
			...observed
		]);
	});
	let exit;
	let endedAt = startedAt;
	const exited = agent.exited.then((how) => {
		exit = how;
		endedAt = deps.clock.now();
	});
	const uid = request.env[require_finish_step.STEP_UID_VARIABLE];
	const ownGroup = require_finish_step.processGroup(agent.pid, () => exit !== void 0);
	const group = uid === void 0 ? ownGroup : require_finish_step.joinGroups(ownGroup, require_finish_step.processesOfStep(uid, require_finish_step.readProcess(process.pid)?.started, mark));
	const ending = await firstOf(exited, request);
	const notes = await endAgent(ending, group, {
		...GRACES,
		...deps.graces
	});
	if (exit === void 0) await Promise.race([exited, (0, node_timers_promises.setTimeout)(require_finish_step.KILL.graceMs, void 0, { ref: false })]);
	if (exit === void 0) endedAt = deps.clock.now();
	notes.push(...await finishOutput(pumps, request.signal));
	notes.push(...await closeSinks(shown, log));
	return {
		ending,
		exitCode: ending === "timed_out" ? TIMEOUT_EXIT_CODE : exit?.code ?? require_start_process.signalExitCode(exit?.signal ?? "SIGKILL"),
		startTime: startedAt.toISOString(),
		endTime: endedAt.toISOString(),
		durationMs: Math.max(0, endedAt.getTime() - startedAt.getTime()),
		notes
	};
}
function firstOf(exited, request) {
	return new Promise((resolve) => {
		const over = new AbortController();
		const settle = (ending) => {
			over.abort();
			clearTimeout(timer);
			request.signal.removeEventListener("abort", cancel);
			resolve(ending);
		};
		const cancel = () => settle("cancelled");
		const timer = request.timeoutMs === null ? void 0 : setTimeout(() => settle("timed_out"), Math.min(request.timeoutMs, LONGEST_TIMER_MS));
		request.signal.addEventListener("abort", cancel);
		if (request.signal.aborted) cancel();
		exited.then(() => settle("exited"));
		request.isOverBudget?.(over.signal).then((isOver) => {
			if (isOver) settle("over_budget");
		});
	});
}
async function endAgent(ending, group, graces) {
	if (ending === "exited") return endLeftovers(group, graces);
	const rungs = ending === "timed_out" || ending === "over_budget" ? [{
		signal: "SIGTERM",
		graceMs: graces.timeoutMs
	}, require_finish_step.KILL] : [
		{
			signal: "SIGINT",
			graceMs: graces.interruptMs
		},
		{
			signal: "SIGTERM",
			graceMs: graces.terminateMs
		},
		require_finish_step.KILL
	];
	return await require_finish_step.endGroup(group, rungs) ? [] : [require_finish_step.describeSurvivors(group)];
}
async function endLeftovers(group, { leftoverMs }) {
	if (await require_finish_step.endGroup(group, [{
		signal: null,
		graceMs: leftoverMs
	}])) return [];
	const left = group.members();
	return [await require_finish_step.endGroup(group, [{
		signal: "SIGTERM",
		graceMs: leftoverMs
	}, require_finish_step.KILL]) ? require_finish_step.describeEnded(left) : require_finish_step.describeSurvivors(group)];
}
async function finishOutput(pumps, signal) {
	const over = new AbortController();
	const outOfTime = cancelled(signal, over.signal).then(() => (0, node_timers_promises.setTimeout)(OUTPUT_AFTER_CANCEL_MS, void 0, { signal: over.signal })).then(() => void 0).catch(() => void 0);
	const finishedAll = await Promise.race([Promise.all(pumps.map((pump) => pump.finish())), outOfTime]);
	over.abort();
	for (const pump of pumps) pump.cut();
	if (finishedAll?.every((whole) => whole)) return [];
	return [finishedAll === void 0 ? "The end of the agent's output may be missing: the run was cancelled while it was still being written." : "A process that the agent hid from us kept its output open. What it prints from now on is not shown."];
}
function cancelled(signal, over) {
	return new Promise((resolve) => {
		if (signal.aborted) resolve();
		signal.addEventListener("abort", () => resolve(), {
			once: true,
			signal: over
		});
	});
}
async function closeSinks(shown, log) {
	const notes = await log.close();
	const notShown = shown.map((sink) => sink.failure()).find((failure) => failure !== void 0);
	for (const sink of shown) sink.release();
	return [...notes, ...notShown === void 0 ? [] : [`The agent's output could not be shown to its end: ${notShown.message}.`]];
}
function describeNotStarted(at) {
	return {
		ending: "cancelled",
		exitCode: require_start_process.signalExitCode("SIGINT"),
		startTime: at.toISOString(),
		endTime: at.toISOString(),
		durationMs: 0,
		notes: ["The run was cancelled before the agent was started."]
	};
}
Object.defineProperty(exports, "createAgentRunner", {
	enumerable: true,
	get: function() {
		return createAgentRunner;
	}
});
Object.defineProperty(exports, "createCheck", {
	enumerable: true,
	get: function() {
		return createCheck;
	}
});
Object.defineProperty(exports, "recordStep", {
	enumerable: true,
	get: function() {
		return recordStep;
	}
});
