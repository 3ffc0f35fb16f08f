let node_path = require("node:path");
let node_timers_promises = require("node:timers/promises");
const require_step_processes = require("./step-processes.js");
let node_crypto = require("node:crypto");
let node_fs = require("node:fs");
let node_stream_promises = require("node:stream/promises");
const require_errors = require("./errors.js");
const require_start_process = require("./start-process.js");
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
	const mark = require_step_processes.markPids();
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
	const uid = request.env[require_step_processes.STEP_UID_VARIABLE];
	const ownGroup = require_step_processes.processGroup(agent.pid, () => exit !== void 0);
	const group = uid === void 0 ? ownGroup : require_step_processes.joinGroups(ownGroup, require_step_processes.processesOfStep(uid, require_step_processes.readProcess(process.pid)?.started, mark));
	const ending = await firstOf(exited, request);
	const notes = await endAgent(ending, group, {
		...GRACES,
		...deps.graces
	});
	if (exit === void 0) await Promise.race([exited, (0, node_timers_promises.setTimeout)(require_step_processes.KILL.graceMs, void 0, { ref: false })]);
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
	}, require_step_processes.KILL] : [
		{
			signal: "SIGINT",
			graceMs: graces.interruptMs
		},
		{
			signal: "SIGTERM",
			graceMs: graces.terminateMs
		},
		require_step_processes.KILL
	];
	return await require_step_processes.endGroup(group, rungs) ? [] : [require_step_processes.describeSurvivors(group)];
}
async function endLeftovers(group, { leftoverMs }) {
	if (await require_step_processes.endGroup(group, [{
		signal: null,
		graceMs: leftoverMs
	}])) return [];
	const left = group.members();
	return [await require_step_processes.endGroup(group, [{
		signal: "SIGTERM",
		graceMs: leftoverMs
	}, require_step_processes.KILL]) ? require_step_processes.describeEnded(left) : require_step_processes.describeSurvivors(group)];
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
