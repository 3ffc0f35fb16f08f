(function (exports, require, module, __filename, __dirname) {
const __late = (load, loaded) => new Proxy({}, {get: (_, name) => (loaded ??= load())[name]});
const require_rolldown_runtime = require("./rolldown-runtime.js");
let node_crypto = __late(() => require("node:crypto"));
let node_fs = require("node:fs");
let node_path = require("node:path");
let os = require("os");
let crypto = require("crypto");
let fs = require("fs");
let path = require("path");
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
os = require_rolldown_runtime.__toESM(os, 1);
crypto = require_rolldown_runtime.__toESM(crypto, 1);
fs = require_rolldown_runtime.__toESM(fs, 1);
path = require_rolldown_runtime.__toESM(path, 1);
// node_modules/@actions/core/lib/utils.js
function toCommandValue(input) {
	if (input === null || input === void 0) return "";
	else if (typeof input === "string" || input instanceof String) return input;
	return JSON.stringify(input);
}
function toCommandProperties(annotationProperties) {
	if (!Object.keys(annotationProperties).length) return {};
	return {
		title: annotationProperties.title,
		file: annotationProperties.file,
		line: annotationProperties.startLine,
		endLine: annotationProperties.endLine,
		col: annotationProperties.startColumn,
		endColumn: annotationProperties.endColumn
	};
}
// node_modules/@actions/core/lib/command.js
function issueCommand(command, properties, message) {
	const cmd = new Command(command, properties, message);
	process.stdout.write(cmd.toString() + os.EOL);
}
const CMD_STRING = "::";
var Command = class {
	constructor(command, properties, message) {
		if (!command) command = "missing.command";
		this.command = command;
		this.properties = properties;
		this.message = message;
	}
	toString() {
		let cmdStr = CMD_STRING + this.command;
		if (this.properties && Object.keys(this.properties).length > 0) {
			cmdStr += " ";
			let first = true;
			for (const key in this.properties) if (this.properties.hasOwnProperty(key)) {
				const val = this.properties[key];
				if (val) {
					if (first) first = false;
					else cmdStr += ",";
					cmdStr += `${key}=${escapeProperty(val)}`;
				}
			}
		}
		cmdStr += `${CMD_STRING}${escapeData(this.message)}`;
		return cmdStr;
	}
};
function escapeData(s) {
	return toCommandValue(s).replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A");
}
function escapeProperty(s) {
	return toCommandValue(s).replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A").replace(/:/g, "%3A").replace(/,/g, "%2C");
}
// node_modules/@actions/core/lib/file-command.js
function issueFileCommand(command, message) {
	const filePath = process.env[`GITHUB_${command}`];
	if (!filePath) throw new Error(`Unable to find environment variable for file command ${command}`);
	if (!fs.existsSync(filePath)) throw new Error(`Missing file at path: ${filePath}`);
	fs.appendFileSync(filePath, `${toCommandValue(message)}${os.EOL}`, { encoding: "utf8" });
}
function prepareKeyValueMessage(key, value) {
	const delimiter = `ghadelimiter_${crypto.randomUUID()}`;
	const convertedValue = toCommandValue(value);
	if (key.includes(delimiter)) throw new Error(`Unexpected input: name should not contain the delimiter "${delimiter}"`);
	if (convertedValue.includes(delimiter)) throw new Error(`Unexpected input: value should not contain the delimiter "${delimiter}"`);
	return `${key}<<${delimiter}${os.EOL}${convertedValue}${os.EOL}${delimiter}`;
}
var ExitCode;
(function(ExitCode) {
	ExitCode[ExitCode["Success"] = 0] = "Success";
	ExitCode[ExitCode["Failure"] = 1] = "Failure";
})(ExitCode || (ExitCode = {}));
function setSecret(secret) {
	issueCommand("add-mask", {}, secret);
}
function getInput(name, options) {
	const val = process.env[`INPUT_${name.replace(/ /g, "_").toUpperCase()}`] || "";
	if (options && options.required && !val) throw new Error(`Input required and not supplied: ${name}`);
	if (options && options.trimWhitespace === false) return val;
	return val.trim();
}
function setOutput(name, value) {
	if (process.env["GITHUB_OUTPUT"] || "") return issueFileCommand("OUTPUT", prepareKeyValueMessage(name, value));
	process.stdout.write(os.EOL);
	issueCommand("set-output", { name }, toCommandValue(value));
}
function setFailed(message) {
	process.exitCode = ExitCode.Failure;
	error(message);
}
function isDebug() {
	return process.env["RUNNER_DEBUG"] === "1";
}
function debug(message) {
	issueCommand("debug", {}, message);
}
function error(message, properties = {}) {
	issueCommand("error", toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
function warning(message, properties = {}) {
	issueCommand("warning", toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
function notice(message, properties = {}) {
	issueCommand("notice", toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
function info(message) {
	process.stdout.write(message + os.EOL);
}
function saveState(name, value) {
	if (process.env["GITHUB_STATE"] || "") return issueFileCommand("STATE", prepareKeyValueMessage(name, value));
	issueCommand("save-state", { name }, toCommandValue(value));
}
function getState(name) {
	return process.env[`STATE_${name}`] || "";
}
// src/action/log.ts
const actionLog = {
	info: (message) => info(require_action_post_help_run_steps.toPlainLines(message)),
	notice: (message) => notice(message),
	warn: (message) => warning(message)
};
async function runAction(story) {
	try {
		await story();
	} catch (error) {
		setFailed(require_action_post_help_run_steps.tellError(error));
	}
}
function setOutputs(outputs) {
	for (const [name, value] of Object.entries(outputs)) setOutput(name, String(value ?? ""));
}
function addToSummary(markdown, { GITHUB_STEP_SUMMARY: path = "" } = process.env) {
	if (path === "") throw new require_action_post_help_run_steps.InputError("bad-environment", "GITHUB_STEP_SUMMARY names no file. Use a runner that sets it.");
	const file = (0, node_fs.openSync)(path, node_fs.constants.O_WRONLY | node_fs.constants.O_APPEND | (node_fs.constants.O_NONBLOCK ?? 0));
	try {
		(0, node_fs.writeFileSync)(file, `${markdown}\n`);
	} finally {
		(0, node_fs.closeSync)(file);
	}
}
// src/action/run-note.ts
var run_note_exports = require_rolldown_runtime.__exportAll({ afterMain: () => afterMain });
const FOLDER = "run-folder";
const UID = "step-uid";
const KEY = "key-id";
const FINISHED = "finished";
let ownKey = null;
function jobKey(env) {
	ownKey ??= (0, node_crypto.randomBytes)(32).toString("hex");
	return env.ACTIONS_RUNTIME_TOKEN || ownKey;
}
function saveFinished(key, uid) {
	saveState(FINISHED, finishedSeal(key, uid));
}
function readRunState(key) {
	const [folder, uid, finished] = [
		getState(FOLDER),
		getState(UID),
		getState(FINISHED)
	];
	if (folder === "" || !require_action_post_help_run_steps.isUid(uid)) return null;
	const hasKey = isSame(getState(KEY), keyId(key));
	return {
		folder,
		uid,
		hasKey,
		isFinished: hasKey ? isSame(finished, finishedSeal(key, uid)) : finished !== ""
	};
}
function afterMain(load) {
	return runAction(async () => {
		const key = jobKey(process.env);
		const state = readRunState(key);
		if (state !== null && !state.isFinished) await (await load())(state, key);
	});
}
function keyId(key) {
	return hmac(key, "key");
}
function finishedSeal(key, uid) {
	return hmac(key, `finished ${uid}`);
}
function noteRun({ folder, key, signal }, run, warn) {
	saveState(FOLDER, folder);
	saveState(UID, run.uid);
	saveState(KEY, keyId(key));
	const rest = {
		cancelled: signal.aborted,
		told: false,
		finished: false,
		agentProcess: null,
		progress: null
	};
	const note = beginRunNote(folder, key, {
		...run,
		...rest
	}, warn);
	signal.addEventListener("abort", () => note.update({ cancelled: true }));
	return note;
}
function beginRunNote(folder, key, note, warn) {
	let current = note;
	let hasWarned = false;
	const room = keepRoom(folder);
	const write = () => {
		try {
			room.whereNeeded(() => writeNote(folder, key, current));
		} catch (error) {
			if (!hasWarned) warn(`If this job is killed, its step cannot be finished: ${require_action_post_help_run_steps.describeError(error)}`);
			hasWarned = true;
		}
	};
	write();
	return { update: (part) => {
		current = {
			...current,
			...part
		};
		write();
	} };
}
const ROOM_BYTES = 262144;
function keepRoom(folder) {
	const file = (0, node_path.join)(folder, "run.json.room");
	try {
		require_action_post_help_run_steps.replaceFile(file, Buffer.alloc(ROOM_BYTES, 1));
	} catch {}
	return { whereNeeded: (write) => {
		try {
			write();
		} catch (error) {
			if (!(0, node_fs.existsSync)(file)) throw error;
			(0, node_fs.rmSync)(file, { force: true });
			write();
		}
	} };
}
function readRunNote(folder, key) {
	const content = readSealed(noteFile(folder), key);
	if (content === null) return { kind: "changed" };
	const note = JSON.parse(content.toString());
	if (note.finished) return { kind: "finished" };
	const { template, progress } = note;
	const start = progress && {
		...progress.start,
		heads: progress.start.heads && new Map(progress.start.heads)
	};
	return {
		kind: "unfinished",
		note: {
			...note,
			template: template && {
				...template,
				options: new Map(template.options)
			},
			progress: progress && start && {
				...progress,
				start
			}
		}
	};
}
function writeNote(folder, key, { template, progress, ...note }) {
	const start = progress && {
		...progress.start,
		tags: void 0,
		localRefs: void 0,
		heads: progress.start.heads && [...progress.start.heads]
	};
	const text = JSON.stringify({
		...note,
		template: template && {
			...template,
			options: [...template.options]
		},
		progress: progress && {
			...progress,
			start
		}
	});
	writeSealed(noteFile(folder), key, Buffer.from(text));
}
function noteFile(folder) {
	return (0, node_path.join)(folder, "run.json");
}
const SEAL_LENGTH = 64;
function writeSealed(path, key, content) {
	require_action_post_help_run_steps.replaceFile(path, Buffer.concat([Buffer.from(sealOf(path, key, content)), content]), 384);
}
function readSealed(path, key) {
	const bytes = require_action_post_help_run_steps.readRegularFile(path);
	if (bytes === null) return null;
	const content = bytes.subarray(SEAL_LENGTH);
	return isSame(bytes.toString("latin1", 0, SEAL_LENGTH), sealOf(path, key, content)) ? content : null;
}
function sealOf(path, key, content) {
	return hmac(key, `${(0, node_path.basename)(path)}\n`, content);
}
function hmac(key, ...parts) {
	const mac = (0, node_crypto.createHmac)("sha256", key);
	for (const part of parts) mac.update(part);
	return mac.digest("hex");
}
function isSame(a, b) {
	const [one, other] = [Buffer.from(a), Buffer.from(b)];
	return one.length === other.length && (0, node_crypto.timingSafeEqual)(one, other);
}
Object.defineProperty(exports, "actionLog", {
	enumerable: true,
	get: function() {
		return actionLog;
	}
});
Object.defineProperty(exports, "addToSummary", {
	enumerable: true,
	get: function() {
		return addToSummary;
	}
});
Object.defineProperty(exports, "beginRunNote", {
	enumerable: true,
	get: function() {
		return beginRunNote;
	}
});
Object.defineProperty(exports, "debug", {
	enumerable: true,
	get: function() {
		return debug;
	}
});
Object.defineProperty(exports, "error", {
	enumerable: true,
	get: function() {
		return error;
	}
});
Object.defineProperty(exports, "getInput", {
	enumerable: true,
	get: function() {
		return getInput;
	}
});
Object.defineProperty(exports, "info", {
	enumerable: true,
	get: function() {
		return info;
	}
});
Object.defineProperty(exports, "isDebug", {
	enumerable: true,
	get: function() {
		return isDebug;
	}
});
Object.defineProperty(exports, "jobKey", {
	enumerable: true,
	get: function() {
		return jobKey;
	}
});
Object.defineProperty(exports, "noteRun", {
	enumerable: true,
	get: function() {
		return noteRun;
	}
});
Object.defineProperty(exports, "readRunNote", {
	enumerable: true,
	get: function() {
		return readRunNote;
	}
});
Object.defineProperty(exports, "readSealed", {
	enumerable: true,
	get: function() {
		return readSealed;
	}
});
Object.defineProperty(exports, "runAction", {
	enumerable: true,
	get: function() {
		return runAction;
	}
});
Object.defineProperty(exports, "run_note_exports", {
	enumerable: true,
	get: function() {
		return run_note_exports;
	}
});
Object.defineProperty(exports, "saveFinished", {
	enumerable: true,
	get: function() {
		return saveFinished;
	}
});
Object.defineProperty(exports, "setFailed", {
	enumerable: true,
	get: function() {
		return setFailed;
	}
});
Object.defineProperty(exports, "setOutputs", {
	enumerable: true,
	get: function() {
		return setOutputs;
	}
});
Object.defineProperty(exports, "setSecret", {
	enumerable: true,
	get: function() {
		return setSecret;
	}
});
Object.defineProperty(exports, "warning", {
	enumerable: true,
	get: function() {
		return warning;
	}
});
Object.defineProperty(exports, "writeSealed", {
	enumerable: true,
	get: function() {
		return writeSealed;
	}
});
});
