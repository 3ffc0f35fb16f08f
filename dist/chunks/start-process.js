let node_child_process = require("node:child_process");
let node_fs = require("node:fs");
let node_os = require("node:os");
const require_errors = require("./errors.js");
const require_identity = require("./identity.js");
let node_net = require("node:net");
let node_path = require("node:path");
let node_util = require("node:util");
// src/agent/output-pipes.ts
const NAMES = ["stdout", "stderr"];
function makeNamedPipes(parent) {
	if (process.platform === "win32") return null;
	try {
		const folder = (0, node_fs.mkdtempSync)((0, node_path.join)(parent, "pipes-"));
		const paths = NAMES.map((name) => (0, node_path.join)(folder, name));
		const made = (0, node_util.promisify)(node_child_process.execFile)("mkfifo", [
			"-m",
			"600",
			...paths
		], { env: { PATH: process.env.PATH } });
		made.catch(() => {});
		return {
			folder,
			made
		};
	} catch {
		return null;
	}
}
async function openOutputPipes(named) {
	if (named === null) return null;
	const open = [];
	const closeAll = () => {
		for (const fd of open.splice(0)) (0, node_fs.closeSync)(fd);
	};
	try {
		await named.made;
		const openEnd = (name, flags) => {
			const fd = (0, node_fs.openSync)((0, node_path.join)(named.folder, name), flags);
			open.push(fd);
			return fd;
		};
		const [out, err] = NAMES.map((name) => openEnd(name, node_fs.constants.O_RDONLY | node_fs.constants.O_NONBLOCK));
		const [outWriter, errWriter] = NAMES.map((name) => openEnd(name, node_fs.constants.O_WRONLY));
		if (out === void 0 || err === void 0 || outWriter === void 0 || errWriter === void 0) return null;
		const [stdout, stderr] = [readerOf(out), readerOf(err)];
		open.splice(0, 2);
		return {
			stdout,
			stderr,
			fds: [outWriter, errWriter],
			release: closeAll,
			abandon: () => {
				closeAll();
				stdout.destroy();
				stderr.destroy();
			}
		};
	} catch {
		closeAll();
		return null;
	} finally {
		(0, node_fs.rmSync)(named.folder, {
			recursive: true,
			force: true
		});
	}
}
function readerOf(fd) {
	return new node_net.Socket({
		fd,
		readable: true,
		writable: false
	});
}
// src/agent/start-process.ts
async function startProcess(request, named) {
	const [program, ...args] = request.argv;
	if (program === void 0 || program === "") throw new require_errors.InputError("bad-input", "No command is given. Name the program that is the agent.");
	const pipes = await openOutputPipes(named);
	const [out, err] = pipes?.fds ?? ["pipe", "pipe"];
	try {
		const child = (0, node_child_process.spawn)(program, args, {
			cwd: request.cwd,
			env: { ...request.env },
			detached: process.platform !== "win32",
			windowsHide: true,
			stdio: [
				request.stdin === "inherit" ? "inherit" : "ignore",
				out,
				err
			]
		});
		const exited = new Promise((resolve) => child.once("exit", (code, signal) => resolve({
			code,
			signal
		})));
		await new Promise((resolve, reject) => child.once("spawn", resolve).once("error", reject));
		pipes?.release();
		const { stdout, stderr } = pipes ?? child;
		if (child.pid === void 0 || stdout === null || stderr === null) throw new Error("it was given no process id");
		return {
			pid: child.pid,
			stdout,
			stderr,
			exited
		};
	} catch (error) {
		pipes?.abandon();
		throw explainStart(program, request.cwd, error);
	}
}
function signalExitCode(signal) {
	return 128 + node_os.constants.signals[signal];
}
function explainStart(program, cwd, error) {
	const code = require_errors.errnoCode(error);
	const name = require_identity.quote(program);
	if (!isFolder(cwd)) return new require_errors.InputError("bad-input", `Cannot run ${name} in ${require_identity.quote(cwd)}: there is no such folder.`, { cause: error });
	if (code === "ENOENT") return new require_errors.InputError("bad-input", `Cannot run ${name}: there is no such program. Check its name, and that it is installed and on PATH.`, { cause: error });
	if (code === "EACCES") return new require_errors.InputError("bad-input", `Cannot run ${name}: it may not be executed. Make it executable with chmod +x, or name the program that reads it.`, { cause: error });
	if (code === "E2BIG") return new require_errors.InputError("bad-input", `Cannot run ${name}: its arguments are too long. Pass large texts in a file.`, { cause: error });
	return new require_errors.InputError("bad-environment", `Cannot run ${name}: ${require_errors.describeError(error)}.`, { cause: error });
}
function isFolder(path) {
	return (0, node_fs.statSync)(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
Object.defineProperty(exports, "makeNamedPipes", {
	enumerable: true,
	get: function() {
		return makeNamedPipes;
	}
});
Object.defineProperty(exports, "signalExitCode", {
	enumerable: true,
	get: function() {
		return signalExitCode;
	}
});
Object.defineProperty(exports, "startProcess", {
	enumerable: true,
	get: function() {
		return startProcess;
	}
});
