// src/stores/artifact/client-variables.ts
const VARIABLES = [
	"ACTIONS_RUNTIME_TOKEN",
	"ACTIONS_RESULTS_URL",
	"GITHUB_SERVER_URL",
	"GITHUB_API_URL",
	"GITHUB_RETENTION_DAYS"
];
function clientVariables(env) {
	return Object.fromEntries(VARIABLES.flatMap((name) => env[name] ? [[name, env[name]]] : []));
}
Object.defineProperty(exports, "clientVariables", {
	enumerable: true,
	get: function() {
		return clientVariables;
	}
});
