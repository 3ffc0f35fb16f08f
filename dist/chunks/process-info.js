const require_rolldown_runtime = require("./rolldown-runtime.js");
let node_crypto = require("node:crypto");
let node_fs = require("node:fs");
let node_os = require("node:os");
const require_errors = require("./errors.js");
// src/system/process-info.ts
var process_info_exports = require_rolldown_runtime.__exportAll({
	describeProcess: () => describeProcess,
	identifyRun: () => identifyRun,
	isUnderWay: () => isUnderWay,
	processProof: () => processProof
});
const OUTSIDE_CONTAINERS = "pid:[4026531836]";
function describeProcess(env) {
	if (env.RUNNER_ENVIRONMENT === "github-hosted") return null;
	const boot = readLine("/proc/sys/kernel/random/boot_id");
	const namespaces = readNamespaces();
	const stat = readStat(process.pid);
	if (boot === null || namespaces === null || stat === null) return null;
	const machine = readLine("/etc/machine-id");
	return {
		pid: process.pid,
		started: stat.started,
		namespaces,
		boot: digest(boot),
		machine: machine === null ? null : digest(`${machine} ${(0, node_os.hostname)()}`)
	};
}
function identifyRun(run, env) {
	const runner = env.RUNNER_NAME?.trim() || null;
	const info = describeProcess(env);
	return {
		...run,
		...runner === null ? {} : { runner },
		...info === null ? {} : { process: info }
	};
}
const processProof = { proveOver: async ({ process: info }) => info == null ? null : proveGone(info) };
function proveGone(info) {
	const here = describeProcess({});
	if (here === null) return null;
	if (here.boot !== info.boot) return info.machine !== null && info.machine === here.machine && isOutside(info) && isOutside(here) ? "the machine it ran on has started again since." : null;
	if (info.namespaces !== here.namespaces || !isGone(info)) return null;
	return `its process (${info.pid}) is gone from the machine it ran on.`;
}
function isUnderWay(info) {
	const here = describeProcess({});
	if (info === null || here === null || info.boot !== here.boot || info.namespaces !== here.namespaces) return null;
	return !isGone(info);
}
function isOutside({ namespaces }) {
	return namespaces.startsWith(`${OUTSIDE_CONTAINERS} `);
}
function isGone({ pid, started }) {
	try {
		process.kill(pid, 0);
	} catch (error) {
		if (require_errors.errnoCode(error) === "ESRCH") return true;
	}
	const stat = readStat(pid);
	return stat !== null && (stat.started !== started || stat.isDead);
}
function readStat(pid) {
	try {
		const stat = (0, node_fs.readFileSync)(`/proc/${pid}/stat`, "latin1");
		const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
		const started = Number(fields[19]);
		return Number.isSafeInteger(started) && started > 0 ? {
			started,
			isDead: fields[0] === "Z" || fields[0] === "X"
		} : null;
	} catch {
		return null;
	}
}
function readNamespaces() {
	try {
		if ((0, node_fs.readlinkSync)("/proc/self") !== String(process.pid)) return null;
		return `${(0, node_fs.readlinkSync)("/proc/self/ns/pid")} ${readOptionalLink("/proc/self/ns/time")}`;
	} catch {
		return null;
	}
}
function readOptionalLink(path) {
	try {
		return (0, node_fs.readlinkSync)(path);
	} catch {
		return "time:[]";
	}
}
function readLine(path) {
	try {
		return (0, node_fs.readFileSync)(path, "utf8").trim() || null;
	} catch {
		return null;
	}
}
function digest(text) {
	return (0, node_crypto.createHmac)("sha256", "laforge").update(text).digest("hex").slice(0, 32);
}
Object.defineProperty(exports, "describeProcess", {
	enumerable: true,
	get: function() {
		return describeProcess;
	}
});
Object.defineProperty(exports, "identifyRun", {
	enumerable: true,
	get: function() {
		return identifyRun;
	}
});
Object.defineProperty(exports, "isUnderWay", {
	enumerable: true,
	get: function() {
		return isUnderWay;
	}
});
Object.defineProperty(exports, "processProof", {
	enumerable: true,
	get: function() {
		return processProof;
	}
});
Object.defineProperty(exports, "process_info_exports", {
	enumerable: true,
	get: function() {
		return process_info_exports;
	}
});
