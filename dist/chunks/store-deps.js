const require_errors = require("./errors.js");
const require_open = require("./open.js");
let node_child_process = require("node:child_process");
// src/stores/github-services.ts
function defaultStore(env) {
	const reason = whyNoArtifacts(env);
	if (reason === null) return {
		name: "artifact",
		notice: null
	};
	return {
		name: "git",
		notice: `No store was named, and ${reason}: the history is kept in the repository itself (store: git).`
	};
}
function checkArtifacts(env) {
	const reason = whyNoArtifacts(env);
	if (reason !== null) throw notHere("artifact", reason);
}
function checkCaches(env) {
	const reason = whyNoCaches(env);
	if (reason !== null) throw notHere("cache", reason);
}
function notHere(store, reason) {
	return new require_errors.InputError("bad-environment", `Input "store" is "${store}", which works only where GitHub's own service is, and ${reason}. Use "git", which keeps the history in the repository, or "file" with a store-path that lasts.`);
}
function whyNoArtifacts(env) {
	const host = hostOf(env.GITHUB_SERVER_URL ?? "https://github.com");
	const other = otherService(env);
	if (other !== null) return `the artifacts of ${other} are no place for one`;
	if (!/^github\.com$|\.ghe\.com$|\.localhost$/i.test(host)) return `${host} has no such service`;
	return missing(env, ["ACTIONS_RUNTIME_TOKEN", "ACTIONS_RESULTS_URL"]);
}
function whyNoCaches(env) {
	const other = otherService(env);
	if (other !== null) return `${other} does not list its caches, so that no run could find what another saved`;
	if (env.ACTIONS_CACHE_SERVICE_V2) return missing(env, ["ACTIONS_RUNTIME_TOKEN", "ACTIONS_RESULTS_URL"]);
	return env.ACTIONS_CACHE_URL ? null : missing(env, ["ACTIONS_RESULTS_URL"]);
}
function otherService(env) {
	const forge = require_open.forgeOf(env);
	if (forge !== "GitHub") return forge;
	return env.ACT === "true" ? "act" : null;
}
function missing(env, names) {
	const name = names.find((it) => !env[it]);
	return name === void 0 ? null : `${name} is not set here`;
}
function hostOf(url) {
	return URL.canParse(url) ? new URL(url).hostname : url;
}
// src/stores/client/client-process.ts
function startClient({ script, env, maskSecret }, { client, folder, variables }) {
	const waiting = new Map();
	let calls = 0;
	const { boot, told } = divideVariables(env);
	const child = (0, node_child_process.fork)(script, [], {
		cwd: folder,
		env: boot,
		execArgv: [],
		stdio: [
			"ignore",
			"ignore",
			"ignore",
			"ipc"
		]
	});
	child.on("message", (message) => {
		if ("secret" in message) return maskSecret(message.secret);
		const waiter = waiting.get(message.number);
		waiting.delete(message.number);
		if ("error" in message) waiter?.reject(new require_errors.StoreError("unavailable", message.error));
		else waiter?.resolve(message);
	});
	const fail = (reason) => {
		for (const waiter of waiting.values()) waiter.reject(new require_errors.StoreError("unavailable", reason));
		waiting.clear();
	};
	child.on("error", (error) => fail(`The client of GitHub's service could not be started: ${error.message}.`));
	child.on("exit", () => fail("The client of GitHub's service ended before it had answered."));
	const send = (message) => {
		if (child.connected) child.send(message, () => {});
		else fail("The client of GitHub's service has ended.");
	};
	const gone = new Promise((resolve) => {
		child.once("exit", () => resolve());
		child.once("error", () => resolve());
	});
	const stop = () => {
		child.kill("SIGKILL");
		return gone;
	};
	send({ prepare: {
		client,
		variables: {
			...told,
			...variables
		}
	} });
	return {
		stop,
		call: (call, limitMs) => new Promise((resolve, reject) => {
			const number = ++calls;
			const timer = setTimeout(() => {
				fail(`GitHub's service did not answer within ${limitMs / 1e3} seconds.`);
				stop();
			}, limitMs);
			const settle = (then) => (value) => {
				clearTimeout(timer);
				then(value);
			};
			waiting.set(number, {
				resolve: settle(resolve),
				reject: settle(reject)
			});
			send({
				number,
				call
			});
		})
	};
}
const BOOT = [
	...[
		"PATH",
		"HOME",
		"USER",
		"LOGNAME",
		"TMPDIR",
		"TMP",
		"TEMP",
		"TZ",
		"LANG",
		"LC_*",
		"LD_*",
		"RUNNER_TRACKING_ID"
	],
	...[
		"NODE_EXTRA_CA_CERTS",
		"SSL_CERT_FILE",
		"SSL_CERT_DIR",
		"SystemRoot",
		"SystemDrive",
		"windir",
		"ComSpec"
	],
	...[
		"PATHEXT",
		"USERPROFILE",
		"APPDATA",
		"LOCALAPPDATA",
		"ProgramData",
		"ProgramFiles"
	]
];
function divideVariables(env) {
	const given = Object.entries(env).filter((entry) => entry[1] !== void 0 && !isWithheld(entry[0]));
	const isBoot = ([name]) => BOOT.some((pattern) => require_open.coversVariable(pattern, name, true));
	return {
		boot: Object.fromEntries(given.filter(isBoot)),
		told: Object.fromEntries(given.filter((entry) => !isBoot(entry)))
	};
}
function isWithheld(name) {
	return require_open.isRunnersOwn(name) && !name.startsWith("ACTIONS_") || /TOKEN|SECRET|PASSWORD|^NODE_OPTIONS$/i.test(name);
}
// src/stores/store-deps.ts
const TIME_LIMITS = {
	restoreMs: 1e4,
	restoreBesideMs: 6e3,
	publishMs: 6e4,
	runningMs: 2e4,
	discardMs: 5e3
};
Object.defineProperty(exports, "TIME_LIMITS", {
	enumerable: true,
	get: function() {
		return TIME_LIMITS;
	}
});
Object.defineProperty(exports, "checkArtifacts", {
	enumerable: true,
	get: function() {
		return checkArtifacts;
	}
});
Object.defineProperty(exports, "checkCaches", {
	enumerable: true,
	get: function() {
		return checkCaches;
	}
});
Object.defineProperty(exports, "defaultStore", {
	enumerable: true,
	get: function() {
		return defaultStore;
	}
});
Object.defineProperty(exports, "startClient", {
	enumerable: true,
	get: function() {
		return startClient;
	}
});
