// src/domain/repository-key.ts
function repositoryKey(record) {
	return {
		repository: record.repository,
		repositoryId: record.run?.repository_id ?? null
	};
}
function isSameRepository(a, b) {
	const host = hostOfId(a);
	return host !== null && host === hostOfId(b) ? a.repositoryId === b.repositoryId : a.repository === b.repository;
}
function createNewestNames() {
	const byId = new Map();
	const byName = new Map();
	return {
		learn(records) {
			for (const key of records.map(repositoryKey)) {
				const { repository, repositoryId } = key;
				if (repositoryId === null || byName.has(repository)) continue;
				const id = JSON.stringify([hostOfId(key), repositoryId]);
				if (!byId.has(id)) byId.set(id, repository);
				byName.set(repository, byId.get(id) ?? null);
			}
		},
		newest: (repository) => byName.get(repository) ?? repository
	};
}
function hostOfId({ repository, repositoryId }) {
	return repositoryId === null ? null : repository?.split("/")[0] ?? null;
}
function withRepositoryId(run, repository) {
	const { repository_id: id, ...others } = run;
	if (id === void 0) return run;
	return repository !== null && runRepository(run) === repository ? run : others;
}
function runRepository({ url }) {
	return /^https?:\/\/([^?#]+)\/actions\/runs\/[^/]+$/.exec(url ?? "")?.[1]?.toLowerCase() ?? null;
}
Object.defineProperty(exports, "createNewestNames", {
	enumerable: true,
	get: function() {
		return createNewestNames;
	}
});
Object.defineProperty(exports, "hostOfId", {
	enumerable: true,
	get: function() {
		return hostOfId;
	}
});
Object.defineProperty(exports, "isSameRepository", {
	enumerable: true,
	get: function() {
		return isSameRepository;
	}
});
Object.defineProperty(exports, "repositoryKey", {
	enumerable: true,
	get: function() {
		return repositoryKey;
	}
});
Object.defineProperty(exports, "withRepositoryId", {
	enumerable: true,
	get: function() {
		return withRepositoryId;
	}
});
