const require_action_run_steps = require("./action-run-steps.js");
const require_connection = require("./connection.js");
// src/github/attestations.ts
async function keepAttestation(access, bundle) {
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
		return require_action_run_steps.asArray(data.attestations).map((one) => require_action_run_steps.digObject(one, "bundle")).filter((bundle) => bundle !== void 0);
	} catch (error) {
		if (require_connection.statusOf(error) === 404) return [];
		throw require_connection.explainFailure(error, {
			doing: "read attestations",
			permission: "attestations: read"
		});
	}
}
Object.defineProperty(exports, "findAttestations", {
	enumerable: true,
	get: function() {
		return findAttestations;
	}
});
Object.defineProperty(exports, "keepAttestation", {
	enumerable: true,
	get: function() {
		return keepAttestation;
	}
});
