(function (exports, require, module, __filename, __dirname) {
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_help_run_steps = require("./action-help-run-steps.js");
const require_action_run_steps = require("./action-run-steps.js");
const require_action_run = require("./action-run.js");
const require_escape = require("./escape.js");
const require_connection = require("./connection.js");
const require_attestations = require("./attestations.js");
const require_action_steps = require("./action-steps.js");
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
				const open = await openPullInto(it, head, base);
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
				const open = await openPullInto(it, head, base);
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
async function openPullInto(it, head, base) {
	return (await openPullsOf(it, head)).find(({ baseRef }) => baseRef === base);
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
// src/app/history-to-view.ts
const STEPS_SHOWN = 500;
async function historyToView(history, scope, facts) {
	const { steps, count } = await stepsOf(history, scope);
	const { serverUrl, repository } = facts.context;
	const rollbacks = await history.listRollbacks(scope.branch === null ? {} : { branch: scope.branch });
	return {
		slug: facts.slug,
		projectId: facts.projectId,
		steps,
		stepCount: count,
		rollbacks,
		tip: lastTip(steps, rollbacks, scope.branch),
		totals: await totalsOfScope(history, scope),
		contestedIds: await history.findContested(steps.flatMap(({ id }) => id ?? [])),
		condition: history.condition,
		warnings: [...history.warnings, ...await require_action_steps.sayLeftOut(history)],
		links: {
			serverUrl,
			repository,
			traceUrl: facts.traceUrl,
			...facts.elsewhere
		},
		means: {
			hasWorkflow: facts.elsewhere === void 0,
			workflowUrl: serverUrl === null || repository === null ? null : `${serverUrl}/${repository}/actions`,
			commandArgs: facts.store === "git" || facts.store === "postgres" ? [
				"--store",
				facts.store,
				...facts.projectId === null ? [] : ["--project", facts.projectId]
			] : null
		}
	};
}
function lastTip(steps, rollbacks, branch) {
	if (branch === null) return null;
	const left = steps.filter((step) => step.branch === branch && (step.pushed === "pushed" || step.pushed === "unchanged")).map((step) => ({
		at: step.endTime ?? "",
		sha: step.commitShaAfter
	}));
	const moved = rollbacks.map(({ createdAt, toSha }) => ({
		at: createdAt,
		sha: toSha
	}));
	return [...left, ...moved].sort((a, b) => a.at < b.at ? 1 : -1)[0]?.sha ?? null;
}
async function totalsOfScope(history, { pullRequest, branch }) {
	if (history.condition.kind === "unreadable") return [];
	const whole = {
		of: "history",
		name: null,
		usage: await history.sumUsage()
	};
	if (branch !== null) return [{
		of: "branch",
		name: branch,
		usage: await history.sumUsage({ branch })
	}, whole];
	if (pullRequest === null) return [whole];
	return [{
		of: "pull-request",
		name: String(pullRequest),
		usage: await history.sumUsage({ pullRequest })
	}, whole];
}
async function stepsOf(history, { pullRequest, branch }) {
	const ofBranch = branch === null ? {} : { branch };
	if (pullRequest === null) return {
		steps: await history.listSteps({
			...ofBranch,
			limit: STEPS_SHOWN
		}),
		count: await history.countSteps(ofBranch)
	};
	const ofBoth = {
		...ofBranch,
		pullRequest
	};
	const lists = await Promise.all([history.listSteps({
		pullRequest,
		limit: STEPS_SHOWN
	}), branch === null ? [] : history.listSteps({
		branch,
		limit: STEPS_SHOWN
	})]);
	const counts = await Promise.all([
		history.countSteps({ pullRequest }),
		branch === null ? 0 : history.countSteps({ branch }),
		branch === null ? 0 : history.countSteps(ofBoth)
	]);
	return {
		steps: [...new Map(lists.flat().map((step) => [step.uid, step])).values()].sort((a, b) => (b.id ?? 1e400) - (a.id ?? 1e400)).slice(0, STEPS_SHOWN),
		count: counts[0] + counts[1] - counts[2]
	};
}
// src/render/step-cells.ts
const NAME_LENGTH = 60;
const SUBJECT_LENGTH = 80;
const ASKED_LENGTH = 60;
const NOTE_LENGTH = 500;
function stepTitle(step) {
	return `step ${step.id === null ? require_escape.escapeCode(require_action_run_steps.stepLabel(step)) : step.id}`;
}
function stepCell(step, links) {
	const label = step.id === null ? require_escape.escapeCode(require_action_run_steps.stepLabel(step)) : `<b>${step.id}</b>`;
	const url = step.run?.url ?? null;
	return links.serverUrl !== null && url?.startsWith(`${links.serverUrl}/`) === true ? require_escape.link(label, url) : label;
}
function traceLink({ run }, { traceUrl }, text) {
	const trace = run?.trace;
	if (traceUrl == null || trace == null) return "";
	return require_escape.link(text, traceUrl.replaceAll("{trace-id}", trace.trace_id));
}
function statusCell(step) {
	const { glyph, word } = require_action_run_steps.statusAtAGlance(step.status);
	const exit = step.status === "failed" && step.exitCode !== null ? ` (exit ${step.exitCode})` : "";
	return `${glyph} ${require_escape.escapeText(word, NAME_LENGTH)}${exit}`;
}
function inactiveCell({ replays }, rollback) {
	if (replays !== null) return "\ud83d\udd01 a replay";
	return rollback === void 0 ? "\u21a9\ufe0f rolled back" : `\u21a9\ufe0f rolled back by ${require_action_run_steps.rollbackLabel(rollback)}`;
}
function askedCell(step) {
	const asked = require_action_run_steps.firstLineAsked(step);
	return require_escape.escapeText(asked === "" ? step.agentConfig?.name ?? "" : asked, ASKED_LENGTH);
}
function resultCell(step, rollback) {
	const isReplay = step.replays !== null;
	const place = !isReplay && (step.pushed === "pinned" || step.pushed === "bundled") ? "not on its branch" : "";
	const sign = step.notes.length > 0 ? " \u26a0\ufe0f" : "";
	const ended = require_action_help_run_steps.joinFilled([
		statusCell(step),
		linesCell(step),
		place
	], ", ");
	if (isReplay) return `${ended}${sign} ${inactiveCell(step, rollback)}`;
	return step.active ? `${ended}${sign}` : `<del>${ended}</del> ${inactiveCell(step, rollback)}`;
}
function agentInWords(step) {
	const name = step.agentConfig?.name ?? null;
	const shown = (step.agentConfig?.model == null ? step.tokenUsage?.models ?? [] : [step.agentConfig.model]).slice(0, 3).map((model) => require_escape.escapeCode(model, NAME_LENGTH));
	return require_action_help_run_steps.joinFilled([name === null ? "" : require_escape.escapeText(name, NAME_LENGTH), ...shown], " ");
}
function linesCell({ changes }) {
	return require_action_run_steps.changesBy(changes, (commits, stat) => [stat === null ? commits : require_action_run_steps.formatLines(stat.insertions, stat.deletions).replaceAll(" ", "&nbsp;")]);
}
function sizeOfChanges({ changes }) {
	return require_action_run_steps.changesBy(changes, (_commits, stat) => stat === null ? [] : [require_action_run_steps.plural(stat.filesChanged, "file"), require_action_run_steps.formatLines(stat.insertions, stat.deletions)]);
}
function commitItems(step, links, most) {
	const shown = (step.changes?.own_commits ?? []).slice(0, most);
	const items = shown.map(({ sha, subject }) => `${commitLink(sha, step, links)} ${require_escape.escapeText(subject, SUBJECT_LENGTH)}`);
	const more = (step.changes?.own_commit_count ?? 0) - shown.length;
	return more > 0 ? [...items, `\u2026 and ${require_action_run_steps.plural(more, "more commit")}`] : items;
}
function commitLink(sha, step, links) {
	if (sha === null || !require_action_post_help_run_steps.isSha(sha)) return "";
	const page = step.pushed === "none" || step.pushed === "bundled" ? null : repositoryUrl(step.repository, links);
	return require_escape.link(`<code>${require_action_post_help_run_steps.shortSha(sha)}</code>`, page === null ? null : `${page}${links.commitPath ?? "/commit/"}${sha}`);
}
function remarkItems(step, mostNotes) {
	const { pinRef } = step;
	const pinned = pinRef === null || step.notes.some((note) => note.includes(pinRef)) ? [] : [`\ud83d\udccc work kept at ${require_escape.escapeCode(pinRef, NOTE_LENGTH)}`];
	const bundled = step.pushed === "bundled" ? ["\ud83d\udce6 work kept as a git bundle among the artifacts of its run"] : [];
	const notes = step.notes.slice(0, mostNotes).map((note) => `\u26a0\ufe0f ${require_escape.escapeText(note, NOTE_LENGTH)}`);
	const more = step.notes.length - notes.length;
	return [
		...pinned,
		...bundled,
		...notes,
		...more > 0 ? [`\u2026 and ${require_action_run_steps.plural(more, "more note")}`] : []
	];
}
function costCell({ tokenUsage }) {
	return require_action_run_steps.formatCostOf(tokenUsage).replace("<", "&lt;");
}
function repositoryUrl(repository, { serverUrl, repository: own }) {
	if (serverUrl === null || own === null || !URL.canParse(serverUrl)) return null;
	if (repository === null) return `${serverUrl}/${own}`;
	const [host, ...path] = repository.split("/");
	const server = new URL(serverUrl);
	if (host !== server.host && host !== server.hostname) return null;
	const below = server.pathname.split("/").filter((name) => name !== "").map((name) => name.toLowerCase());
	const isBelow = below.every((name, index) => path[index] === name);
	const name = path.slice(isBelow ? below.length : 0).join("/");
	return `${serverUrl}/${name === own.toLowerCase() ? own : name}`;
}
const COMMAND_LENGTH$1 = 500;
function checkInWords({ exit_code: code, duration_ms: ms }) {
	return code === 0 ? `check passed in ${require_action_run_steps.formatDuration(ms)}` : `check failed (exit ${code}) after ${require_action_run_steps.formatDuration(ms)}`;
}
function checkDetails(check, room, before = "") {
	if (check === null) return "";
	const words = `${checkInWords(check)}${before === "" ? "" : `; ${before}`}`;
	const passed = check.exit_code === 0;
	const lines = lastOf(check.last_lines, room);
	const command = require_escape.escapeBlock(`$ ${check.command}`, COMMAND_LENGTH$1);
	const output = lines.length === 0 ? "" : require_escape.escapeBlock(lines.join("\n"), room.characters);
	return `<details${room.open && !passed ? " open" : ""}><summary>${passed ? "\u2611\ufe0f" : "\ud83e\uddea"} ${words}</summary>${command}${output}</details>`;
}
function lastOf(lines, { lines: most, characters }) {
	let left = characters;
	return lines.slice(-most).toReversed().filter((line, at) => {
		left -= line.length + 1;
		return left >= 0 || at === 0;
	}).toReversed();
}
// src/render/history-sections.ts
const ROWS_IN_SIGHT = 10;
const MOST_ROWS = 300;
const MOST_DETAILS = 30;
const COMMITS_A_STEP = 5;
const NOTES_A_STEP = 3;
const CHECK_ROOM = {
	lines: 10,
	characters: 1500,
	open: false
};
function historyTable(view, room) {
	const [newest] = view.steps;
	if (newest === void 0) return "No steps yet.";
	const inForce = require_action_steps.rollbacksInForce(view.rollbacks);
	const below = [togetherLine(view), ...newest.active ? remarkItems(newest, NOTES_A_STEP) : []];
	const left = room - below.join("\n\n").length;
	const rows = fitting(view.steps.slice(0, MOST_ROWS).map((step) => stepRow(step, inForce.get(step.uid), view)), left * 2 / 3);
	const details = fitting(view.steps.slice(0, MOST_DETAILS).map((step) => stepDetails(step, step === newest && step.active, view)), left / 3);
	return require_escape.sections([
		table(rows.slice(0, ROWS_IN_SIGHT)),
		...below,
		olderSteps(rows.slice(ROWS_IN_SIGHT), Math.max(view.stepCount, view.steps.length) - rows.length),
		require_escape.folded("Commits, agents and tokens", require_escape.sections(details))
	]);
}
function fitting(items, room) {
	let left = room;
	const end = items.findIndex((item) => {
		left -= item.length + 2;
		return left < 0;
	});
	return end === -1 ? items : items.slice(0, end);
}
function olderSteps(rows, more) {
	const rest = more > 0 ? `\u2026 and ${require_action_run_steps.plural(more, "older step")}` : "";
	return rows.length === 0 ? rest : require_escape.folded(require_action_run_steps.plural(rows.length, "older step"), require_escape.sections([table(rows), rest]));
}
function table(rows) {
	return [
		"| # | Asked | Result | Cost |",
		"| ---: | --- | --- | ---: |",
		...rows
	].join("\n");
}
function stepRow(step, rollback, { links }) {
	const struck = (markup) => step.active || step.replays !== null || markup === "" ? markup : `<del>${markup}</del>`;
	return `| ${[
		struck(stepCell(step, links)),
		struck(askedCell(step)),
		resultCell(step, rollback),
		struck(costCell(step))
	].join(" | ")} |`;
}
function stepDetails(step, isTold, { links }) {
	const facts = require_action_help_run_steps.joinFilled([
		agentInWords(step),
		sizeOfChanges(step),
		require_action_run_steps.formatDuration(step.durationMs),
		require_action_run_steps.formatTokensOf(step.tokenUsage).replaceAll("<", "&lt;").replaceAll(">", "&gt;"),
		traceLink(step, links, "trace")
	], ", ");
	const items = [
		...commitItems(step, links, COMMITS_A_STEP),
		...isTold ? [] : remarkItems(step, NOTES_A_STEP),
		...step.check === null ? [] : [checkDetails(step.check, CHECK_ROOM, require_action_run_steps.checkBeforeInWords(step))]
	].map((item) => `\n- ${item}`);
	if (facts === "" && items.length === 0) return "";
	return `${`**${stepTitle(step).replace("s", "S")}**`}${facts === "" ? "" : `: ${facts}`}${items.length === 0 ? "" : `\n${items.join("")}`}`;
}
const MOST_WARNINGS = 5;
const WARNING_LENGTH = 300;
function historyHeading(view) {
	const name = view.projectId === null ? "LaForge" : `LaForge ${require_escape.escapeText(view.projectId, 100)}`;
	const inactive = view.steps.filter(({ active, replays }) => !active && replays === null).length;
	const count = Math.max(view.stepCount, view.steps.length);
	return `${name}: ${require_action_run_steps.plural(count, "step")}${inactive === 0 ? "" : `, ${inactive} rolled back`}`;
}
function historyWarnings(view) {
	const warnings = view.warnings.slice(0, MOST_WARNINGS).map((warning) => `\u26a0\ufe0f ${require_escape.escapeText(warning, WARNING_LENGTH)}`);
	const more = view.warnings.length - warnings.length;
	return [
		conditionSentence(view.condition),
		...warnings,
		more > 0 ? `\u2026 and ${require_action_run_steps.plural(more, "more warning")}` : ""
	];
}
function conditionSentence(condition) {
	switch (condition.kind) {
		case "found":
		case "empty": return "";
		case "expired": return `\u26a0\ufe0f The earlier history has expired${lastSaved(condition.lastSavedAt)}: these steps are a new generation, numbered from 1 again.`;
		case "unreadable": return `\u26a0\ufe0f The history could not be read, so only what this run recorded is shown; it joins the history when a later run can read it. ${require_escape.escapeText(condition.reason, WARNING_LENGTH)}`;
	}
}
function lastSaved(time) {
	return time === null ? "" : ` (last saved ${require_escape.escapeText(time.slice(0, 10))})`;
}
function togetherLine(view) {
	const lines = require_action_help_run_steps.joinFilled([...totalLines(view), legend(view)], "<br>");
	return lines === "" ? "" : `<sub>${lines}</sub>`;
}
function totalLines({ totals }) {
	const known = totals.filter(({ usage }) => usage.steps > 0);
	const [first] = known;
	return known.filter((it) => it === first || it.usage.steps !== first?.usage.steps).map((it) => {
		const facts = require_action_help_run_steps.joinFilled([require_action_run_steps.formatDuration(it.usage.durationMs), require_action_run_steps.formatTotals(it.usage)], ", ");
		return `${totalsName(it)}: ${require_escape.escapeText(facts, 400)}.`;
	});
}
function legend({ steps }) {
	const usages = steps.map((step) => step.tokenUsage);
	const marks = require_action_help_run_steps.joinFilled([usages.some((usage) => usage?.cost != null && usage.state === "partial") ? "+ at least" : "", usages.some((usage) => usage?.cost != null && usage.cost_estimated === true) ? "\u2248 estimated by a price list" : ""], ", ");
	return marks === "" ? "" : `${require_escape.escapeText(marks)}; no cost: unknown`;
}
function totalsName({ of, name, usage }) {
	switch (of) {
		case "branch": return `So far on ${require_escape.escapeCode(name ?? "", 100)}`;
		case "pull-request": return "This pull request";
		case "history": return `The whole history of ${require_action_run_steps.plural(usage.steps, "step")}`;
	}
}
// src/render/how-to-roll-back.ts
const COMMAND_LENGTH = 300;
const MOST_URL_LENGTH = 1e3;
function howToSection(view) {
	const [latest, before] = view.steps.filter(require_action_steps.isReversibleTo);
	return howToTable([
		...latest === void 0 ? [] : [undoWay(latest, view.contestedIds)],
		...before === void 0 ? [] : [keepWay(before, view.contestedIds)],
		...takeBackWays(view.rollbacks)
	], view.means, before === void 0 ? "" : " Earlier steps are named in the same way.");
}
function howToOf(step, view) {
	return howToTable([...require_action_steps.isReversibleTo(step) ? [undoWay(step, view.contestedIds), keepWay(step, view.contestedIds)] : [], ...takeBackWays(view.rollbacks)], view.means);
}
function howToUndo({ rollbacks, means }) {
	return howToTable(takeBackWays(rollbacks), means);
}
function undoWay(step, contestedIds) {
	const reference = require_action_steps.stepReference(step, contestedIds);
	return {
		does: `undo ${stepTitle(step)}`,
		input: `before-step: ${reference}`,
		command: [
			"rollback",
			reference,
			"--before"
		]
	};
}
function keepWay(step, contestedIds) {
	const reference = require_action_steps.stepReference(step, contestedIds);
	return {
		does: `keep ${stepTitle(step)}, undo all later ones`,
		input: `to-step: ${reference}`,
		command: ["rollback", reference]
	};
}
function takeBackWays(rollbacks) {
	const latest = rollbacks.filter(isUndoable).toSorted((a, b) => a.createdAt < b.createdAt ? 1 : -1)[0];
	if (latest === void 0) return [];
	const name = require_action_run_steps.rollbackName(latest);
	return [{
		does: `take ${require_action_run_steps.rollbackLabel(latest)} back`,
		by: "with the undo action",
		input: `rollback-id: ${name}`,
		command: ["undo", name]
	}];
}
function howToTable(ways, means, more = "") {
	const { workflowUrl, commandArgs, hasWorkflow = true } = means;
	if (ways.length === 0) return "";
	const workflow = require_escape.link("rollback workflow", workflowUrl?.slice(0, MOST_URL_LENGTH) ?? null);
	const how = hasWorkflow ? `Run the ${workflow} with the input shown${commandArgs === null ? "" : ", or the command in a clone"}.` : "Type the command in a clone.";
	const columns = [
		["To", ({ does, by }) => hasWorkflow && by !== void 0 ? `${does}, ${by}` : does],
		...hasWorkflow ? [["Input", ({ input }) => require_escape.escapeCode(input)]] : [],
		...commandArgs === null ? [] : [["Command", ({ command }) => commandCell(command, commandArgs)]]
	];
	const shown = require_escape.table(columns.map(([title]) => title), columns.map(() => "---"), ways.map((way) => columns.map(([, cell]) => cell(way))));
	return require_escape.folded("How to roll back", `${how}${more} Commits that go stay pinned.\n\n${shown}`);
}
function commandCell(command, commandArgs) {
	const line = require_action_run_steps.quoteForShell([
		"laforge",
		"step",
		...command,
		"--push",
		...commandArgs
	]);
	return line.length > COMMAND_LENGTH ? "" : require_escape.escapeCode(line, COMMAND_LENGTH);
}
function isUndoable(rollback) {
	return require_action_run_steps.isInForce(rollback) && rollback.branch !== null && (rollback.kind === "revert" || rollback.toSha !== null);
}
// src/render/comment.ts
const MOST_SAID = 3e4;
function commentMarker(slug) {
	return `<!-- laforge:${slug.replaceAll(/[^A-Za-z0-9_.=]/gu, (char) => `=${char.codePointAt(0)?.toString(16).toUpperCase()}`)} `;
}
function shownTip(body) {
	return /^<!-- laforge:\S+ at ([0-9a-f]{40,64}) -->/.exec(body)?.[1] ?? null;
}
function renderComment(view, said = "") {
	const top = [
		`${commentMarker(view.slug)}${view.tip === null ? "" : `at ${view.tip} `}-->\n### ${historyHeading(view)}`,
		...historyWarnings(view),
		said.length > MOST_SAID ? `An answer of ${said.length} characters is left out: it is too long for a comment.` : said
	];
	const bottom = howToSection(view);
	const room = 65036 - require_escape.sections([...top, bottom]).length;
	return `${require_escape.sections([
		...top,
		historyTable(view, room),
		bottom
	])}\n`;
}
Object.defineProperty(exports, "agentInWords", {
	enumerable: true,
	get: function() {
		return agentInWords;
	}
});
Object.defineProperty(exports, "checkDetails", {
	enumerable: true,
	get: function() {
		return checkDetails;
	}
});
Object.defineProperty(exports, "commentMarker", {
	enumerable: true,
	get: function() {
		return commentMarker;
	}
});
Object.defineProperty(exports, "commitItems", {
	enumerable: true,
	get: function() {
		return commitItems;
	}
});
Object.defineProperty(exports, "commitLink", {
	enumerable: true,
	get: function() {
		return commitLink;
	}
});
Object.defineProperty(exports, "conditionSentence", {
	enumerable: true,
	get: function() {
		return conditionSentence;
	}
});
Object.defineProperty(exports, "costCell", {
	enumerable: true,
	get: function() {
		return costCell;
	}
});
Object.defineProperty(exports, "historyHeading", {
	enumerable: true,
	get: function() {
		return historyHeading;
	}
});
Object.defineProperty(exports, "historyTable", {
	enumerable: true,
	get: function() {
		return historyTable;
	}
});
Object.defineProperty(exports, "historyToView", {
	enumerable: true,
	get: function() {
		return historyToView;
	}
});
Object.defineProperty(exports, "historyWarnings", {
	enumerable: true,
	get: function() {
		return historyWarnings;
	}
});
Object.defineProperty(exports, "howToOf", {
	enumerable: true,
	get: function() {
		return howToOf;
	}
});
Object.defineProperty(exports, "howToSection", {
	enumerable: true,
	get: function() {
		return howToSection;
	}
});
Object.defineProperty(exports, "howToUndo", {
	enumerable: true,
	get: function() {
		return howToUndo;
	}
});
Object.defineProperty(exports, "inactiveCell", {
	enumerable: true,
	get: function() {
		return inactiveCell;
	}
});
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
Object.defineProperty(exports, "remarkItems", {
	enumerable: true,
	get: function() {
		return remarkItems;
	}
});
Object.defineProperty(exports, "renderComment", {
	enumerable: true,
	get: function() {
		return renderComment;
	}
});
Object.defineProperty(exports, "shownTip", {
	enumerable: true,
	get: function() {
		return shownTip;
	}
});
Object.defineProperty(exports, "sizeOfChanges", {
	enumerable: true,
	get: function() {
		return sizeOfChanges;
	}
});
Object.defineProperty(exports, "statusCell", {
	enumerable: true,
	get: function() {
		return statusCell;
	}
});
Object.defineProperty(exports, "stepCell", {
	enumerable: true,
	get: function() {
		return stepCell;
	}
});
Object.defineProperty(exports, "stepTitle", {
	enumerable: true,
	get: function() {
		return stepTitle;
	}
});
Object.defineProperty(exports, "totalLines", {
	enumerable: true,
	get: function() {
		return totalLines;
	}
});
Object.defineProperty(exports, "traceLink", {
	enumerable: true,
	get: function() {
		return traceLink;
	}
});
});
