(function (exports, require, module, __filename, __dirname) {
const __late = (load, loaded) => new Proxy({}, {get: (_, name) => (loaded ??= load())[name]});
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_run_steps = require("./action-run-steps.js");
let node_child_process = __late(() => require("node:child_process"));
// src/stores/client/client-process.ts
function startClient({ script, env, maskSecret }, { client, folder, variables, signal }) {
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
		if ("error" in message) waiter?.reject(new require_action_post_help_run_steps.StoreError("unavailable", message.error));
		else waiter?.resolve(message);
	});
	const fail = (reason) => {
		for (const waiter of waiting.values()) waiter.reject(new require_action_post_help_run_steps.StoreError("unavailable", reason));
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
	if (signal?.aborted) stop();
	signal?.addEventListener("abort", () => void stop());
	send({ prepare: {
		client,
		variables: {
			...told,
			...variables
		}
	} });
	return {
		isRunning: () => child.connected && !child.killed,
		stop,
		call: async (call, limitMs) => {
			const number = ++calls;
			const waiter = Promise.withResolvers();
			waiting.set(number, waiter);
			const timer = setTimeout(() => {
				fail(`GitHub's service did not answer within ${limitMs / 1e3} seconds.`);
				stop();
			}, limitMs);
			send({
				number,
				call
			});
			try {
				return await waiter.promise;
			} finally {
				clearTimeout(timer);
			}
		}
	};
}
function pickVariables(env, names) {
	return Object.fromEntries(names.flatMap((name) => env[name] ? [[name, env[name]]] : []));
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
	const isBoot = ([name]) => BOOT.some((pattern) => require_action_run_steps.coversVariable(pattern, name, true));
	return {
		boot: Object.fromEntries(given.filter(isBoot)),
		told: Object.fromEntries(given.filter((entry) => !isBoot(entry)))
	};
}
function isWithheld(name) {
	return require_action_run_steps.isRunnersOwn(name) && !name.startsWith("ACTIONS_") || /TOKEN|SECRET|PASSWORD|^NODE_OPTIONS$/i.test(name);
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
Object.defineProperty(exports, "pickVariables", {
	enumerable: true,
	get: function() {
		return pickVariables;
	}
});
Object.defineProperty(exports, "startClient", {
	enumerable: true,
	get: function() {
		return startClient;
	}
});
});
