let node_child_process = require("node:child_process");
let node_fs_promises = require("node:fs/promises");
let node_os = require("node:os");
let node_path = require("node:path");
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
// src/provenance/ssh-signature.ts
const NAMESPACE = "laforge-step";
const MOST_MS = 1e4;
const MOST_ANSWER = 65536;
async function signText(keyFile, text) {
	const { code, stdout } = await run([
		"-Y",
		"sign",
		"-n",
		NAMESPACE,
		"-f",
		keyFile
	], text);
	if (code === 0 && stdout.startsWith("-----BEGIN SSH SIGNATURE-----")) return stdout;
	throw new require_action_post_help_run_steps.GitError("git-failed", "ssh-keygen could not sign with the key. It must be a private key of OpenSSH without a passphrase, or one that ssh-agent holds.");
}
async function verifyText(text, signature, { allowedSigners, namespace }) {
	const folder = await (0, node_fs_promises.mkdtemp)((0, node_path.join)((0, node_os.tmpdir)(), "laforge-signature-"));
	try {
		const file = (0, node_path.join)(folder, "signature");
		await (0, node_fs_promises.writeFile)(file, signature, { mode: 384 });
		const found = await run([
			"-Y",
			"find-principals",
			"-s",
			file,
			"-f",
			allowedSigners
		], "");
		const principals = found.code === 0 ? found.stdout.split("\n").filter((it) => it !== "") : [];
		for (const principal of principals) if ((await run([
			"-Y",
			"verify",
			"-f",
			allowedSigners,
			"-I",
			principal,
			"-n",
			namespace,
			"-s",
			file
		], text)).code === 0) return { principal };
		return { wrong: principals.length === 0 ? "its key is not among the allowed signers, or not any more" : `its signature does not fit, or its key may not sign for ${namespace}` };
	} finally {
		await (0, node_fs_promises.rm)(folder, {
			recursive: true,
			force: true
		});
	}
}
function run(args, input) {
	return new Promise((resolve, reject) => {
		const child = (0, node_child_process.spawn)("ssh-keygen", args, {
			stdio: [
				"pipe",
				"pipe",
				"ignore"
			],
			timeout: MOST_MS,
			env: {
				...process.env,
				SSH_ASKPASS_REQUIRE: "never"
			}
		});
		let stdout = "";
		child.stdout.on("data", (chunk) => {
			if (stdout.length < MOST_ANSWER) stdout += chunk.toString("utf8");
		});
		child.on("error", (cause) => {
			reject(new require_action_post_help_run_steps.GitError("git-failed", "ssh-keygen could not be started. Install OpenSSH 8.2 or newer.", { cause }));
		});
		child.on("close", (code) => resolve({
			code,
			stdout
		}));
		child.stdin.on("error", () => {});
		child.stdin.end(input);
	});
}
exports.NAMESPACE = NAMESPACE;
exports.signText = signText;
exports.verifyText = verifyText;
