(function (exports, require, module, __filename, __dirname) {
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_run = require("./action-run.js");
const require_action_run_steps = require("./action-run-steps.js");
const require_attestations = require("./attestations.js");
const require_connection = require("./connection.js");
const require_action_help_run_steps = require("./action-help-run-steps.js");
// src/github/comment.ts
const COMMENT_LIMIT_MS = 3e4;
const ACTIONS_LOGIN = "github-actions[bot]";
function createUpsertComment(access, limitMs = COMMENT_LIMIT_MS) {
	const ask = require_connection.createAsk(access);
	return async (request) => {
		const signal = AbortSignal.timeout(limitMs);
		const doing = `write the comment on pull request #${request.pullRequest}`;
		return await ask({
			doing,
			permission: "pull-requests: write"
		}, (it) => upsert({
			...it,
			request: { signal }
		}, request));
	};
}
async function upsert(connection, wanted) {
	const found = await findOwn(connection, wanted);
	if (found === void 0) return create(connection, wanted);
	if (sameText(found.body, wanted.body)) return {
		url: found.url,
		outcome: "unchanged"
	};
	const { octokit, owner, repo, request } = connection;
	try {
		const update = {
			owner,
			repo,
			comment_id: found.id,
			body: wanted.body,
			request
		};
		const { data } = await octokit.rest.issues.updateComment(update);
		return {
			url: data.html_url,
			outcome: "updated"
		};
	} catch (error) {
		if (require_connection.statusOf(error) !== 404) throw error;
		return create(connection, wanted);
	}
}
async function create({ octokit, owner, repo, request }, { pullRequest, body }) {
	const { data } = await octokit.rest.issues.createComment({
		owner,
		repo,
		issue_number: pullRequest,
		body,
		request
	});
	return {
		url: data.html_url,
		outcome: "created"
	};
}
async function findOwn(connection, { pullRequest, marker }) {
	const { octokit, owner, repo, request } = connection;
	let own;
	const comments = require_connection.readPages((page) => octokit.rest.issues.listComments({
		owner,
		repo,
		issue_number: pullRequest,
		per_page: 100,
		page,
		request
	}));
	for await (const { id, html_url: url, body, user } of comments) {
		if (body?.startsWith(marker) !== true || user == null) continue;
		if (user.login === ACTIONS_LOGIN) return {
			id,
			url,
			body
		};
		own ??= readOwnLogin(connection);
		if (user.login === await own) return {
			id,
			url,
			body
		};
	}
}
async function readOwnLogin({ octokit, request }) {
	try {
		const { viewer } = await octokit.graphql("query { viewer { login } }", { request });
		return viewer.login;
	} catch (error) {
		throwIfDown(error);
	}
	try {
		return (await octokit.rest.users.getAuthenticated({ request })).data.login;
	} catch (error) {
		throwIfDown(error);
		return ACTIONS_LOGIN;
	}
}
function throwIfDown(error) {
	if (require_connection.statusOf(error) >= 500) throw error;
}
function sameText(a, b) {
	const normal = (text) => text.replaceAll("\r\n", "\n").trimEnd();
	return normal(a) === normal(b);
}
function createCommentThread(access) {
	const ask = require_connection.createAsk(access);
	return {
		async readOwn(pullRequest, marker) {
			const signal = AbortSignal.timeout(COMMENT_LIMIT_MS);
			const doing = `read the comments on pull request #${pullRequest}`;
			return (await ask({
				doing,
				permission: "pull-requests: read"
			}, (it) => findOwn({
				...it,
				request: { signal }
			}, {
				pullRequest,
				marker
			})))?.body ?? null;
		},
		async react(comment, content) {
			await ask({
				doing: "react to the comment",
				permission: "pull-requests: write"
			}, async ({ octokit, owner, repo }) => {
				await octokit.rest.reactions.createForIssueComment({
					owner,
					repo,
					comment_id: comment,
					content
				});
			});
		}
	};
}
// src/github/commit-host.ts
const MAKE = `mutation($input: CreateCommitOnBranchInput!) {
  createCommitOnBranch(input: $input) { commit { oid } }
}`;
const ASK = "query { __type(name: \"CreateCommitOnBranchInput\") { name } }";
const COMMIT_MS = 6e4;
function createCommitHost(access) {
	const connection = require_connection.createConnection({
		...access,
		timeoutMs: COMMIT_MS
	});
	const { forge: name = "GitHub", repository } = access;
	return {
		name,
		canCommit: async () => {
			if (name !== "GitHub") return false;
			try {
				const { octokit } = await connection();
				return require_action_help_run_steps.dig(await octokit.graphql(ASK), "__type", "name") !== void 0;
			} catch (error) {
				const status = require_connection.statusOf(error);
				if (status === 401) throw require_connection.explainFailure(error, {
					doing: "ask for commits",
					permission: "contents: write"
				});
				return status === 404 || status === 405 ? false : null;
			}
		},
		commit: async ({ branch, parent, headline, body, written, deleted }) => {
			const input = {
				branch: {
					repositoryNameWithOwner: repository,
					branchName: branch
				},
				message: body === "" ? { headline } : {
					headline,
					body
				},
				expectedHeadOid: parent,
				fileChanges: {
					additions: [...written].map(([path, content]) => ({
						path,
						contents: Buffer.from(content).toString("base64")
					})),
					deletions: deleted.map((path) => ({ path }))
				}
			};
			const attempt = {
				doing: `make a commit in ${repository}`,
				permission: "contents: write",
				forge: name
			};
			try {
				const { octokit } = await connection();
				const oid = require_action_help_run_steps.dig(await octokit.graphql(MAKE, { input }), "createCommitOnBranch", "commit", "oid");
				if (typeof oid === "string" && require_action_post_help_run_steps.isSha(oid)) return oid;
			} catch (error) {
				const [said] = require_action_help_run_steps.asArray(require_action_help_run_steps.dig(error, "errors")).map((one) => require_action_help_run_steps.dig(one, "message"));
				if (typeof said !== "string") throw require_connection.explainFailure(error, attempt);
				throw new require_action_post_help_run_steps.RefusedError("push-refused", `Cannot ${attempt.doing}: ${name} answered: ${said}.${grant(said)}`);
			}
			throw new require_action_post_help_run_steps.RefusedError("push-refused", `Cannot ${attempt.doing}: ${name} did not name the commit that it made.`);
		}
	};
}
function grant(said) {
	if (!/not accessible|permission/i.test(said)) return "";
	return " Give the job \"permissions: contents: write\", or github-token a token that may do this.";
}
// src/github/run-proof.ts
const ATTEMPTS_AT_ONCE = 8;
function createRunProof(access, serverUrl) {
	const { forge = "GitHub" } = access;
	const connection = require_connection.createConnection({
		...access,
		timeoutMs: 3e3
	});
	const answers = new Map();
	const ask = (run) => {
		const key = `${run.run_id} ${run.attempt}`;
		const known = answers.get(key);
		if (known !== void 0) return known;
		const answer = answers.size < ATTEMPTS_AT_ONCE ? askAbout(run, connection) : Promise.resolve(null);
		answers.set(key, answer);
		return answer;
	};
	return { async proveOver(run) {
		const page = `${serverUrl}/${access.repository}/actions/runs/${run.run_id}`;
		if (!(run.run_id !== null && /^[1-9]\d*$/.test(run.run_id) && run.url?.toLowerCase() === page.toLowerCase()) || run.attempt === null) return null;
		const attempt = await ask(run);
		if (attempt === null) return null;
		const name = `attempt ${run.attempt} of run ${run.run_id}`;
		if (attempt.isOver) return `${name} is over, as ${forge} says.`;
		const own = attempt.jobs.filter((job) => job.id === run.job_backend_id);
		const jobs = own.length > 0 ? own : attempt.jobs.filter((job) => run.runner != null && job.runner === run.runner);
		if (jobs.length === 0 || jobs.some((job) => !job.isOver)) return null;
		return `its job of ${name} is over, as ${forge} says.`;
	} };
}
async function askAbout(run, connection) {
	try {
		const it = await connection();
		try {
			return await askOnce(run, it, true);
		} catch (error) {
			return require_connection.statusOf(error) === 404 ? await askOnce(run, it, false) : null;
		}
	} catch {
		return null;
	}
}
async function askOnce({ run_id, attempt }, it, hasAttempts) {
	const { actions } = it.octokit.rest;
	const run = {
		owner: it.owner,
		repo: it.repo,
		run_id: Number(run_id)
	};
	const one = {
		...run,
		attempt_number: Number(attempt)
	};
	const { data: found } = await (hasAttempts ? actions.getWorkflowRunAttempt(one) : actions.getWorkflowRun(run));
	if (found.status === "completed") return {
		isOver: true,
		jobs: []
	};
	const size = require_connection.pageSize(it.forge);
	const { data } = hasAttempts ? await actions.listJobsForWorkflowRunAttempt({
		...one,
		...size
	}) : await actions.listJobsForWorkflowRun({
		...run,
		...size
	});
	if (data.jobs.length < data.total_count) return null;
	return {
		isOver: false,
		jobs: data.jobs.map((job) => ({
			id: String(job.id),
			runner: job.runner_name,
			isOver: job.status === "completed" || (job.run_attempt ?? 0) > Number(attempt)
		}))
	};
}
// src/github/code-host.ts
function openActionsForge(access, serverUrl) {
	return {
		...createCodeHost(access),
		...createCommentThread(access),
		upsertComment: createUpsertComment(access),
		writeCheckRun: createCheckRuns(access),
		keepAttestation: (bundle) => require_attestations.keepAttestation(access, bundle),
		commits: createCommitHost(access),
		runProof: createRunProof(access, serverUrl ?? ""),
		pages: {
			serverUrl,
			repository: access.repository,
			commitPath: "/commit/"
		}
	};
}
function createCodeHost(access) {
	const connection = require_connection.createConnection(access);
	const ask = require_connection.createAsk(access);
	const { forge } = access;
	return {
		async rulesOf(branch) {
			try {
				const { octokit, owner, repo } = await connection();
				const { data } = await octokit.rest.repos.getBranch({
					owner,
					repo,
					branch
				});
				const types = forge === void 0 || forge === "GitHub" ? await rulesetOf(await connection(), branch) : [];
				if (types.some((type) => PULL_REQUEST_ONLY.has(type))) return "by-pull-request";
				return types.includes("non_fast_forward") || data.protected ? "no-force" : "none";
			} catch {
				return "unknown";
			}
		},
		async propose({ head, base, title, body }) {
			const doing = `open a pull request from ${head} to ${base}`;
			return await ask({
				doing,
				permission: "pull-requests: write"
			}, async (it) => {
				const { octokit, owner, repo } = it;
				const open = (await openPullsOf(it, head)).find(({ baseRef }) => baseRef === base);
				const { data } = await (open === void 0 ? octokit.rest.pulls.create({
					owner,
					repo,
					head,
					base,
					title,
					body
				}) : octokit.rest.pulls.update({
					owner,
					repo,
					pull_number: open.number,
					title,
					body
				})).catch((error) => {
					if (!(error instanceof Error && /not permitted to create or approve pull requests/.test(error.message))) throw error;
					throw new require_action_post_help_run_steps.RefusedError("no-permission", `${forge ?? "GitHub"} lets no job open pull requests here. Allow it under Settings, Actions, General, "Allow GitHub Actions to create and approve pull requests", or open it yourself from ${head}.`);
				});
				return {
					number: data.number,
					url: data.html_url
				};
			});
		},
		async withdraw({ head, base, why: body }) {
			const doing = `close the pull request from ${head} to ${base}`;
			return await ask({
				doing,
				permission: "pull-requests: write"
			}, async (it) => {
				const { octokit, owner, repo } = it;
				const open = (await openPullsOf(it, head)).find(({ baseRef }) => baseRef === base);
				if (open === void 0) return null;
				await octokit.rest.issues.createComment({
					owner,
					repo,
					issue_number: open.number,
					body
				});
				await octokit.rest.pulls.update({
					owner,
					repo,
					pull_number: open.number,
					state: "closed"
				});
				return { number: open.number };
			});
		},
		async mergeWhenAllowed(number) {
			const doing = `have pull request #${number} merged when its rules allow it`;
			await ask({
				doing,
				permission: "contents: write"
			}, async ({ octokit, owner, repo }) => {
				const { data: pull } = await octokit.rest.pulls.get({
					owner,
					repo,
					pull_number: number
				});
				const { data: settings } = await octokit.rest.repos.get({
					owner,
					repo
				});
				const method = settings.allow_merge_commit !== false ? "MERGE" : settings.allow_squash_merge !== false ? "SQUASH" : "REBASE";
				await octokit.graphql(AUTO_MERGE, {
					id: pull.node_id,
					how: method
				});
			});
		},
		getPullRequest: (number) => ask({
			doing: `read pull request #${number}`,
			permission: "pull-requests: read"
		}, async ({ octokit, owner, repo }) => toPullRequest((await octokit.rest.pulls.get({
			owner,
			repo,
			pull_number: number
		})).data)),
		async findPullRequestOf(branch) {
			const doing = `look for the pull request of ${branch}`;
			return (await ask({
				doing,
				permission: "pull-requests: read"
			}, (it) => openPullsOf(it, branch))).toSorted((a, b) => b.number - a.number)[0];
		},
		async mayPush() {
			try {
				const { octokit, owner, repo } = await connection();
				return (await octokit.rest.repos.get({
					owner,
					repo
				})).data.permissions?.push ?? null;
			} catch {
				return null;
			}
		},
		async canWrite(login) {
			if (login === "") return false;
			try {
				const { octokit, owner, repo } = await connection();
				const { data } = await octokit.rest.repos.getCollaboratorPermissionLevel({
					owner,
					repo,
					username: login
				});
				return [
					"owner",
					"admin",
					"write"
				].includes(data.permission);
			} catch (error) {
				if (require_connection.statusOf(error) === 403 && forge !== void 0 && forge !== "GitHub") return await isAmongWriters(await connection(), login);
				if (require_connection.statusOf(error) === 404) return false;
				throw require_connection.explainFailure(error, {
					...askingMayWrite(login),
					forge
				});
			}
		}
	};
}
async function openPullsOf({ octokit, owner, repo, forge }, branch) {
	const query = {
		owner,
		repo,
		head: `${owner}:${branch}`,
		state: "open",
		...require_connection.pageSize(forge)
	};
	const own = `${owner}/${repo}`.toLowerCase();
	const found = [];
	for await (const listed of require_connection.readPages((page) => octokit.rest.pulls.list({
		...query,
		page
	}))) {
		const pull = toPullRequest(listed);
		if (pull.state === "open" && pull.headRef === branch && pull.headRepository === own) found.push(pull);
	}
	return found;
}
async function isAmongWriters({ octokit, owner, repo, forge }, login) {
	const isSame = (a, b) => a.toLowerCase() === b.toLowerCase();
	try {
		const { data } = await octokit.rest.issues.listAssignees({
			owner,
			repo,
			...require_connection.pageSize(forge)
		});
		if (data.some((user) => isSame(user.login, owner))) return data.some((user) => isSame(user.login, login));
	} catch (error) {
		if (require_connection.statusOf(error) >= 500) throw require_connection.explainFailure(error, {
			...askingMayWrite(login),
			forge
		});
	}
	throw new require_action_post_help_run_steps.RefusedError("no-permission", `Cannot check whether ${login} may write: ${forge} shows that only to administrators of the repository, and a job's token is not one. Give github-token the token of an administrator.`);
}
const PULL_REQUEST_ONLY = new Set([
	"pull_request",
	"merge_queue",
	"update"
]);
const AUTO_MERGE = `mutation($id: ID!, $how: PullRequestMergeMethod!) {
  enablePullRequestAutoMerge(input: {pullRequestId: $id, mergeMethod: $how}) { clientMutationId }
}`;
async function rulesetOf({ octokit, owner, repo }, branch) {
	const { data } = await octokit.rest.repos.getBranchRules({
		owner,
		repo,
		branch,
		per_page: 100
	});
	return data.map(({ type }) => type ?? "");
}
function askingMayWrite(login) {
	return {
		doing: `ask whether ${login} may write`,
		permission: "contents: write"
	};
}
function toPullRequest(pull) {
	return {
		number: pull.number,
		headRef: pull.head.ref,
		headSha: pull.head.sha,
		headRepository: pull.head.repo?.full_name.toLowerCase() ?? null,
		baseRef: pull.base.ref,
		state: pull.state === "open" ? "open" : "closed"
	};
}
const STATUS_LENGTH = 140;
function createCheckRuns(access) {
	const ask = require_connection.createAsk(access);
	const { forge = "GitHub" } = access;
	const permission = forge === "GitHub" ? "checks: write" : "statuses: write";
	return async (request) => {
		const { name, sha, url } = request;
		await ask({
			doing: `write the check run ${name}`,
			permission
		}, async ({ octokit, owner, repo }) => {
			if (forge !== "GitHub") {
				await octokit.rest.repos.createCommitStatus({
					owner,
					repo,
					sha,
					context: name,
					state: request.conclusion === "success" ? "success" : "failure",
					description: request.title.slice(0, STATUS_LENGTH),
					...url !== null && { target_url: url }
				});
				return;
			}
			await octokit.rest.checks.create({
				owner,
				repo,
				name,
				head_sha: sha,
				status: "completed",
				conclusion: request.conclusion,
				external_id: request.uid,
				started_at: request.startedAt,
				completed_at: request.endedAt,
				...url !== null && { details_url: url },
				output: {
					title: request.title,
					summary: request.summary
				}
			});
		});
	};
}
// src/gitlab/notes.ts
const PER_PAGE = 100;
const MOST_PAGES = 50;
const TIMEOUT_MS = 1e4;
const LIMIT_MS = 3e4;
const MOST_ANSWER_CHARS = 12e7;
function openGitlab(access, of) {
	return {
		findPullRequestOf: (branch) => findMergeRequest(access, branch),
		upsertComment: (request) => upsertNote(access, request),
		pages: {
			...of,
			commitPath: "/-/commit/"
		}
	};
}
async function upsertNote(access, { pullRequest, marker, body }) {
	const ask = createAsk(access, AbortSignal.timeout(access.limitMs ?? LIMIT_MS), `write the note on merge request !${pullRequest}`);
	const notes = `/projects/${encodeURIComponent(access.project)}/merge_requests/${pullRequest}/notes`;
	const own = String((await ask("GET", "/user", require_action_help_run_steps.isObject)).username);
	for (let page = 1; page <= MOST_PAGES; page++) {
		const found = await ask("GET", `${notes}?${`activity_filter=only_comments&sort=asc&order_by=created_at&per_page=${PER_PAGE}&page=${page}`}`, isList);
		const note = found.flatMap(readNote).find((it) => it.author === own && it.body.startsWith(marker));
		if (note !== void 0) {
			if (normal(note.body) === normal(body)) return {
				url: null,
				outcome: "unchanged"
			};
			await ask("PUT", `${notes}/${note.id}`, require_action_help_run_steps.isObject, { body });
			return {
				url: null,
				outcome: "updated"
			};
		}
		if (found.length < PER_PAGE) break;
	}
	await ask("POST", notes, require_action_help_run_steps.isObject, { body });
	return {
		url: null,
		outcome: "created"
	};
}
async function findMergeRequest(access, branch) {
	const ask = createAsk(access, AbortSignal.timeout(access.limitMs ?? LIMIT_MS), `look for the merge request of ${branch}`);
	const query = `state=opened&per_page=${PER_PAGE}&source_branch=${encodeURIComponent(branch)}`;
	const own = (await ask("GET", `/projects/${encodeURIComponent(access.project)}/merge_requests?${query}`, isList)).filter(require_action_help_run_steps.isObject).find((it) => it.source_project_id === it.target_project_id);
	return typeof own?.iid === "number" && Number.isSafeInteger(own.iid) ? { number: own.iid } : void 0;
}
function isList(answer) {
	return Array.isArray(answer);
}
function createAsk({ apiUrl, token, timeoutMs = TIMEOUT_MS }, signal, doing) {
	const base = checkApiUrl(apiUrl);
	const send = async (method, path, body) => {
		const response = await fetch(`${base}${path}`, {
			method,
			headers: {
				"private-token": token,
				"content-type": "application/json",
				"user-agent": "laforge"
			},
			...body === void 0 ? {} : { body: JSON.stringify(body) },
			redirect: "error",
			signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)])
		});
		const text = await response.text();
		return {
			status: response.status,
			text: text.slice(0, MOST_ANSWER_CHARS)
		};
	};
	return async (method, path, isRight, body) => {
		const { status, text } = await send(method, path, body).then((it) => it.status >= 500 && method === "GET" ? send(method, path, body) : it).catch((error) => {
			throw new require_action_post_help_run_steps.StoreError("unavailable", `GitLab did not answer when asked to ${doing}: ${reasonOf(error)}.`);
		});
		if (status >= 500) throw new require_action_post_help_run_steps.StoreError("unavailable", `GitLab answered ${status} when asked to ${doing}.`);
		if (status >= 400) throw new require_action_post_help_run_steps.RefusedError("no-permission", refusal(status, doing));
		const json = require_action_help_run_steps.parseJson(text);
		if (isRight(json)) return json;
		throw new require_action_post_help_run_steps.StoreError("unavailable", `GitLab answered with something other than JSON when asked to ${doing}.`);
	};
}
function refusal(status, doing) {
	return `GitLab answered ${status} when asked to ${doing}. ${status === 404 ? "The project or the merge request is not there, or the token may not see it" : "It takes a project access token with the scope api and the role Reporter or higher; the job's own token can't write notes"}.`;
}
function checkApiUrl(text) {
	const url = URL.canParse(text) ? new URL(text) : null;
	const isLoopback = url !== null && /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url.hostname);
	if (url?.protocol === "https:" || url?.protocol === "http:" && isLoopback) return text.replace(/\/+$/, "");
	throw new require_action_post_help_run_steps.InputError("bad-environment", `CI_API_V4_URL is ${JSON.stringify(text)}. It must be an https address of GitLab's API.`);
}
function readNote(value) {
	if (!require_action_help_run_steps.isObject(value) || !require_action_help_run_steps.isObject(value.author)) return [];
	const { id, body, author } = value;
	const { username } = author;
	return typeof id === "number" && typeof body === "string" && typeof username === "string" ? [{
		id,
		body,
		author: username
	}] : [];
}
function reasonOf(error) {
	const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
	return require_action_post_help_run_steps.describeError(cause).replace(/\.$/, "");
}
function normal(text) {
	return text.replaceAll("\r\n", "\n").trimEnd();
}
// src/app/open-forge.ts
function openForgeOfJob({ serverUrl, apiUrl, repository }, env, token) {
	if (token === null || apiUrl === null || repository === null) return null;
	return openActionsForge({
		forge: require_action_run.forgeOf(env),
		apiUrl,
		repository,
		token
	}, serverUrl);
}
function openForge(env, context) {
	const { CI_API_V4_URL: apiUrl, CI_PROJECT_ID: project, CI_SERVER_URL: server, CI_PROJECT_PATH: path } = env;
	if (env.GITLAB_CI === "true" && apiUrl && project) {
		const token = env[require_action_run_steps.GITLAB_VARIABLE];
		if (token) return openGitlab({
			apiUrl,
			project,
			token
		}, {
			serverUrl: server ?? null,
			repository: path ?? null
		});
		throw new require_action_post_help_run_steps.InputError("bad-environment", `${require_action_run_steps.GITLAB_VARIABLE} is not set. Give the job a project access token with the scope api: the job's own token can't write notes.`);
	}
	const forge = openForgeOfJob(context, env, env.GH_TOKEN || env.GITHUB_TOKEN || null);
	if (forge !== null) return forge;
	throw new require_action_post_help_run_steps.InputError("bad-environment", context.apiUrl === null ? "This is no job of GitHub, Gitea, Forgejo or GitLab, so there is no pull request to write to." : "GH_TOKEN is not set. Give this workflow step the job's token in it (\"env:\"), and the job \"permissions: pull-requests: write\".");
}
Object.defineProperty(exports, "openForge", {
	enumerable: true,
	get: function() {
		return openForge;
	}
});
Object.defineProperty(exports, "openForgeOfJob", {
	enumerable: true,
	get: function() {
		return openForgeOfJob;
	}
});
});
