(function (exports, require, module, __filename, __dirname) {
const __late = (load, loaded) => new Proxy({}, {get: (_, name) => (loaded ??= load())[name]});
let node_child_process = __late(() => require("node:child_process"));
let node_crypto = __late(() => require("node:crypto"));
let node_fs_promises = __late(() => require("node:fs/promises"));
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
function createVerifyText(allowed) {
	const principals = new Map();
	return async (text, signature) => {
		const parsed = parseSignature(signature);
		const known = parsed === null ? void 0 : principals.get(parsed.key.toString("base64"));
		if (parsed !== null && known !== void 0 && fits(parsed, text, allowed.namespace)) return { principal: known };
		const by = await askKeygen(text, signature, allowed);
		if (parsed !== null && "principal" in by) principals.set(parsed.key.toString("base64"), by.principal);
		return by;
	};
}
async function askKeygen(text, signature, { allowedSigners, namespace }) {
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
const MAGIC = "SSHSIG";
const ARMOR = /^-----BEGIN SSH SIGNATURE-----\n([A-Za-z0-9+/=\n]+)\n-----END SSH SIGNATURE-----\n*$/;
const HASHES = ["sha256", "sha512"];
const ED25519_DER = Buffer.from("302a300506032b6570032100", "hex");
function parseSignature(armored) {
	const bytes = Buffer.from(ARMOR.exec(armored)?.[1] ?? "", "base64");
	if (bytes.subarray(0, 6).toString("latin1") !== MAGIC || bytes.length < 10 || bytes.readUInt32BE(6) !== 1) return null;
	const [key, namespace, reserved, hashName, signature, ...rest] = readStrings(bytes.subarray(10)) ?? [];
	if (!key || !namespace || !reserved || !hashName || !signature || rest.length > 0) return null;
	return {
		key,
		namespace,
		reserved,
		hashName,
		signature
	};
}
function fits(parsed, text, namespace) {
	const [type, raw, ...more] = readStrings(parsed.key) ?? [];
	const [kind, signature, ...others] = readStrings(parsed.signature) ?? [];
	const hashName = HASHES.find((name) => name === parsed.hashName.toString("latin1"));
	if (type?.toString("latin1") !== "ssh-ed25519" || raw?.length !== 32 || more.length > 0) return false;
	if (kind?.toString("latin1") !== "ssh-ed25519" || signature?.length !== 64 || others.length > 0) return false;
	if (hashName === void 0 || parsed.namespace.toString("utf8") !== namespace) return false;
	const parts = [
		parsed.namespace,
		parsed.reserved,
		parsed.hashName,
		(0, node_crypto.hash)(hashName, text, "buffer")
	];
	const signed = Buffer.concat([Buffer.from(MAGIC), ...parts.flatMap((part) => [lengthOf(part), part])]);
	const key = (0, node_crypto.createPublicKey)({
		key: Buffer.concat([ED25519_DER, raw]),
		format: "der",
		type: "spki"
	});
	return (0, node_crypto.verify)(null, signed, key, signature);
}
function readStrings(bytes) {
	const strings = [];
	for (let at = 0; at < bytes.length;) {
		if (at + 4 > bytes.length) return null;
		const end = at + 4 + bytes.readUInt32BE(at);
		if (end > bytes.length) return null;
		strings.push(bytes.subarray(at + 4, end));
		at = end;
	}
	return strings;
}
function lengthOf({ length }) {
	const bytes = Buffer.alloc(4);
	bytes.writeUInt32BE(length);
	return bytes;
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
Object.defineProperty(exports, "NAMESPACE", {
	enumerable: true,
	get: function() {
		return NAMESPACE;
	}
});
Object.defineProperty(exports, "createVerifyText", {
	enumerable: true,
	get: function() {
		return createVerifyText;
	}
});
Object.defineProperty(exports, "signText", {
	enumerable: true,
	get: function() {
		return signText;
	}
});
});
