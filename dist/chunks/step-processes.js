let node_child_process = require("node:child_process");
let node_fs = require("node:fs");
let node_timers_promises = require("node:timers/promises");
const require_errors = require("./errors.js");
// src/agent/linux-processes.ts
const STARTED = 19;
const SURELY_NO_ROUND = 3e4;
function markPids() {
	const last = Number(read(".", "loadavg").split(" ")[4]);
	const begun = Number(/^processes (\d+)$/m.exec(read(".", "stat"))?.[1]);
	return last > 0 && begun > 0 ? {
		last,
		begun
	} : null;
}
function listProcesses(since = null) {
	if (process.platform !== "linux") return void 0;
	let entries;
	try {
		entries = (0, node_fs.readdirSync)("/proc");
	} catch {
		return;
	}
	const oldest = oldestSince(since);
	return entries.filter((entry) => /^[0-9]+$/.test(entry) && Number(entry) > oldest).flatMap((pid) => parseStat(read(pid, "stat")) ?? []);
}
function oldestSince(since) {
	const now = since === null ? null : markPids();
	if (since === null || now === null) return 0;
	return now.begun - since.begun < SURELY_NO_ROUND && now.last >= since.last ? since.last : 0;
}
function readProcess(pid) {
	return parseStat(read(String(pid), "stat"));
}
function parseStat(stat) {
	const end = stat.lastIndexOf(")");
	const fields = stat.slice(end + 2).split(" ");
	const [state, parent, group] = fields;
	if (end < 0 || state === "Z" || state === "X") return null;
	return {
		pid: Number.parseInt(stat, 10),
		name: stat.slice(stat.indexOf("(") + 1, end),
		parent: Number(parent),
		group: Number(group),
		started: Number(fields[STARTED])
	};
}
function wasStartedWith(pid, name, value) {
	return `\0${read(String(pid), "environ")}`.includes(`\0${name}=${value}\0`);
}
function read(pid, file) {
	try {
		return (0, node_fs.readFileSync)(`/proc/${pid}/${file}`, "latin1");
	} catch {
		return "";
	}
}
// src/agent/process-group.ts
const POLL_MS = 20;
const NAMED_MEMBERS = 5;
const KILL = {
	signal: "SIGKILL",
	graceMs: 2e3
};
function processGroup(leader, leaderHasEnded) {
	return process.platform === "win32" ? windowsTree(leader, leaderHasEnded) : posixGroup(leader);
}
function joinGroups(one, other) {
	return {
		isAlive: () => one.isAlive() || other.isAlive(),
		members: () => [...new Map([...one.members(), ...other.members()].map((it) => [it.pid, it])).values()],
		signal: (signal) => {
			one.signal(signal);
			other.signal(signal);
		}
	};
}
function listMembers(members) {
	if (members.length === 0) return "";
	const named = members.slice(0, NAMED_MEMBERS).map(({ pid, name }) => `${JSON.stringify(name)} (${pid})`);
	if (members.length > named.length) named.push(`${members.length - named.length} more`);
	return `: ${named.join(", ")}`;
}
async function endGroup(group, rungs) {
	for (const { signal, graceMs } of rungs) {
		if (!group.isAlive()) return true;
		if (signal !== null) group.signal(signal);
		const deadline = performance.now() + graceMs;
		while (group.isAlive() && performance.now() < deadline) {
			if (signal === "SIGKILL" && process.platform !== "win32") group.signal(signal);
			await (0, node_timers_promises.setTimeout)(POLL_MS);
		}
	}
	return !group.isAlive();
}
function posixGroup(id) {
	const members = () => listProcesses()?.filter(({ group }) => group === id);
	return {
		isAlive: () => {
			if (!takesSignals(id)) return false;
			return members()?.length !== 0;
		},
		members: () => members() ?? [],
		signal: (signal) => {
			try {
				process.kill(-id, signal);
			} catch {}
		}
	};
}
function takesSignals(id) {
	try {
		process.kill(-id, 0);
		return true;
	} catch (error) {
		return process.platform === "linux" && require_errors.errnoCode(error) === "EPERM";
	}
}
function windowsTree(leader, leaderHasEnded) {
	return {
		isAlive: () => !leaderHasEnded(),
		members: () => [],
		signal: (signal) => {
			if (signal === "SIGINT") return;
			(0, node_child_process.spawn)("taskkill", [
				"/PID",
				String(leader),
				"/T",
				"/F"
			], {
				stdio: "ignore",
				windowsHide: true
			}).on("error", () => {});
		}
	};
}
// src/agent/step-processes.ts
const STEP_UID_VARIABLE = "LAFORGE_STEP_UID";
const GRACE_MS = 1e3;
function processesOfStep(uid, since = 0, mark = null) {
	const members = () => findProcesses(uid, since, mark);
	return {
		isAlive: () => members().length > 0,
		members,
		signal: (signal) => {
			for (const { pid } of members()) try {
				process.kill(pid, signal);
			} catch {}
		}
	};
}
async function endProcessesOfStep(uid, graceMs = GRACE_MS) {
	const left = processesOfStep(uid);
	const members = left.members();
	if (members.length === 0) return [];
	return [await endGroup(left, [{
		signal: "SIGTERM",
		graceMs
	}, KILL]) ? describeEnded(members) : describeSurvivors(left)];
}
function describeEnded(members) {
	return `The agent left processes running, and they were ended${listMembers(members)}.`;
}
function describeSurvivors(group) {
	return `Processes of the agent could not be ended${listMembers(group.members())}. They may still change files.`;
}
function findProcesses(uid, since, mark) {
	const processes = (listProcesses(mark) ?? []).filter(({ started }) => started >= since);
	const found = new Set(processes.filter(({ pid }) => wasStartedWith(pid, STEP_UID_VARIABLE, uid)).map(({ pid }) => pid));
	for (let before = -1; before !== found.size;) {
		before = found.size;
		for (const { pid, parent } of processes) if (found.has(parent)) found.add(pid);
	}
	return processes.filter(({ pid }) => found.has(pid) && pid !== process.pid);
}
const LEADER_GRACE_MS = 3e3;
function markAgent(pid) {
	const started = readStarted(pid);
	return started === null ? null : {
		pid,
		started
	};
}
async function endAgentOfStep(mark, uid) {
	const notes = [];
	const wasAlive = mark !== null && readStarted(mark.pid) === mark.started;
	if (wasAlive) {
		const gone = await endGroup(processGroup(mark.pid, () => readStarted(mark.pid) !== mark.started), [{
			signal: "SIGTERM",
			graceMs: LEADER_GRACE_MS
		}, KILL]);
		notes.push(gone ? "The agent still ran after its action had been killed, and was ended." : "The agent still ran after its action had been killed, and could not be ended. It may still change files.");
	}
	return {
		wasAlive,
		notes: [...notes, ...await endProcessesOfStep(uid)]
	};
}
function findAgentOfStep(mark, uid) {
	const found = processesOfStep(uid).members();
	const isAlive = mark !== null && readStarted(mark.pid) === mark.started;
	return found.length === 0 && isAlive ? [{
		pid: mark.pid,
		name: "the agent"
	}] : found;
}
function readStarted(pid) {
	switch (process.platform) {
		case "linux": {
			const found = readProcess(pid);
			return found === null ? null : String(found.started);
		}
		case "darwin": return askPs(pid);
		default: return null;
	}
}
function askPs(pid) {
	try {
		return (0, node_child_process.execFileSync)("/bin/ps", [
			"-o",
			"lstart=",
			"-p",
			String(pid)
		], {
			encoding: "utf8",
			env: { LC_ALL: "C" },
			stdio: "pipe"
		}).trim() || null;
	} catch {
		return null;
	}
}
Object.defineProperty(exports, "KILL", {
	enumerable: true,
	get: function() {
		return KILL;
	}
});
Object.defineProperty(exports, "STEP_UID_VARIABLE", {
	enumerable: true,
	get: function() {
		return STEP_UID_VARIABLE;
	}
});
Object.defineProperty(exports, "describeEnded", {
	enumerable: true,
	get: function() {
		return describeEnded;
	}
});
Object.defineProperty(exports, "describeSurvivors", {
	enumerable: true,
	get: function() {
		return describeSurvivors;
	}
});
Object.defineProperty(exports, "endAgentOfStep", {
	enumerable: true,
	get: function() {
		return endAgentOfStep;
	}
});
Object.defineProperty(exports, "endGroup", {
	enumerable: true,
	get: function() {
		return endGroup;
	}
});
Object.defineProperty(exports, "findAgentOfStep", {
	enumerable: true,
	get: function() {
		return findAgentOfStep;
	}
});
Object.defineProperty(exports, "joinGroups", {
	enumerable: true,
	get: function() {
		return joinGroups;
	}
});
Object.defineProperty(exports, "markAgent", {
	enumerable: true,
	get: function() {
		return markAgent;
	}
});
Object.defineProperty(exports, "markPids", {
	enumerable: true,
	get: function() {
		return markPids;
	}
});
Object.defineProperty(exports, "processGroup", {
	enumerable: true,
	get: function() {
		return processGroup;
	}
});
Object.defineProperty(exports, "processesOfStep", {
	enumerable: true,
	get: function() {
		return processesOfStep;
	}
});
Object.defineProperty(exports, "readProcess", {
	enumerable: true,
	get: function() {
		return readProcess;
	}
});
