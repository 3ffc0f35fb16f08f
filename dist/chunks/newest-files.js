// src/usage/newest-files.ts
const MOST_FILES = 500;
const MOST_BYTES = 536870912;
const MOST_OF_ONE = 268435456;
function newestFiles(changed, mostFiles = MOST_FILES) {
	let bytes = 0;
	const files = changed.slice(-mostFiles).reverse();
	const limit = files.findIndex(({ size }) => {
		bytes += Math.min(size, MOST_OF_ONE);
		return bytes > MOST_BYTES;
	});
	const taken = (limit === -1 ? files : files.slice(0, limit)).reverse();
	return {
		files: taken,
		isAll: taken.length === changed.length
	};
}
Object.defineProperty(exports, "newestFiles", {
	enumerable: true,
	get: function() {
		return newestFiles;
	}
});
