let node_fs = require("node:fs");
let node_path = require("node:path");
const require_errors = require("./errors.js");
const require_identity = require("./identity.js");
const require_open = require("./open.js");
const require_replace_file = require("./replace-file.js");
const require_process_info = require("./process-info.js");
// src/system/steps-under-way.ts
const BEAT_MS = 3e3;
const FRESH_MS = 15e3;
const MOST_BYTES = 4096;
const MOST_ENTRIES = 100;
function enterWorkTree({ gitDir, uid, share, within, findAgent, advice }) {
	const folder = (0, node_path.join)(gitDir, "laforge", "steps");
	const file = (0, node_path.join)(folder, uid);
	const own = {
		uid,
		at: Date.now(),
		process: require_process_info.describeProcess({}),
		pid: process.pid,
		agent: null
	};
	try {
		makeFolder(gitDir, folder);
		(0, node_fs.writeFileSync)(file, JSON.stringify(own), {
			flag: "wx",
			mode: 420
		});
	} catch {
		return {
			isShared: () => false,
			noteAgent: () => {},
			leave: () => {}
		};
	}
	const leave = () => (0, node_fs.rmSync)(file, { force: true });
	const others = readEntries(folder, new Set([uid, within]), findAgent);
	const before = others.find((entry) => entry.at < own.at || entry.at === own.at && entry.uid < uid);
	if (before !== void 0 && !share) {
		leave();
		throw new require_errors.RefusedError("wrong-place", `The agent was not started: ${whoIsThere(before)}, ${advice}.`);
	}
	for (const { uid: other } of others) writeQuietly((0, node_path.join)(folder, `${other}.shared`));
	const beat = setInterval(() => touch(file), BEAT_MS).unref();
	process.once("exit", leave);
	return {
		isShared: () => others.length > 0 || (0, node_fs.statSync)(`${file}.shared`, { throwIfNoEntry: false }) !== void 0,
		noteAgent: (agent) => rewrite(file, {
			...own,
			agent
		}),
		leave: () => {
			clearInterval(beat);
			process.off("exit", leave);
			leave();
			(0, node_fs.rmSync)(`${file}.shared`, {
				force: true,
				recursive: true
			});
		}
	};
}
function makeFolder(gitDir, folder) {
	const made = (0, node_fs.mkdirSync)(folder, { recursive: true });
	if (made === void 0) return;
	const { mode } = (0, node_fs.statSync)(gitDir);
	(0, node_fs.chmodSync)(made, mode & 4095);
	(0, node_fs.chmodSync)(folder, mode & 4095);
}
function whoIsThere({ pid, agent }) {
	if (agent.length === 0) return `a step is under way in this work tree (process ${pid}), and neither could tell whose the work is. Wait for its end`;
	const named = agent.slice(0, 3).map(({ pid: one, name }) => `${require_identity.quote(name)} (${one})`);
	const kill = require_open.quoteForShell(["kill", ...agent.map(({ pid: one }) => String(one))]);
	return `the agent of a step whose laforge was killed is still at work in this work tree, ${named.join(", ")}, and what it does would be taken for this one's. Wait for its end, end it with ${kill}`;
}
function readEntries(folder, own, findAgent) {
	return (0, node_fs.readdirSync)(folder).filter((name) => require_identity.isUid(name) && !own.has(name)).slice(0, MOST_ENTRIES).flatMap((name) => {
		const file = (0, node_path.join)(folder, name);
		const found = readEntry(file, name);
		if (found !== null && (require_process_info.isUnderWay(found.process) ?? isFresh(file))) return [{
			...found,
			agent: []
		}];
		const agent = found === null ? [] : findAgent(found.agent, name);
		if (found !== null && agent.length > 0) return [{
			...found,
			agent
		}];
		for (const rest of [file, `${file}.shared`]) (0, node_fs.rmSync)(rest, {
			force: true,
			recursive: true
		});
		return [];
	});
}
function readEntry(path, uid) {
	try {
		const file = (0, node_fs.openSync)(path, node_fs.constants.O_RDONLY | node_fs.constants.O_NOFOLLOW | node_fs.constants.O_NONBLOCK);
		try {
			const stat = (0, node_fs.fstatSync)(file);
			if (!stat.isFile() || stat.size > MOST_BYTES) return null;
			const value = JSON.parse((0, node_fs.readFileSync)(file, "utf8"));
			return isEntry(value) && value.uid === uid ? {
				...value,
				agent: agentOf(value)
			} : null;
		} finally {
			(0, node_fs.closeSync)(file);
		}
	} catch {
		return null;
	}
}
function isEntry(value) {
	if (typeof value !== "object" || value === null || !("uid" in value && "at" in value && "pid" in value)) return false;
	if (typeof value.at !== "number" || typeof value.pid !== "number" || typeof value.uid !== "string") return false;
	return "process" in value && (value.process === null || isProcessInfo(value.process));
}
function agentOf(entry) {
	const agent = Reflect.get(entry, "agent");
	if (typeof agent !== "object" || agent === null || !("pid" in agent && "started" in agent)) return null;
	const { pid, started } = agent;
	return Number.isSafeInteger(pid) && typeof pid === "number" && typeof started === "string" ? {
		pid,
		started
	} : null;
}
function isProcessInfo(value) {
	if (typeof value !== "object" || value === null) return false;
	const has = (name, type) => typeof Reflect.get(value, name) === type;
	return has("pid", "number") && has("started", "number") && has("namespaces", "string") && has("boot", "string");
}
function isFresh(file) {
	const stat = (0, node_fs.statSync)(file, { throwIfNoEntry: false });
	return stat !== void 0 && Math.abs(Date.now() - stat.mtimeMs) < FRESH_MS;
}
function rewrite(file, entry) {
	try {
		require_replace_file.replaceFile(file, JSON.stringify(entry), 420);
	} catch {}
}
function touch(file) {
	try {
		(0, node_fs.utimesSync)(file, new Date(), new Date());
	} catch {}
}
function writeQuietly(file) {
	try {
		(0, node_fs.writeFileSync)(file, "", { flag: "wx" });
	} catch {}
}
Object.defineProperty(exports, "enterWorkTree", {
	enumerable: true,
	get: function() {
		return enterWorkTree;
	}
});
