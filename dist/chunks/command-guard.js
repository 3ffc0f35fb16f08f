(function (exports, require, module, __filename, __dirname) {
const __late = (load, loaded) => new Proxy({}, {get: (_, name) => (loaded ??= load())[name]});
let node_crypto = __late(() => require("node:crypto"));
let node_fs = require("node:fs");
let node_path = require("node:path");
let node_stream = require("node:stream");
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_run = require("./action-run.js");
// src/agent/command-guard.ts
const NEWLINE = 10;
function guardOutput(stdout) {
	let token;
	let atLineStart = true;
	let waiting = [];
	const ignore = () => {};
	return {
		sink: new node_stream.Writable({
			decodeStrings: true,
			write(chunk, _encoding, done) {
				atLineStart = chunk.at(-1) === NEWLINE;
				stdout.write(chunk, (error) => done(error));
			}
		}),
		open: async () => {
			if (token !== void 0) return;
			token = (0, node_crypto.randomBytes)(16).toString("hex");
			stdout.on("error", ignore);
			await send(stdout, `::stop-commands::${token}\n`);
			atLineStart = true;
		},
		close: async () => {
			if (token === void 0) return;
			const end = `${atLineStart ? "" : "\n"}::${token}::\n`;
			token = void 0;
			await send(stdout, end);
			if (stdout.errored === null) stdout.off("error", ignore);
			const now = waiting;
			waiting = [];
			for (const print of now) print();
		},
		command: (print) => {
			if (token === void 0) print();
			else waiting.push(print);
		}
	};
}
function send(stdout, text) {
	return new Promise((resolve) => {
		stdout.write(text, () => resolve());
	});
}
const MAX_BYTES = 16777216;
const VARIABLES = [
	"ENV",
	"PATH",
	"OUTPUT",
	"STATE",
	"STEP_SUMMARY",
	"EVENT_PATH"
].map((name) => `GITHUB_${name}`);
function runnersFiles(env) {
	return VARIABLES.flatMap((variable) => {
		const path = env[variable];
		return path === void 0 || path === "" ? [] : [{
			variable,
			path
		}];
	});
}
function guardFiles(files) {
	const kept = files.flatMap((file) => {
		const content = readSmall(file.path);
		return content === null ? [] : [{
			...file,
			content
		}];
	});
	return () => kept.flatMap(({ variable, path, content }) => putBack(variable, path, content));
}
function putBack(variable, path, content) {
	if (readSmall(path)?.equals(content) === true) return [];
	const what = `The agent changed the file of ${variable}, which the runner reads`;
	try {
		(0, node_fs.mkdirSync)((0, node_path.dirname)(path), { recursive: true });
		if ((0, node_fs.lstatSync)(path, { throwIfNoEntry: false })?.isFile() !== true) (0, node_fs.rmSync)(path, {
			recursive: true,
			force: true
		});
		(0, node_fs.writeFileSync)(path, content);
		return [`${what}, and it was put back.`];
	} catch (error) {
		return [`${what}, and it could not be put back: ${require_action_post_help_run_steps.describeError(error)}`];
	}
}
function readSmall(path) {
	return require_action_post_help_run_steps.withPlainFile(path, (file, size) => size > MAX_BYTES ? null : (0, node_fs.readFileSync)(file));
}
function createGuardedRunner(guard, { folder, env, clock }) {
	const runner = require_action_run.createAgentRunner({
		sinks: {
			stdout: guard.sink,
			stderr: guard.sink
		},
		clock,
		folder
	});
	return { run: async (agent) => {
		const putBack = guardFiles(runnersFiles(env));
		await guard.open();
		try {
			const result = await runner.run(agent);
			return {
				...result,
				notes: [...result.notes, ...putBack()]
			};
		} finally {
			await guard.close();
		}
	} };
}
Object.defineProperty(exports, "createGuardedRunner", {
	enumerable: true,
	get: function() {
		return createGuardedRunner;
	}
});
Object.defineProperty(exports, "guardOutput", {
	enumerable: true,
	get: function() {
		return guardOutput;
	}
});
});
