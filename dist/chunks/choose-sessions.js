(function (exports, require, module, __filename, __dirname) {
const __late = (load, loaded) => new Proxy({}, {get: (_, name) => (loaded ??= load())[name]});
const require_rolldown_runtime = require("./rolldown-runtime.js");
let node_fs_promises = __late(() => require("node:fs/promises"));
let node_path = require("node:path");
// src/usage/choose-sessions.ts
var choose_sessions_exports = require_rolldown_runtime.__exportAll({
	chooseOwn: () => chooseOwn,
	chooseSessions: () => chooseSessions,
	doubtOfKilled: () => doubtOfKilled,
	rootOf: () => rootOf,
	withDoubt: () => withDoubt
});
const NONE = {
	sessions: [],
	doubt: null
};
const MORE = "more of its sessions began meanwhile than the command starts";
function chooseSessions(sessions, { isExpected, isMoving, isYoung, starts }, told) {
	const here = sessions.filter((session) => session.isHere);
	const begun = here.filter((session) => session.isNew);
	if (begun.length > 0) return takeLast(begun, starts - told);
	if (!isExpected || told > 0) return NONE;
	if (here.length === 1 && !isYoung) return {
		sessions: here,
		doubt: null
	};
	const away = sessions.filter((session) => session.isNew);
	if (away.length > 0) return takeLast(away, starts);
	return isMoving && !isYoung && sessions.length === 1 ? {
		sessions,
		doubt: null
	} : NONE;
}
async function chooseOwn(sessions, isPrinted, end, told) {
	const described = sessions.filter((session) => !isPrinted(session)).map(async (session) => {
		return {
			session,
			isNew: session.isNew,
			isHere: await isInFolder(session.folder, end.cwd)
		};
	});
	const { sessions: silent, doubt } = chooseSessions(await Promise.all(described), end, told);
	return {
		sessions: [...sessions.filter(isPrinted), ...silent.map(({ session }) => session)],
		doubt
	};
}
function rootOf(id, parentOf) {
	const seen = new Set([id]);
	let root = id;
	for (let parent = parentOf(root); parent != null && !seen.has(parent); parent = parentOf(root)) {
		seen.add(parent);
		root = parent;
	}
	return root;
}
function takeLast(sessions, most) {
	if (sessions.length <= most) return {
		sessions,
		doubt: null
	};
	return {
		sessions: most > 0 ? sessions.slice(-most) : [],
		doubt: MORE
	};
}
function withDoubt(findings, doubt) {
	return doubt !== null && findings.state === "measured" ? {
		...findings,
		state: "partial",
		reason: doubt
	} : findings;
}
function doubtOfKilled({ exitCode, isRunning }) {
	return (exitCode === null || exitCode === 124 || exitCode > 128) && isRunning !== true ? "it was killed, and a call that had begun may not be in its records" : null;
}
const LONGEST_PATH = 4096;
async function isInFolder(recorded, cwd) {
	if (recorded == null || !(0, node_path.isAbsolute)(recorded) || recorded.length > LONGEST_PATH) return false;
	const [folder, bound] = [await resolve(recorded), await resolve(cwd)];
	return folder === bound || folder.startsWith(bound.endsWith(node_path.sep) ? bound : bound + node_path.sep);
}
async function resolve(folder) {
	try {
		return await (0, node_fs_promises.realpath)(folder);
	} catch {
		const parent = (0, node_path.dirname)(folder);
		return parent === folder ? folder : (0, node_path.join)(await resolve(parent), (0, node_path.basename)(folder));
	}
}
Object.defineProperty(exports, "chooseOwn", {
	enumerable: true,
	get: function() {
		return chooseOwn;
	}
});
Object.defineProperty(exports, "choose_sessions_exports", {
	enumerable: true,
	get: function() {
		return choose_sessions_exports;
	}
});
Object.defineProperty(exports, "doubtOfKilled", {
	enumerable: true,
	get: function() {
		return doubtOfKilled;
	}
});
Object.defineProperty(exports, "rootOf", {
	enumerable: true,
	get: function() {
		return rootOf;
	}
});
Object.defineProperty(exports, "withDoubt", {
	enumerable: true,
	get: function() {
		return withDoubt;
	}
});
});
