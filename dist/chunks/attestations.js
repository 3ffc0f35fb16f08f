(function (exports, require, module, __filename, __dirname) {
const require_rolldown_runtime = require("./rolldown-runtime.js");
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_help_run_steps = require("./action-help-run-steps.js");
const require_connection = require("./connection.js");
// src/github/attestations.ts
var attestations_exports = require_rolldown_runtime.__exportAll({
	findAttestations: () => findAttestations,
	keepAttestation: () => keepAttestation
});
async function keepAttestation(access, bundle) {
	if (access.forge !== void 0 && access.forge !== "GitHub") return {
		kept: false,
		why: null
	};
	try {
		const { octokit, owner, repo } = await require_connection.createConnection(access)();
		await octokit.request("POST /repos/{owner}/{repo}/attestations", {
			owner,
			repo,
			bundle
		});
		return { kept: true };
	} catch (error) {
		if (require_connection.statusOf(error) === 404) return {
			kept: false,
			why: null
		};
		return {
			kept: false,
			why: require_connection.explainFailure(error, {
				doing: "keep an attestation",
				permission: "attestations: write"
			}).message
		};
	}
}
async function findAttestations(access, { sha256, predicateType }) {
	try {
		const { octokit, owner, repo } = await require_connection.createConnection(access)();
		const { data } = await octokit.request("GET /repos/{owner}/{repo}/attestations/{subject_digest}", {
			owner,
			repo,
			subject_digest: `sha256:${sha256}`,
			predicate_type: predicateType
		});
		const bundles = [];
		for (const one of require_action_help_run_steps.asArray(data.attestations)) {
			const url = require_action_help_run_steps.asText(require_action_help_run_steps.dig(one, "bundle_url"));
			const bundle = require_action_help_run_steps.digObject(one, "bundle") ?? (url === void 0 ? void 0 : await fetchBundle(url));
			if (bundle !== void 0) bundles.push(bundle);
		}
		return bundles;
	} catch (error) {
		if (error instanceof require_action_post_help_run_steps.StoreError) throw error;
		if (require_connection.statusOf(error) === 404) return [];
		throw require_connection.explainFailure(error, {
			doing: "read attestations",
			permission: "attestations: read"
		});
	}
}
const FETCH_MS = 1e4;
const MOST_BYTES = 4194304;
async function fetchBundle(url) {
	const fail = (why) => new require_action_post_help_run_steps.StoreError("unavailable", `An attestation could not be read from GitHub's storage: ${why}.`);
	if (!/^(?:https:\/\/|http:\/\/127\.0\.0\.1:)/.test(url)) throw fail("its address is not one of https");
	const response = await fetch(url, { signal: AbortSignal.timeout(FETCH_MS) }).catch(() => {
		throw fail("no answer came");
	});
	if (!response.ok || response.body === null) throw fail(`it answered ${response.status}`);
	const chunks = [];
	let size = 0;
	for await (const chunk of response.body) {
		size += chunk.length;
		if (size > MOST_BYTES) throw fail("it is too large");
		chunks.push(chunk);
	}
	const bundle = require_action_help_run_steps.parseObject(unpackSnappy(Buffer.concat(chunks))?.toString("utf8") ?? "");
	if (bundle === void 0) throw fail("it is no bundle");
	return bundle;
}
function unpackSnappy(packed) {
	let at = 0;
	const take = (bytes) => {
		at += bytes;
		return packed.readUIntLE(at - bytes, bytes);
	};
	try {
		let size = 0;
		for (let factor = 1, byte = 128; byte >= 128 && size <= MOST_BYTES; factor *= 128) {
			byte = take(1);
			size += byte % 128 * factor;
		}
		if (size > MOST_BYTES) return void 0;
		const out = Buffer.alloc(size);
		let end = 0;
		while (at < packed.length) {
			const tag = take(1);
			const [kind, rest] = [tag & 3, tag >> 2];
			if (kind === 0) {
				const length = rest < 60 ? rest + 1 : take(rest - 59) + 1;
				if (packed.copy(out, end, at, at + length) !== length) return void 0;
				at += length;
				end += length;
				continue;
			}
			const length = kind === 1 ? rest % 8 + 4 : rest + 1;
			const offset = kind === 1 ? (tag >> 5) * 256 + take(1) : take(kind === 2 ? 2 : 4);
			if (offset === 0 || offset > end || end + length > size) return void 0;
			for (const stop = end + length; end < stop; end++) out[end] = out[end - offset] ?? 0;
		}
		return end === size ? out : void 0;
	} catch {
		return;
	}
}
Object.defineProperty(exports, "attestations_exports", {
	enumerable: true,
	get: function() {
		return attestations_exports;
	}
});
Object.defineProperty(exports, "keepAttestation", {
	enumerable: true,
	get: function() {
		return keepAttestation;
	}
});
});
